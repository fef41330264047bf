// SPDX-License-Identifier: Apache-2.0
import type { Ledger } from '../ledger/ledger.js';
import type { ReadModelDatabase } from '../readmodel/tables.js';
import { GatewayProblem } from './gateway-problem.js';
import type { AppliedReadModel } from './services.js';

/**
 * A key of a department is made only where it begins. Once something stands on the ledger under its key, another one would
 * know neither its cases nor its records again, and would attest every record a second time.
 *
 * @throws {GatewayProblem} DEPARTMENT_KEY_MISSING: the key is elsewhere, or lost; NOT_AVAILABLE_YET: the read model is
 *   behind, so nobody can say.
 */
export async function demandBeginning(
  { ledger, readModel }: { readonly ledger: Pick<Ledger, 'height'>; readonly readModel: AppliedReadModel },
  department: string,
): Promise<void> {
  const height = await ledger.height();
  if (height > 0n && !(await readModel.waitForBlock(height - 1n))) throw new GatewayProblem('NOT_AVAILABLE_YET');
  if (await hasUsedKey(readModel.database, department)) throw new GatewayProblem('DEPARTMENT_KEY_MISSING');
}

async function hasUsedKey(database: ReadModelDatabase, department: string): Promise<boolean> {
  const found = await Promise.all([
    database.selectFrom('records').select('recordId').where('department', '=', department).limit(1).executeTakeFirst(),
    database.selectFrom('accesses').select('accessId').where('reader', '=', department).limit(1).executeTakeFirst(),
    database
      .selectFrom('applications')
      .select('applicationId')
      .where('filedBy', '=', department)
      .limit(1)
      .executeTakeFirst(),
    database
      .selectFrom('inquiries')
      .select('inquiryId')
      .where('department', '=', department)
      .limit(1)
      .executeTakeFirst(),
  ]);
  return found.some((row) => row !== undefined);
}
