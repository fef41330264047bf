// SPDX-License-Identifier: Apache-2.0
import type { DeliveryPart, FormPart } from '../domain/application/deposit.js';
import { DomainError } from '../domain/domain-error.js';
import { departmentOf } from '../domain/names.js';
import { canonicalJson } from '../wire/canonical-json.js';
import { stateKeys } from '../wire/state-keys.js';
import type { ReadDepositsRequest, ReadDepositsResponse, ReadParts } from './read-deposits.js';
import { releaseKeyOf } from './sealing.js';
import type { TransactionContext } from './transaction-context.js';

/**
 * Opens what was deposited with the department, sealed under the caller's key. What is not there is left out.
 *
 * @throws {DomainError} TRANSIENT_MISSING; DEPARTMENT_NOT_ENTITLED for an item of another department
 */
export async function readDeposited(
  context: TransactionContext,
  { department, deposits }: ReadDepositsRequest,
  keyText: string,
): Promise<ReadDepositsResponse> {
  const key = releaseKeyOf(keyText);
  const read: ReadParts = { parts: [] };
  for (const [index, place] of deposits.entries()) {
    const { applicationId, itemCode, kind } = place;
    if (departmentOf(itemCode) !== department) {
      throw new DomainError('DEPARTMENT_NOT_ENTITLED', undefined, `/deposits/${index}/itemCode`);
    }
    const stands =
      kind === 'FORM' ? stateKeys.form(applicationId, itemCode) : stateKeys.delivery(applicationId, itemCode);
    const text = await context.statements(department).read(stands);
    // Only DepositParts writes here, so that the shape is not checked again.
    if (text !== undefined) read.parts.push({ ...place, part: JSON.parse(text) as FormPart | DeliveryPart });
  }
  return { sealed: context.crypto.seal(key, context.transactionId, canonicalJson(read)) };
}
