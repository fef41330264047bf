// SPDX-License-Identifier: Apache-2.0
import { ledger } from '@hyperledger/fabric-protos';
import type { Version } from '../store/version.js';

const { kvrwset } = ledger.rwset;

export type ReadMessage = InstanceType<typeof kvrwset.KVRead>;

function versionMessage(version: Version): InstanceType<typeof kvrwset.Version> {
  const message = new kvrwset.Version();
  message.setBlockNum(version.block);
  message.setTxNum(version.tx);
  return message;
}

/** A read of an absent key has no version. */
export function readMessage(key: string, version: Version | undefined): ReadMessage {
  const message = new kvrwset.KVRead();
  message.setKey(key);
  if (version !== undefined) message.setVersion(versionMessage(version));
  return message;
}

export function readHashMessage(
  keyHash: Uint8Array,
  version: Version | undefined,
): InstanceType<typeof kvrwset.KVReadHash> {
  const message = new kvrwset.KVReadHash();
  message.setKeyHash(keyHash);
  if (version !== undefined) message.setVersion(versionMessage(version));
  return message;
}

/** An empty value is a deletion. */
export function writeMessage(key: string, value: Uint8Array): InstanceType<typeof kvrwset.KVWrite> {
  const message = new kvrwset.KVWrite();
  message.setKey(key);
  message.setIsDelete(value.length === 0);
  message.setValue(value);
  return message;
}

export function metadataEntries(metadata: Metadata): InstanceType<typeof kvrwset.KVMetadataEntry>[] {
  return [...metadata].map(([name, value]) => {
    const entry = new kvrwset.KVMetadataEntry();
    entry.setName(name);
    entry.setValue(value);
    return entry;
  });
}

/** Metadata of a key by name. */
export type Metadata = ReadonlyMap<string, Uint8Array>;

/** Reads metadata as the state keeps it. */
export function parseMetadata(bytes: Uint8Array | undefined): Metadata {
  if (bytes === undefined) return new Map();
  const entries = kvrwset.KVMetadataWrite.deserializeBinary(bytes).getEntriesList();
  return new Map(entries.map((entry) => [entry.getName(), entry.getValue_asU8()]));
}
