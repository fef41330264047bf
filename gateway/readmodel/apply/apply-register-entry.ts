// SPDX-License-Identifier: Apache-2.0
import type { RegisterRecord } from '../../../chaincode/domain/register/register-entry.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import type { Believed, DisbeliefReason } from '../belief/belief.js';
import type { RowOf } from './table-rows.js';
import type { Writer } from './writer.js';

type Entry = Extract<Believed, { kind: 'REGISTER_ENTRY' }>;
type Row = RowOf<'records'>;
/** What the statement itself says of a record. */
type Stated = Omit<Row, 'transactionId' | 'block' | 'importId' | 'attestedIn' | 'attestedBlock' | 'inert'>;

/**
 * The entry as stated replaces what was known of its records; what changed in it is added to their lives.
 * A record that stands in another entry already, its own department's or another's, makes the whole
 * statement disbelieved.
 */
export function applyRegisterEntry(writer: Writer, entry: Entry, keyHash: string): DisbeliefReason | undefined {
  const { records } = entry.document;
  const stated = records.map((record) => rowOf(entry, keyHash, record));
  const [only] = stated;
  // A record that nobody knows yet, alone in its entry, is by far the most frequent: it is not looked for first.
  const isNew = only !== undefined && stated.length === 1 && writer.rows.insertNew('records', newRow(writer, only));
  if (!isNew && stated.some((row) => standsElsewhere(writer, row))) return 'NOT_ITS_OWN';
  for (const [index, record] of records.entries()) {
    const row = stated[index];
    if (row !== undefined) applyRecord(writer, record, row, isNew);
  }
  return undefined;
}

function standsElsewhere({ rows }: Writer, { recordId, department, entryKeyHash }: Stated): boolean {
  const known = rows.find('records', ['department', 'entryKeyHash'], { recordId });
  return known !== undefined && (known.department !== department || known.entryKeyHash !== entryKeyHash);
}

function applyRecord(writer: Writer, record: RegisterRecord, row: Stated, isWritten: boolean): void {
  if (isWritten || writer.rows.insertNew('records', newRow(writer, row))) {
    writer.count('records', row.department);
    countCreated(writer, row);
  } else if (!replaceRecord(writer, record, row)) {
    return;
  }
  if (record.change !== undefined) addChange(writer, record.recordId, record.change);
}

/** `false` where the statement says nothing new about the record. */
function replaceRecord(writer: Writer, record: RegisterRecord, row: Stated): boolean {
  const columns = [...(Object.keys(row) as (keyof Stated)[]), 'transactionId', 'block', 'importId'] as const;
  const attested = ['attestedIn', 'attestedBlock', 'inert'] as const;
  const before = writer.rows.find('records', [...columns, ...attested], { recordId: row.recordId });
  if (before === undefined || isSame(before, row)) return false;
  const { importId, inert, transactionId, block } = before;
  const since = { attestedIn: before.attestedIn ?? transactionId, attestedBlock: before.attestedBlock ?? block };
  writer.rows.replace('records', { ...row, importId, inert, ...since, ...writer.source }, ['recordId']);
  countReverted(writer, before, record);
  return true;
}

/** A record keeps the import that it first came with. */
function newRow({ rows, at, importId, source }: Writer, row: Stated): Row {
  const import_ = row.attestedAt === at ? (importId ?? null) : null;
  const inert = isNamed(rows, row) ? 0 : 1;
  return { ...row, importId: import_, attestedIn: null, attestedBlock: null, inert, ...source };
}

/** The result of a task is there only once that task, issued, names it. */
function isNamed(rows: Writer['rows'], { recordId, applicationId, itemCode }: Stated): boolean {
  if (applicationId === null || itemCode === null) return true;
  return rows.find('tasks', ['recordId'], { applicationId, itemCode })?.recordId === recordId;
}

function countCreated(writer: Writer, { department, recordType, attestedAt, predecessor }: Stated): void {
  const { importId, at, imports, source } = writer;
  if (importId === undefined || attestedAt !== at) return;
  imports.count(
    { department, importId, recordType },
    { at, source, created: 1, superseding: predecessor === null ? 0 : 1 },
  );
}

function countReverted(
  { at, imports, source }: Writer,
  before: Pick<Row, 'department' | 'importId' | 'recordType' | 'status'>,
  { status, change }: RegisterRecord,
): void {
  const { department, importId, recordType } = before;
  if (importId === null || change?.reason !== 'IMPORT_REVERTED' || before.status === status) return;
  imports.count({ department, importId, recordType }, { at, source, reverted: 1 });
}

function addChange({ rows, source }: Writer, recordId: string, change: NonNullable<RegisterRecord['change']>): void {
  const { status, at, reason, legalAct = null, day, successor = null } = change;
  rows.insert('recordChanges', { recordId, status, at, reason, legalAct, day, successor, ...source });
}

function rowOf({ department, document }: Entry, keyHash: string, record: RegisterRecord): Stated {
  return {
    recordId: record.recordId,
    department,
    recordType: document.recordType,
    version: record.version,
    entryKeyHash: keyHash,
    status: record.status,
    validFrom: record.from,
    validUntil: record.until,
    attestedAt: record.attestedAt,
    commitments: canonicalJson(record.commitments),
    source: record.source,
    content: record.content,
    predecessor: record.predecessor ?? null,
    successor: record.change?.successor ?? null,
    applicationId: record.application?.applicationId ?? null,
    itemCode: record.application?.itemCode ?? null,
  };
}

function isSame(before: Stated, row: Stated): boolean {
  return (Object.keys(row) as (keyof Stated)[]).every((column) => before[column] === row[column]);
}
