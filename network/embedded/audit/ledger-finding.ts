// SPDX-License-Identifier: Apache-2.0

/** What an audit can find out about the blocks of a ledger, whatever its chaincode is. */
export type LedgerFindingCode =
  /** Bytes of the block file are not those that were written. */
  | 'RECORD_DAMAGED'
  /** The record holds no block. */
  | 'BLOCK_UNREADABLE'
  /** One or several blocks are not there. */
  | 'BLOCK_MISSING'
  /** A block says that it has another number than its place. */
  | 'BLOCK_NUMBER'
  /** A block does not continue the one before it. */
  | 'PREVIOUS_HASH'
  /** The transactions are not those that the header was made for. */
  | 'DATA_HASH'
  /** No orderer of the channel signed this header. */
  | 'ORDERER_SIGNATURE'
  /** The chain over validation codes and state changes is broken. */
  | 'COMMIT_HASH'
  /** A validation code is another than the one that the blocks give. */
  | 'VALIDATION_CODE'
  /** Codes cannot be worked out from here on, because a block before is not known. */
  | 'REPLAY_STOPPED'
  /** Block 0 is no configuration, or one is of another channel. */
  | 'CONFIGURATION_INVALID'
  /** A configuration was not signed by the ordering service, or its change not by those whose policy it is. */
  | 'CONFIGURATION_SIGNATURE'
  /** An organisation got another certificate authority. */
  | 'ROOT_CHANGED'
  /** An organisation's endorsement policy is not one signature of its own peer. */
  | 'POLICY_CHANGED'
  /** One organisation alone can write what concerns several, by the policy of the chaincode's definition. */
  | 'CHAINCODE_POLICY'
  /** A certificate was not yet or no longer good at the time of its transaction. */
  | 'CERTIFICATE_TIME'
  /** A block names another configuration than the last one before it. */
  | 'LAST_CONFIGURATION'
  /** The ledger has fewer blocks than somebody has seen of it. */
  | 'LEDGER_SHORTENED'
  /** The block that somebody has noted is another one here. */
  | 'HEAD_DIFFERS';

/** One difference between what the blocks say and what follows from them. */
export interface LedgerFinding {
  readonly code: LedgerFindingCode;
  readonly block: number;
  /** Absent where it is about the whole block. */
  readonly transactionId?: string;
  /** What stands there and what was expected: codes, hashes, MSP ids; nothing personal. */
  readonly detail: string;
}
