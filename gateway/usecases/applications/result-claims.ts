// SPDX-License-Identifier: Apache-2.0
import type { FormPart } from '../../../chaincode/domain/application/deposit.js';
import type { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';

interface ResultSources {
  /** What the applicant filled in, as the department has it. */
  readonly part: Pick<FormPart, 'form' | 'scenario'>;
  /** The department's register pseudonyms of the subjects that the result names, by role. */
  readonly subjects: Readonly<Record<string, string>>;
  /** The day of the decision. */
  readonly day: string;
  /** What the officer says; it goes before what follows from the application. */
  readonly given: Readonly<Record<string, unknown>>;
}

/** What the result of an item says: as the item declares it, and over it what the officer adds. A source without a value leaves its claim out. */
export function resultClaims(
  { resultClaims: declared = [] }: Pick<ServiceItem, 'resultClaims'>,
  sources: ResultSources,
): Record<string, unknown> {
  const derived = declared.flatMap(({ claim, from }) => {
    const value = valueOf(from, sources);
    return value === undefined ? [] : [[claim, value] as const];
  });
  return { ...Object.fromEntries(derived), ...sources.given };
}

type Source = NonNullable<ServiceItem['resultClaims']>[number]['from'];

function valueOf(from: Source, { part: { form, scenario }, subjects, day }: ResultSources): unknown {
  if ('field' in from) return form[from.field];
  if ('ask' in from) return form[from.ask];
  if ('answer' in from) return scenario[from.answer];
  if ('subject' in from) return subjects[from.subject];
  return 'day' in from ? day : from.value;
}
