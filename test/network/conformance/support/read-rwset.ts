// SPDX-License-Identifier: Apache-2.0
import { common, ledger, peer } from '@hyperledger/fabric-protos';

const { rwset } = ledger;
const { kvrwset } = rwset;

/** A version as `block:place`, or nothing for an absent key. */
export type VersionText = string | undefined;

export interface NamespaceSets {
  readonly namespace: string;
  readonly reads: readonly {
    readonly key: string;
    readonly version: VersionText;
  }[];
  readonly writes: readonly {
    readonly key: string;
    readonly value: string;
    readonly isDelete: boolean;
  }[];
  readonly metadataWrites: readonly {
    readonly key: string;
    readonly names: readonly string[];
  }[];
  readonly ranges: readonly RangeSet[];
  readonly collections: readonly CollectionSets[];
}

export interface RangeSet {
  readonly start: string;
  readonly end: string;
  readonly exhausted: boolean;
  /** Keys with versions; nothing above fifty of them, where a summary stands instead. */
  readonly reads: readonly { readonly key: string; readonly version: VersionText }[] | undefined;
  readonly summary:
    | {
        readonly maxDegree: number;
        readonly maxLevel: number;
        readonly hashes: readonly string[];
      }
    | undefined;
}

/** Hashes in hexadecimal. */
export interface CollectionSets {
  readonly collection: string;
  readonly reads: readonly {
    readonly keyHash: string;
    readonly version: VersionText;
  }[];
  readonly writes: readonly {
    readonly keyHash: string;
    readonly valueHash: string;
    readonly isDelete: boolean;
    readonly isPurge: boolean;
  }[];
  readonly metadataWrites: readonly {
    readonly keyHash: string;
    readonly names: readonly string[];
  }[];
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The read-write sets of an envelope, read by the public protobuf definitions and by nothing of the network. */
export function readRwset(envelope: Uint8Array): NamespaceSets[] {
  const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(envelope).getPayload_asU8());
  const [action] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  if (action === undefined) throw new Error('an envelope without action');
  const endorsed = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8()).getAction();
  const response = peer.ProposalResponsePayload.deserializeBinary(
    endorsed?.getProposalResponsePayload_asU8() ?? new Uint8Array(),
  );
  const results = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8()).getResults_asU8();
  return readResults(results);
}

/** The same of a `rwset.TxReadWriteSet`. */
export function readResults(results: Uint8Array): NamespaceSets[] {
  return rwset.TxReadWriteSet.deserializeBinary(results).getNsRwsetList().map(readNamespace);
}

/** The envelopes of a `common.Block`. */
export function envelopesOf(block: Uint8Array): Uint8Array[] {
  return common.Block.deserializeBinary(block).getData()?.getDataList_asU8() ?? [];
}

function readNamespace(message: InstanceType<typeof rwset.NsReadWriteSet>): NamespaceSets {
  const set = kvrwset.KVRWSet.deserializeBinary(message.getRwset_asU8());
  return {
    namespace: message.getNamespace(),
    reads: set.getReadsList().map(readRead),
    writes: set.getWritesList().map((write) => ({
      key: write.getKey(),
      value: Buffer.from(write.getValue_asU8()).toString(),
      isDelete: write.getIsDelete(),
    })),
    metadataWrites: set.getMetadataWritesList().map((write) => ({
      key: write.getKey(),
      names: write.getEntriesList().map((entry) => entry.getName()),
    })),
    ranges: set.getRangeQueriesInfoList().map(readRange),
    collections: message.getCollectionHashedRwsetList().map(readCollection),
  };
}

function readRead(read: InstanceType<typeof kvrwset.KVRead>): {
  key: string;
  version: VersionText;
} {
  return { key: read.getKey(), version: versionText(read.getVersion()) };
}

function readRange(range: InstanceType<typeof kvrwset.RangeQueryInfo>): RangeSet {
  const hashes = range.getReadsMerkleHashes();
  return {
    start: range.getStartKey(),
    end: range.getEndKey(),
    exhausted: range.getItrExhausted(),
    reads: hashes === undefined ? (range.getRawReads()?.getKvReadsList() ?? []).map(readRead) : undefined,
    summary: hashes && {
      maxDegree: hashes.getMaxDegree(),
      maxLevel: hashes.getMaxLevel(),
      hashes: hashes.getMaxLevelHashesList_asU8().map(hex),
    },
  };
}

function readCollection(message: InstanceType<typeof rwset.CollectionHashedReadWriteSet>): CollectionSets {
  const set = kvrwset.HashedRWSet.deserializeBinary(message.getHashedRwset_asU8());
  return {
    collection: message.getCollectionName(),
    reads: set.getHashedReadsList().map((read) => ({
      keyHash: hex(read.getKeyHash_asU8()),
      version: versionText(read.getVersion()),
    })),
    writes: set.getHashedWritesList().map((write) => ({
      keyHash: hex(write.getKeyHash_asU8()),
      valueHash: hex(write.getValueHash_asU8()),
      isDelete: write.getIsDelete(),
      isPurge: write.getIsPurge(),
    })),
    metadataWrites: set.getMetadataWritesList().map((write) => ({
      keyHash: hex(write.getKeyHash_asU8()),
      names: write.getEntriesList().map((entry) => entry.getName()),
    })),
  };
}

function versionText(version: InstanceType<typeof kvrwset.Version> | undefined): VersionText {
  return version && `${version.getBlockNum()}:${version.getTxNum()}`;
}
