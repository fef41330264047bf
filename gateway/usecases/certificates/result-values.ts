// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { Value } from 'typebox/value';
import { ClaimValue, type ResultOf } from '../../../chaincode/domain/register/register-entry.js';
import { IssuedResults, readResults } from '../../../chaincode/transactions/read-results.js';
import { commitmentTo } from '../../../chaincode/wire/commitment.js';
import type { Ledger } from '../../ledger/ledger.js';
import { sha256 } from '../../readmodel/belief/digest.js';
import type { RecordView } from '../../readmodel/queries/records.js';
import { GatewayProblem } from '../gateway-problem.js';
import type { Session } from '../session.js';
import { unseal } from '../verifications/unseal.js';

/**
 * What a result of the caller's department says: sealed on its way from the department's own peer, and held against its
 * commitments on the ledger; a part of it is not what it says.
 * @throws {GatewayProblem} SOURCE_OPENING_MISMATCH
 */
export async function resultValues(
  ledger: Ledger,
  { department, role }: Session,
  record: RecordView,
  task: ResultOf,
): Promise<ReadonlyMap<string, ClaimValue>> {
  const key = randomBytes(32);
  const { sealed } = await ledger.evaluate(
    readResults,
    { department, tasks: [task] },
    { caller: { department, role }, peer: department, transient: { key: key.toString('base64url') } },
  );
  const opened: unknown = JSON.parse(unseal(key, sealed));
  if (!Value.Check(IssuedResults, opened)) throw new GatewayProblem('SOURCE_OPENING_MISMATCH');
  const values = new Map<string, ClaimValue>();
  for (const { recordId, claim, salt, value } of opened.openings) {
    const committed = record.commitments[claim] === commitmentTo({ salt, name: claim, value }, sha256);
    if (recordId !== record.recordId || !committed || !Value.Check(ClaimValue, value))
      throw new GatewayProblem('SOURCE_OPENING_MISMATCH');
    values.set(claim, value);
  }
  if (values.size < Object.keys(record.commitments).length) throw new GatewayProblem('SOURCE_OPENING_MISMATCH');
  return values;
}
