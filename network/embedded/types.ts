// SPDX-License-Identifier: Apache-2.0
import type { CollectionConfig } from './collections.js';
import type { ValidationCode } from './validation-code.js';

/** A class of fabric-contract-api, unchanged. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- Contract constructors take no agreed arguments
export type ContractClass = new (...args: any[]) => object;

export interface ChaincodeDefinition {
  readonly name: string;
  readonly contracts: readonly ContractClass[];
  /** Signature policy, e.g. `OutOf(2, 'AMSP.peer', 'BMSP.peer')`. */
  readonly endorsementPolicy: string;
  /** As in Fabric's collections_config.json. Implicit collections of all organisations always exist. */
  readonly collections?: readonly CollectionConfig[];
}

export interface NetworkOptions {
  /** Folder of the network; made if absent, mode 0700. One process at a time. */
  readonly directory: string;
  readonly channel: string;
  readonly organisations: readonly { readonly mspId: string }[];
  readonly chaincodes: readonly ChaincodeDefinition[];
  /**
   * Caps of one block; there is no timer. Default 500 messages, 2 MiB. A larger message gets a block of its own, up to
   * `absoluteMaxBytes` (default 10 MiB), above which it is refused.
   */
  readonly batch?: { readonly maxMessages?: number; readonly maxBytes?: number; readonly absoluteMaxBytes?: number };
  /** Endorsers admit proposals whose time is at most this far from their clock. Default 60. */
  readonly timeWindowSeconds?: number;
}

/** An identity that the network's CA issued. */
export interface Identity {
  readonly mspId: string;
  readonly name: string;
  /** PEM. */
  readonly certificate: string;
}

export interface Proposal {
  readonly chaincode: string;
  /** `contract:Name`, or `Name` of the default contract. */
  readonly transaction: string;
  readonly args?: readonly (string | Uint8Array)[];
  readonly transient?: Readonly<Record<string, Uint8Array>>;
  /** MSP ids whose peers endorse. Default: as few as the chaincode's policy asks for. */
  readonly endorsers?: readonly string[];
  /** Header time, for tests of time rules; default now. Outside the time window the proposal is refused. */
  readonly timestamp?: Date;
  /** For tests of replays; default 24 random bytes. Nonce and creator make the transaction id. */
  readonly nonce?: Uint8Array;
}

/** A transaction as it is handed to ordering; anything with an envelope will do, also an altered one. */
export type Orderable = Pick<EndorsedTransaction, 'transactionId' | 'envelope'>;

/** What became of a submitted transaction. */
export interface Submitted {
  readonly transactionId: string;
  readonly blockNumber: bigint;
  readonly payload: Uint8Array;
}

/** An endorsed transaction, ready to be ordered. */
export interface EndorsedTransaction {
  readonly transactionId: string;
  readonly payload: Uint8Array;
  /** A signed `common.Envelope`. */
  readonly envelope: Uint8Array;
}

export interface Outcome {
  readonly transactionId: string;
  readonly blockNumber: bigint;
  readonly validationCode: ValidationCode;
}

export interface DecodedWrite {
  readonly namespace: string;
  readonly key: string;
  readonly isDelete: boolean;
  readonly value: Uint8Array;
}

export interface DecodedHashedWrite {
  readonly namespace: string;
  readonly collection: string;
  readonly keyHash: Uint8Array;
  readonly valueHash: Uint8Array;
  readonly isDelete: boolean;
  readonly isPurge: boolean;
}

export interface DecodedTransaction {
  readonly transactionId: string;
  readonly validationCode: ValidationCode;
  readonly creator: { readonly mspId: string; readonly certificate: string };
  /** Header time, ISO 8601 UTC with milliseconds. */
  readonly timestamp: string;
  readonly chaincode: string;
  /** The first is the name of the transaction. */
  readonly args: readonly Uint8Array[];
  /** What the endorsers answered. */
  readonly response: { readonly status: number; readonly message: string; readonly payload: Uint8Array };
  readonly endorsers: readonly { readonly mspId: string; readonly certificate: string }[];
  readonly writes: readonly DecodedWrite[];
  readonly hashedWrites: readonly DecodedHashedWrite[];
  readonly event: { readonly name: string; readonly payload: Uint8Array } | undefined;
}

export interface DecodedBlock {
  readonly number: bigint;
  readonly hash: Uint8Array;
  readonly previousHash: Uint8Array;
  readonly dataHash: Uint8Array;
  /** The `common.Block` as stored, with its metadata. */
  readonly bytes: Uint8Array;
  readonly transactions: readonly DecodedTransaction[];
}
