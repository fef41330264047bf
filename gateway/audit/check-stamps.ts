// SPDX-License-Identifier: Apache-2.0
import { stateKeys } from '../../chaincode/wire/state-keys.js';
import { sha256 } from '../readmodel/belief/digest.js';
import { applicationKeys, unmarkedRecords } from './application-hashes.js';
import type { Tell } from './audit-finding.js';
import { believed, type JudgedTransaction } from './judged-transaction.js';
import type { UnstampedDocuments } from './unstamped-documents.js';

const NOTHING_STATED = sha256(stateKeys.nothingStated());

/**
 * Every hash in a department's collection belongs to something: a stamp to the document of the same transaction, a
 * statement to the response, a record's values and its mark to its statement, what an applicant filled in to its deposit. One that belongs to a document of an earlier
 * transaction makes chaincode believe what nobody else does.
 */
export async function checkStamps(
  judged: JudgedTransaction,
  unstamped: UnstampedDocuments,
  block: number,
  tell: Tell,
): Promise<void> {
  const { transaction } = judged;
  const explained = explainedKeys(judged);
  for (const { department, keyHash, valueHash } of transaction.hashedWrites) {
    if (valueHash === undefined || explained.has(keyHash)) continue;
    const late = await unstamped.find(keyHash, valueHash);
    if (late === undefined) tell('HASH_UNEXPLAINED', `${department} ${keyHash}`);
    else
      tell(
        'STAMPED_LATER',
        `${department} stamped what transaction ${late.transactionId} wrote in block ${late.block}`,
      );
  }
  for (const recordId of unmarkedRecords(judged)) tell('STATUS_UNMARKED', `record ${recordId}`);
  for (const { keyHash, valueHash } of withoutStamp(judged)) {
    await unstamped.add(keyHash, valueHash, { transactionId: transaction.transactionId, block });
  }
}

function explainedKeys(judged: JudgedTransaction): Set<string> {
  const { publicWrites, statements } = judged;
  const records = believed(judged, 'REGISTER_ENTRY').flatMap(({ document }) => document.records);
  return new Set([
    NOTHING_STATED,
    ...[...publicWrites, ...statements].map(({ keyHash }) => keyHash),
    ...records.map(({ recordId }) => sha256(stateKeys.values(recordId))),
    ...applicationKeys(judged),
  ]);
}

function withoutStamp({ transaction, publicWrites }: JudgedTransaction): { keyHash: string; valueHash: string }[] {
  return publicWrites.flatMap(({ keyHash, belief }, place) => {
    const value = transaction.writes[place]?.value;
    return belief === 'NOT_STAMPED' && value !== undefined ? [{ keyHash, valueHash: sha256(value) }] : [];
  });
}
