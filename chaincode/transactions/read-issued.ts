// SPDX-License-Identifier: Apache-2.0
import type { Opening } from '../domain/access/access.js';
import { resultOf } from '../domain/application/task-history.js';
import { DomainError } from '../domain/domain-error.js';
import { departmentOf } from '../domain/names.js';
import { canonicalJson } from '../wire/canonical-json.js';
import { readFiling, readTask } from './application-reading.js';
import { readValues } from './read-register.js';
import type { IssuedResults, ReadResultsRequest, ReadResultsResponse } from './read-results.js';
import { releaseKeyOf } from './sealing.js';
import type { TransactionContext } from './transaction-context.js';

/**
 * Opens what the results of the department's own tasks say, sealed under the caller's key. A task that is not issued, or
 * whose result is no record, has none.
 *
 * @throws {DomainError} TRANSIENT_MISSING; DEPARTMENT_NOT_ENTITLED for an item of another department; APPLICATION_UNKNOWN,
 *   APPLICATION_CONTRADICTED, TASK_UNKNOWN
 */
export async function readIssued(
  context: TransactionContext,
  { department, tasks }: ReadResultsRequest,
  keyText: string,
): Promise<ReadResultsResponse> {
  const key = releaseKeyOf(keyText);
  const openings: Opening[] = [];
  for (const [index, { applicationId, itemCode }] of tasks.entries()) {
    if (departmentOf(itemCode) !== department) {
      throw new DomainError('DEPARTMENT_NOT_ENTITLED', undefined, `/tasks/${index}/itemCode`);
    }
    const { history } = await readTask(context, await readFiling(context, applicationId), itemCode);
    const recordId = resultOf(history)?.recordId;
    if (recordId !== undefined) openings.push(...(await openAll(context, department, recordId)));
  }
  const issued: IssuedResults = { openings };
  return { sealed: context.crypto.seal(key, context.transactionId, canonicalJson(issued)) };
}

async function openAll(context: TransactionContext, department: string, recordId: string): Promise<Opening[]> {
  const { claims = {}, salts = {} } = (await readValues(context, department, recordId)) ?? {};
  return Object.entries(claims).flatMap(([claim, value]) => {
    const salt = salts[claim];
    return salt === undefined ? [] : [{ recordId, claim, salt, value }];
  });
}
