// SPDX-License-Identifier: Apache-2.0
import type { DecodedBlock, DecodedTransaction } from '../types.js';
import type { ValidationCode } from '../validation-code.js';
import { readIdentityOrNothing } from '../identity/serialized-identity.js';
import { isConfigBlock } from './read-block.js';
import type { ReadBlock } from './read-block.js';
import type { ReadEnvelope } from './read-envelope.js';
import { readResults } from './read-results.js';
import { toIso } from './timestamp.js';

/** The public shape of a block. A configuration block has no transactions: its envelope is in `bytes`. */
export function decodeBlock(block: ReadBlock): DecodedBlock {
  const { number, hash, previousHash, dataHash, bytes } = block;
  const transactions = isConfigBlock(block)
    ? []
    : block.envelopes.map((envelope, index) => decodeTransaction(envelope, block.codes[index] ?? 'NOT_VALIDATED'));
  return { number, hash, previousHash, dataHash, bytes, transactions };
}

function decodeTransaction(read: ReadEnvelope, validationCode: ValidationCode): DecodedTransaction {
  const { action } = read;
  return {
    transactionId: read.transactionId,
    validationCode,
    creator: read.creator,
    timestamp: toIso(read.timestamp),
    chaincode: read.chaincode,
    args: action?.args ?? [],
    response: action?.response ?? { status: 0, message: '', payload: new Uint8Array() },
    endorsers: (action?.endorsements ?? [])
      .map(({ endorser }) => readIdentityOrNothing(endorser))
      .filter((endorser) => endorser !== undefined),
    ...readResults(action?.results ?? new Uint8Array()),
    event: action?.event,
  };
}
