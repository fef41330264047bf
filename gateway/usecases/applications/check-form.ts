// SPDX-License-Identifier: Apache-2.0
import type { Ask, ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import type { ClaimDefinition } from '../../../chaincode/domain/catalogue/record-type.js';
import { checkClaims } from '../../../chaincode/domain/register/check-claims.js';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import type { FormValues } from './application-request.js';

/** Claims of the record types that fill in fields, by field. */
export type FieldClaims = ReadonlyMap<string, ClaimDefinition>;

/**
 * Holds a whole form against what the item declares: no other field, each value of its kind, what is asked and
 * required there. A field that a record would fill in may stay empty.
 *
 * @throws {DomainError} FORM_INVALID, with a pointer to the field; it never repeats a value or a name of the caller's.
 */
export function checkForm({ asks = [] }: Pick<ServiceItem, 'asks'>, fields: FieldClaims, form: FormValues): void {
  const filled = [...fields].map(([name, claim]): ClaimDefinition => ({ ...claim, name, required: false }));
  const type = { code: 'form', claims: [...filled, ...asks.map(asClaim)] };
  try {
    checkClaims(type, form, '/form');
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError('FORM_INVALID', error.message, error.pointer);
  }
}

/** A question of the form is checked as a claim is. */
function asClaim({ code, ...limits }: Ask): ClaimDefinition {
  return { ...limits, name: code, sharing: 'NOT_SHARED' };
}
