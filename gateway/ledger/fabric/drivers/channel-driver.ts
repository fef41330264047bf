// SPDX-License-Identifier: Apache-2.0
import type { ChaincodeCall } from '../../channel/chaincode-call.js';
import type { SigningIdentity } from '../signing-identity.js';

/** Signed and ready to be ordered: these bytes can be sent any number of times and take effect at most once. */
export interface SignedTransaction {
  readonly transactionId: string;
  /** A signed `common.Envelope`; holds nothing of `transient`. */
  readonly envelope: Uint8Array;
}

export interface EndorsedTransaction extends SignedTransaction {
  readonly payload: Uint8Array;
}

/** Which transactions a block holds, and with which validation codes. */
export interface BlockOutcomes {
  readonly number: bigint;
  readonly outcomes: readonly { readonly transactionId: string; readonly validationCode: string }[];
}

/** From which block on, until the signal aborts. */
export interface StreamOptions {
  readonly from: bigint;
  readonly signal: AbortSignal;
}

/** What any call is made with: who signs it, and how long an answer may take in milliseconds. */
export interface CallOptions {
  readonly identity: SigningIdentity;
  readonly milliseconds: number;
}

/** An SDK's way to the channel through the peers of one department. All that fails rejects with a {@link ChannelError}. */
export interface ChannelDriver {
  /** Has the call endorsed by one peer of each of these organisations (MSP ids) and signs the transaction. */
  endorse(call: ChaincodeCall, endorsers: readonly string[], options: CallOptions): Promise<EndorsedTransaction>;
  /** Asks a peer of this organisation. */
  evaluate(call: ChaincodeCall, mspId: string, options: CallOptions): Promise<Uint8Array>;
  /** Hands a transaction over to ordering. Resolves when an orderer has taken it: that is no promise of a block. */
  send(transaction: SignedTransaction, options: CallOptions): Promise<void>;
  /** Outcomes block by block, from the department's own peer; ends or rejects when the connection does. */
  outcomes(identity: SigningIdentity, options: StreamOptions): AsyncIterable<BlockOutcomes>;
  /** Whole blocks (`common.Block`), likewise. */
  blocks(identity: SigningIdentity, options: StreamOptions): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}
