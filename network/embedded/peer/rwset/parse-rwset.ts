// SPDX-License-Identifier: Apache-2.0
import { ledger } from '@hyperledger/fabric-protos';
import type { Version } from '../store/version.js';
import { sha256 } from './hash.js';
import type {
  ParsedCollection,
  ParsedMetadataWrite,
  ParsedNamespace,
  ParsedRead,
  ParsedRwset,
} from './parsed-rwset.js';
import type { RangeQuery } from './range-query.js';

const { rwset } = ledger;
const { kvrwset } = rwset;

const HASH_OF_NOTHING = sha256('');

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Reads `rwset.TxReadWriteSet`. Throws on bytes that are none. */
export function parseRwset(bytes: Uint8Array): ParsedRwset {
  return rwset.TxReadWriteSet.deserializeBinary(bytes).getNsRwsetList().map(parseNamespace);
}

function parseNamespace(message: InstanceType<typeof rwset.NsReadWriteSet>): ParsedNamespace {
  const set = kvrwset.KVRWSet.deserializeBinary(message.getRwset_asU8());
  return {
    name: message.getNamespace(),
    reads: set.getReadsList().map(parseRead),
    ranges: set.getRangeQueriesInfoList().map(parseRange),
    writes: set.getWritesList().map((write) => {
      const value = write.getValue_asU8();
      const isDelete = write.getIsDelete() || value.length === 0;
      return { key: write.getKey(), value: isDelete ? undefined : value, isPurge: false };
    }),
    metadataWrites: set
      .getMetadataWritesList()
      .map((write) => ({ key: write.getKey(), metadata: stateMetadata(write.getEntriesList()) })),
    collections: message.getCollectionHashedRwsetList().map(parseCollection),
  };
}

function parseCollection(message: InstanceType<typeof rwset.CollectionHashedReadWriteSet>): ParsedCollection {
  const set = kvrwset.HashedRWSet.deserializeBinary(message.getHashedRwset_asU8());
  return {
    name: message.getCollectionName(),
    privateHash: message.getPvtRwsetHash_asU8(),
    reads: set
      .getHashedReadsList()
      .map((read) => ({ key: hex(read.getKeyHash_asU8()), version: parseVersion(read.getVersion()) })),
    writes: set.getHashedWritesList().map((write) => {
      const hash = write.getValueHash_asU8();
      const isDelete = write.getIsDelete() || hash.length === 0 || HASH_OF_NOTHING.equals(hash);
      return { key: hex(write.getKeyHash_asU8()), value: isDelete ? undefined : hash, isPurge: write.getIsPurge() };
    }),
    metadataWrites: set
      .getMetadataWritesList()
      .map((write) => ({ key: hex(write.getKeyHash_asU8()), metadata: stateMetadata(write.getEntriesList()) })),
  };
}

function parseVersion(message: InstanceType<typeof kvrwset.Version> | undefined): Version | undefined {
  return message && { block: message.getBlockNum(), tx: message.getTxNum() };
}

function parseRead(message: InstanceType<typeof kvrwset.KVRead>): ParsedRead {
  return { key: message.getKey(), version: parseVersion(message.getVersion()) };
}

function stateMetadata(entries: InstanceType<typeof kvrwset.KVMetadataEntry>[]): ParsedMetadataWrite['metadata'] {
  if (entries.length === 0) return undefined;
  const message = new kvrwset.KVMetadataWrite();
  message.setEntriesList(entries);
  return message.serializeBinary();
}

function parseRange(message: InstanceType<typeof kvrwset.RangeQueryInfo>): RangeQuery {
  const bounds = {
    startKey: message.getStartKey(),
    endKey: message.getEndKey(),
    exhausted: message.getItrExhausted(),
  };
  const hashes = message.getReadsMerkleHashes();
  if (hashes !== undefined) {
    const summary = {
      maxDegree: hashes.getMaxDegree(),
      maxLevel: hashes.getMaxLevel(),
      hashes: hashes.getMaxLevelHashesList_asU8(),
    };
    return { ...bounds, result: { summary } };
  }
  const reads = message.getRawReads()?.getKvReadsList() ?? [];
  // A read without version cannot come from a scan; 0:0 is what a peer takes it for.
  const present = reads.map(parseRead).map(({ key, version = { block: 0, tx: 0 } }) => ({ key, version }));
  return { ...bounds, result: { reads: present } };
}
