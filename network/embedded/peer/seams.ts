// SPDX-License-Identifier: Apache-2.0
import type { ValidationCode } from '../validation-code.js';

/** What a peer hands to chaincode for one invocation, as the endorser checked it. */
export interface Invocation {
  readonly channel: string;
  readonly chaincode: string;
  readonly transactionId: string;
  /** The first is the name of the transaction. */
  readonly args: readonly Uint8Array[];
  readonly transient: ReadonlyMap<string, Uint8Array>;
  /** `msp.SerializedIdentity` of the caller. */
  readonly creator: Uint8Array;
  readonly creatorMspId: string;
  /** `protos.SignedProposal` as the client signed it; the shim reads header, nonce and timestamp from it. */
  readonly signedProposal: Uint8Array;
}

export interface ChaincodeAnswer {
  readonly status: number;
  readonly message: string;
  readonly payload: Uint8Array;
  readonly event?: { readonly name: string; readonly payload: Uint8Array };
}

/** What a simulation on one organisation's peer gave. */
export interface Simulation {
  readonly answer: ChaincodeAnswer;
  /** `rwset.TxReadWriteSet`: what goes on chain, byte for byte. */
  readonly results: Uint8Array;
  /** `rwset.TxPvtReadWriteSet`: values of private writes, kept beside the chain; empty if there are none. */
  readonly privateResults: Uint8Array;
}

/** One transaction of a block as validation and commit see it; made by the protocol side from the envelope. */
export interface BlockTransaction {
  readonly transactionId: string;
  readonly creator: { readonly mspId: string; readonly certificate: string };
  /** Time of the channel header; history shows it. */
  readonly timestamp: { readonly seconds: number; readonly nanos: number };
  readonly chaincode: string;
  /** `rwset.TxReadWriteSet` from the proposal response payload. */
  readonly results: Uint8Array;
  /** Those whose signature over the proposal response was found good, each once. */
  readonly endorsers: readonly { readonly mspId: string; readonly certificate: string }[];
  /** Verdict of the checks before this one (envelope, signature, txid, duplicate): VALID or the code that ended it. */
  readonly code: ValidationCode;
}

/** Whether those endorsers satisfy a signature policy (`common.SignaturePolicyEnvelope` or a text policy; caches inside). */
export type PolicyCheck = (
  policy: string | Uint8Array,
  endorsers: readonly { readonly mspId: string; readonly certificate: string }[],
) => boolean;

/** Private values of the transactions of a block, by index: what the gateway's endorsers distributed. */
export type PrivateResults = ReadonlyMap<number, Uint8Array>;

/**
 * What EmbeddedNetwork needs of the peers' side; `PeerState` in this folder implements it. Blocks count from 0.
 * `validate` and `apply` are called one after the other, block by block; `simulate` may come at any time.
 */
export interface Peers {
  /** Number of blocks applied; the next one to apply has this number. Later blocks are applied again when the network opens. */
  readonly savepoint: number;
  /** Runs chaincode on one organisation's peer, at that peer's height. */
  simulate(mspId: string, invocation: Invocation): Promise<Simulation>;
  /**
   * Final codes in block order. A transaction whose `code` is not VALID keeps it. Order of the checks per block:
   * namespaces and endorsement policies; then a transaction whose id an earlier transaction of the block carries that is
   * *still valid at this stage* is DUPLICATE_TXID (duplicates of older blocks are found before this call, F57); then
   * MVCC and phantoms.
   */
  validate(
    blockNumber: number,
    transactions: readonly BlockTransaction[],
    policy: PolicyCheck,
  ): Promise<readonly ValidationCode[]>;
  /**
   * State, then history, with their savepoint. Private results may be missing (purged, expired or never here).
   * A block without chaincode transactions (configuration) comes with an empty list.
   * @param durable nothing is written before it resolves, nor if it rejects.
   */
  apply(
    blockNumber: number,
    transactions: readonly BlockTransaction[],
    codes: readonly ValidationCode[],
    privateResults: PrivateResults,
    durable?: Promise<void>,
  ): Promise<void>;
  /** Takes private values that were purged off the disk; they are out of the state already. */
  forgetPurged(): Promise<void>;
  /** That organisation's peer stays at its present height until released; it keeps answering. */
  hold(mspId: string): void;
  release(mspId: string): void;
  close(): Promise<void>;
}
