// SPDX-License-Identifier: Apache-2.0
import { Compile } from 'typebox/compile';
import { departmentOf } from '../../../chaincode/domain/names.js';
import { depositParts, DepositPartsRequest } from '../../../chaincode/transactions/deposit-parts.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import type { LedgerTransaction } from '../../ledger/ledger.js';
import { sha256 } from '../belief/digest.js';
import type { Writer } from './writer.js';

const shape = Compile(DepositPartsRequest);

/** Which form lies with the department of a task: the hash that its own collection got. What stands in it nobody sees. */
export function applyDeposits({ rows }: Pick<Writer, 'rows'>, { call, hashedWrites }: LedgerTransaction): void {
  if (call?.name !== depositParts.name || !shape.Check(call.request)) return;
  const hashes = new Map(
    hashedWrites.map(({ department, keyHash, valueHash }) => [`${department}/${keyHash}`, valueHash]),
  );
  for (const { applicationId, itemCode, kind } of call.request.deposits) {
    if (kind !== 'FORM') continue;
    const hash = hashes.get(`${departmentOf(itemCode)}/${sha256(stateKeys.form(applicationId, itemCode))}`);
    if (hash === undefined) continue;
    rows.run('UPDATE tasks SET deposited = ? WHERE applicationId = ? AND itemCode = ?', [
      hash,
      applicationId,
      itemCode,
    ]);
  }
}
