// SPDX-License-Identifier: Apache-2.0
import { departmentOf } from '../names.js';
import { invalid, knownRecordType, onlyOnce, type CatalogueView } from './catalogue-view.js';
import type { ClaimDefinition, RecordType } from './record-type.js';
import { APPLICANT, type ResultClaim, type ServiceItem } from './service-item.js';

/**
 * A result is a record of the department itself about the applicant's kind of subject. Where the item says what it
 * is made of, each claim stands once, exists and gets a value of its own type. An
 * instant item has a result, and a value for every claim that it requires: no officer adds any.
 *
 * @throws {DomainError} CATALOGUE_INVALID, RECORD_TYPE_UNKNOWN, CLAIM_UNKNOWN
 */
export function checkResult(item: ServiceItem, view: CatalogueView): void {
  const { resultRecordType, resultClaims = [], instant } = item;
  if (resultRecordType === undefined) {
    if (instant) throw invalid('an instant item has a result', '/document/resultRecordType');
    if (resultClaims.length > 0)
      throw invalid('without a result there is nothing to fill in', '/document/resultClaims');
    return;
  }
  const recordType = knownRecordType(view, resultRecordType, '/document/resultRecordType');
  if (departmentOf(resultRecordType) !== departmentOf(item.code)) {
    throw invalid('a result is a record of the department itself', '/document/resultRecordType');
  }
  if (item.subjects.some(({ role, kind }) => role === APPLICANT && kind !== recordType.subjectKind)) {
    throw invalid('a result is about the applicant', '/document/resultRecordType');
  }
  checkClaims(item, recordType, view);
}

function checkClaims(item: ServiceItem, { claims, code }: RecordType, view: CatalogueView): void {
  const { resultClaims = [], instant } = item;
  onlyOnce(
    resultClaims.map(({ claim }) => claim),
    (index) => `/document/resultClaims/${index}/claim`,
  );
  resultClaims.forEach((one, index) => {
    const place = `/document/resultClaims/${index}`;
    const definition = claims.find(({ name }) => name === one.claim);
    if (definition === undefined) throw invalid(`${code} has no claim ${one.claim}`, `${place}/claim`);
    checkValue(item, one, definition, view, place);
  });
  const absent = claims.find(({ name, required }) => required && !resultClaims.some(({ claim }) => claim === name));
  if (instant && absent !== undefined) {
    throw invalid(`nothing says the ${absent.name} of an instant result`, '/document/resultClaims');
  }
}

function checkValue(
  item: ServiceItem,
  { from }: ResultClaim,
  { type, values }: ClaimDefinition,
  view: CatalogueView,
  place: string,
): void {
  const types = typesOf(item, from, view);
  if (types.length === 0) throw invalid('the item has no such source', `${place}/from`);
  if (!types.includes(type)) throw invalid(`the value is no ${type}`, `${place}/from`);
  if ('value' in from && values?.includes(String(from.value)) === false) {
    throw invalid('it is none of the values', `${place}/from/value`);
  }
}

type ClaimType = ClaimDefinition['type'];

const CONSTANTS: Readonly<Record<string, readonly ClaimType[]>> = {
  string: ['string', 'code'],
  number: ['integer'],
  boolean: ['boolean'],
};

/** Types of claims that the source can fill; none if the item does not have it. */
function typesOf(item: ServiceItem, from: ResultClaim['from'], view: CatalogueView): readonly ClaimType[] {
  if ('value' in from) return CONSTANTS[typeof from.value] ?? [];
  if ('day' in from) return ['date'];
  const type = typeOf(item, from, view);
  return type === undefined ? [] : [type];
}

type Named = Exclude<ResultClaim['from'], { readonly value: unknown } | { readonly day: unknown }>;

function typeOf(item: ServiceItem, from: Named, view: CatalogueView): ClaimType | undefined {
  if ('subject' in from) return item.subjects.some(({ role }) => role === from.subject) ? 'subject' : undefined;
  if ('ask' in from) return item.asks?.find(({ code }) => code === from.ask)?.type;
  if ('answer' in from) return item.scenario.find(({ name }) => name === from.answer)?.type;
  return typeOfField(item, from.field, view);
}

function typeOfField({ fields }: ServiceItem, name: string, view: CatalogueView): ClaimType | undefined {
  const field = fields.find(({ code }) => code === name);
  if (field === undefined) return undefined;
  const { recordType, claim } = field.source;
  return view.recordType(recordType)?.claims.find((candidate) => candidate.name === claim)?.type;
}
