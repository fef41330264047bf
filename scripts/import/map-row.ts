// SPDX-License-Identifier: Apache-2.0
import type { RecordType } from '../../chaincode/domain/catalogue/record-type.js';
import type { SubmittedRecord } from '../../gateway/usecases/records/record-submission.js';
import { checkIdentifier } from './check-identifier.js';
import { mapClaim } from './map-claim.js';
import { columnsOf } from './mapping.js';
import type { Mapping } from './mapping.js';
import { parseDate } from './parse-date.js';
import { plainText } from './plain-text.js';
import { reason } from './reasons.js';
import type { Cell, Reason, Row } from './row.js';

const CLAIMS_LIMIT_BYTES = 16 * 1024;

export type MappedRow = { readonly record: SubmittedRecord } | { readonly refused: Reason };

class Refused extends Error {
  readonly reason: Reason;
  constructor(why: Reason) {
    super(why.code);
    this.reason = why;
  }
}

/** A row as a record to be submitted, or the first reason against it. */
export function mapRow(mapping: Mapping, type: RecordType, row: Row): MappedRow {
  if (row.broken !== undefined) return { refused: row.broken };
  const missing = columnsOf(mapping).find((column) => !Object.hasOwn(row.cells, column));
  if (missing !== undefined) return { refused: reason('COLUMN_MISSING', missing) };
  try {
    return { record: toRecord(mapping, type, (column) => row.cells[column] ?? '') };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.reason };
    throw error;
  }
}

function toRecord(mapping: Mapping, type: RecordType, cell: (column: string) => Cell): SubmittedRecord {
  const { subject, sourceSystem } = mapping;
  const checked = checkIdentifier(subject.kind, text(cell(subject.identifier)), mapping.fifteenDigits);
  if ('refusal' in checked) throw new Refused(reason(checked.refusal, subject.identifier));
  const recordNumber = required(cell, mapping.recordNumber);
  const validFrom = day(mapping, mapping.validFrom, required(cell, mapping.validFrom));
  const validUntil = endOf(mapping, cell);
  if (typeof validUntil === 'string' && validUntil < validFrom) {
    throw new Refused(reason('VALIDITY_INVALID', mapping.validUntil));
  }
  return {
    subject: { kind: subject.kind, identifier: checked.identifier },
    sourceSystem,
    recordNumber,
    validFrom,
    ...(validUntil === undefined ? {} : { validUntil }),
    claims: claimsOf(mapping, type, cell),
  };
}

function endOf(mapping: Mapping, cell: (column: string) => Cell): string | null | undefined {
  if (mapping.validUntil === undefined) return undefined;
  const value = text(cell(mapping.validUntil));
  return value === '' ? null : day(mapping, mapping.validUntil, value);
}

function claimsOf(mapping: Mapping, type: RecordType, cell: (column: string) => Cell): Record<string, unknown> {
  const claims: Record<string, unknown> = {};
  for (const definition of type.claims) {
    const source = mapping.claims[definition.name];
    if (source === undefined) continue;
    const column = typeof source === 'string' ? source : source.column;
    const mapped = mapClaim(definition, source, cell(column), mapping);
    if ('refused' in mapped) throw new Refused(mapped.refused);
    if (mapped.value !== undefined) claims[definition.name] = mapped.value;
  }
  if (Buffer.byteLength(JSON.stringify(claims)) > CLAIMS_LIMIT_BYTES) throw new Refused(reason('CLAIMS_TOO_LARGE'));
  return claims;
}

function required(cell: (column: string) => Cell, column: string): string {
  const value = text(cell(column));
  if (value === '') throw new Refused(reason('VALUE_MISSING', column));
  return value;
}

function day(mapping: Mapping, column: string, value: string): string {
  const parsed = parseDate(plainText(value), mapping.dateFormats);
  if (parsed === undefined) throw new Refused(reason('DATE_INVALID', column));
  return parsed;
}

function text(cell: Cell): string {
  return (typeof cell === 'string' ? cell : cell.join('、')).trim();
}
