// SPDX-License-Identifier: Apache-2.0
import { departmentOf } from '../names.js';
import { invalid, knownRecordType, onlyOnce, type CatalogueView } from './catalogue-view.js';
import type { ClaimDefinition, RecordType } from './record-type.js';
import { APPLICANT, type ResultClaim, type ServiceItem } from './service-item.js';

/**
 * A result is a record of the department itself about the applicant's kind of subject. Where the item says what it
 * is made of, each claim stands once, exists and gets a value of its own type. The
 * result of an instant item has a value for every claim that it requires: no officer adds any.
 *
 * @throws {DomainError} CATALOGUE_INVALID, RECORD_TYPE_UNKNOWN, CLAIM_UNKNOWN
 */
export function checkResult(item: ServiceItem, view: CatalogueView): void {
  const { resultRecordType, resultClaims = [] } = item;
  if (resultRecordType === undefined) {
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
  if (instant && resultClaims.length > 0 && absent !== undefined) {
    throw invalid(`nothing says the ${absent.name} of an instant result`, '/document/resultClaims');
  }
}

function checkValue(
  item: ServiceItem,
  result: ResultClaim,
  definition: ClaimDefinition,
  view: CatalogueView,
  place: string,
): void {
  const type = typeOf(item, result, view);
  if (type === undefined) throw invalid('the item has no such source', `${place}/from`);
  const fits = type === definition.type || (type === 'text' && ['string', 'code'].includes(definition.type));
  if (!fits) throw invalid(`the value is no ${definition.type}`, `${place}/from`);
  if (definition.values !== undefined && 'text' in result.from && !definition.values.includes(result.from.text)) {
    throw invalid('the text is none of the values', `${place}/from/text`);
  }
}

function typeOf(
  item: ServiceItem,
  { from }: ResultClaim,
  view: CatalogueView,
): ClaimDefinition['type'] | 'text' | undefined {
  if ('text' in from) return 'text';
  if ('day' in from) return 'date';
  if ('subject' in from) return item.subjects.some(({ role }) => role === from.subject) ? 'subject' : undefined;
  if ('ask' in from) return (item.asks ?? []).find(({ code }) => code === from.ask)?.type;
  if ('answer' in from) return item.scenario.find(({ name }) => name === from.answer)?.type;
  const source = item.fields.find(({ code }) => code === from.field)?.source;
  if (source === undefined) return undefined;
  return view.recordType(source.recordType)?.claims.find(({ name }) => name === source.claim)?.type;
}
