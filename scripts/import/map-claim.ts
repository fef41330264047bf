// SPDX-License-Identifier: Apache-2.0
import type { ClaimDefinition } from '../../chaincode/domain/catalogue/record-type.js';
import type { SubjectKind } from '../../chaincode/domain/catalogue/texts.js';
import { checkIdentifier } from './check-identifier.js';
import type { FifteenDigits } from './check-identifier.js';
import type { ClaimSource, Mapping } from './mapping.js';
import { parseDate } from './parse-date.js';
import { plainText } from './plain-text.js';
import { reason } from './reasons.js';
import type { Cell, Reason } from './row.js';

export type Mapped = { readonly value: unknown } | { readonly refused: Reason };

/** What of the mapping counts for every column. */
export type HowToRead = Pick<Mapping, 'dateFormats' | 'fifteenDigits'>;

type Source = Exclude<ClaimSource, string>;

/** The value of one claim from its cell; `{ value: undefined }` for an empty cell of an optional claim. */
export function mapClaim(definition: ClaimDefinition, claimSource: ClaimSource, cell: Cell, how: HowToRead): Mapped {
  const source: Source = typeof claimSource === 'string' ? { column: claimSource } : claimSource;
  const text = (typeof cell === 'string' ? cell : cell.join(source.separator ?? '、')).trim();
  if (text !== '') return mapPresent(definition.type, text, source, how);
  return definition.required ? { refused: reason('VALUE_MISSING', source.column) } : { value: undefined };
}

function mapPresent(
  type: ClaimDefinition['type'],
  text: string,
  source: Source,
  { dateFormats, fifteenDigits }: HowToRead,
): Mapped {
  switch (type) {
    case 'date':
      return present(parseDate(plainText(text), dateFormats), 'DATE_INVALID', source);
    case 'subject':
      return mapSubject(text, source, fifteenDigits);
    case 'codes':
      return mapList(text, source);
    case 'string':
    case 'code':
    case 'integer':
    case 'boolean':
      return mapScalar(type, text, source, fifteenDigits);
  }
}

function mapScalar(
  type: 'string' | 'code' | 'integer' | 'boolean',
  text: string,
  source: Source,
  fifteenDigits?: FifteenDigits,
): Mapped {
  if (source.kind !== undefined) return mapIdentifier(text, source.kind, source, fifteenDigits);
  if (source.values !== undefined) return present(meaning(text, source), 'VALUE_NOT_LISTED', source);
  if (type === 'integer') return present(integerOf(plainText(text)), 'VALUE_TYPE', source);
  if (type === 'boolean') return present(BOOLEANS.get(plainText(text).toLowerCase()), 'VALUE_TYPE', source);
  return { value: type === 'code' ? plainText(text) : text };
}

function mapList(text: string, source: Source): Mapped {
  const members = text.split(source.separator ?? '、').map((member) => member.trim());
  const values = members.map((member) => (source.values === undefined ? member : meaning(member, source)));
  return values.includes(undefined) ? { refused: reason('VALUE_NOT_LISTED', source.column) } : { value: values };
}

function mapSubject(text: string, source: Source, fifteenDigits?: FifteenDigits): Mapped {
  const kind = source.kind ?? 'NATURAL_PERSON';
  const mapped = mapIdentifier(text, kind, source, fifteenDigits);
  return 'refused' in mapped ? mapped : { value: { kind, identifier: mapped.value } };
}

/** Also for a string that is an identifier: kept in its plain form. */
function mapIdentifier(text: string, kind: SubjectKind, source: Source, fifteenDigits?: FifteenDigits): Mapped {
  const checked = checkIdentifier(kind, text, fifteenDigits);
  return 'refusal' in checked ? { refused: reason(checked.refusal, source.column) } : { value: checked.identifier };
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['是', true],
  ['否', false],
  ['true', true],
  ['false', false],
  ['1', true],
  ['0', false],
]);

function meaning(text: string, { values = {} }: Source): string | number | boolean | undefined {
  for (const spelling of [text, plainText(text)]) if (Object.hasOwn(values, spelling)) return values[spelling];
  return undefined;
}

function integerOf(text: string): number | undefined {
  const number = /^-?\d{1,16}$/u.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}

function present(value: unknown, code: 'DATE_INVALID' | 'VALUE_NOT_LISTED' | 'VALUE_TYPE', source: Source): Mapped {
  return value === undefined ? { refused: reason(code, source.column) } : { value };
}
