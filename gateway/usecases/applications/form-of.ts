// SPDX-License-Identifier: Apache-2.0
import type { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import type { PrefilledField } from '../verifications/verification-answer.js';
import type { FormValues } from './application-request.js';

/** What an item's department gets of the form, and which fields the applicant wanted otherwise than the record has them. */
export interface ItemForm {
  readonly form: FormValues;
  readonly changedFields: readonly string[];
}

/** The fields that the item declares and nothing more: as the record has them, and over it what the applicant says. */
export function formOf(
  { fields, asks = [] }: Pick<ServiceItem, 'fields' | 'asks'>,
  prefill: readonly PrefilledField[],
  given: FormValues,
): ItemForm {
  const codes = [...fields, ...asks].map(({ code }) => code);
  const onRecord = new Map(prefill.map(({ field, value }) => [field, value]));
  const filled = codes.flatMap((code) => {
    const value = Object.hasOwn(given, code) ? given[code] : onRecord.get(code);
    return value === undefined ? [] : [[code, value] as const];
  });
  const form = Object.fromEntries(filled);
  const changedFields = codes.filter((code) => {
    const recorded = onRecord.get(code);
    return recorded !== undefined && canonicalJson(recorded) !== canonicalJson(form[code]);
  });
  return { form, changedFields };
}
