// SPDX-License-Identifier: Apache-2.0
import type { ServiceItem } from '../catalogue/service-item.js';
import { DomainError } from '../domain-error.js';
import { checkClaims } from '../register/check-claims.js';
import type { FormPart } from './deposit.js';

/**
 * What an applicant filled in has the item's fields and no others; what the form asks is of its type and, where
 * required, there.
 *
 * @throws {DomainError} FORM_INVALID; neither detail nor pointer repeat what was filled in.
 */
export function checkForm(item: ServiceItem, { form }: Pick<FormPart, 'form'>): void {
  const { asks = [], fields, code } = item;
  const asked = new Set(asks.map((ask) => ask.code));
  const prefilled = new Set(fields.map((field) => field.code));
  if (Object.keys(form).some((name) => !asked.has(name) && !prefilled.has(name))) throw invalid();
  const claims = asks.map(({ code: name, ...ask }) => ({ ...ask, name, sharing: 'NOT_SHARED' as const }));
  const values = Object.fromEntries(Object.entries(form).filter(([name]) => asked.has(name)));
  try {
    checkClaims({ code, claims }, values, '/form');
  } catch (error) {
    throw error instanceof DomainError ? new DomainError('FORM_INVALID', undefined, error.pointer) : error;
  }
}

function invalid(): DomainError {
  return new DomainError('FORM_INVALID', undefined, '/form');
}
