// SPDX-License-Identifier: Apache-2.0
import type { Insertable, Selectable } from 'kysely';
import type { RegisterRecord } from '../../../chaincode/domain/register/register-entry.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import type { Believed, DisbeliefReason } from '../belief/belief.js';
import type { RecordTable } from '../tables.js';
import type { Writer } from './writer.js';

type Entry = Extract<Believed, { kind: 'REGISTER_ENTRY' }>;
type Row = Omit<Insertable<RecordTable>, 'transactionId' | 'block' | 'importId'>;

/**
 * The entry as stated replaces what was known of its records; what changed in it is added to their lives.
 * A record that stands in another entry already, its own department's or another's, makes the whole
 * statement disbelieved.
 */
export async function applyRegisterEntry(
  writer: Writer,
  entry: Entry,
  keyHash: string,
): Promise<DisbeliefReason | undefined> {
  const ids = entry.document.records.map(({ recordId }) => recordId);
  const known = await writer.sql.selectFrom('records').selectAll().where('recordId', 'in', ids).execute();
  if (known.some((row) => row.department !== entry.department || row.entryKeyHash !== keyHash)) return 'NOT_ITS_OWN';
  for (const record of entry.document.records) {
    const before = known.find(({ recordId }) => recordId === record.recordId);
    await applyRecord(writer, record, rowOf(entry, keyHash, record), before);
  }
  return undefined;
}

async function applyRecord(
  writer: Writer,
  record: RegisterRecord,
  row: Row,
  before: Selectable<RecordTable> | undefined,
): Promise<void> {
  if (before !== undefined && isSame(before, row)) return;
  await writer.sql
    .insertInto('records')
    .values({ ...row, ...writer.source, importId: importOf(writer, before, record) })
    .onConflict((conflict) => conflict.doUpdateSet({ ...row, ...writer.source }))
    .execute();
  if (before === undefined) {
    writer.count('records', row.department);
    countCreated(writer, row);
    await addChange(writer, { recordId: record.recordId, status: 'VALID', at: record.attestedAt });
  }
  if (before !== undefined) countReverted(writer, before, record);
  if (record.change !== undefined) await addChange(writer, { recordId: record.recordId, ...record.change });
}

/** A record keeps the import that it first came with. */
function importOf(writer: Writer, before: Selectable<RecordTable> | undefined, record: RegisterRecord): string | null {
  if (before !== undefined) return before.importId;
  return record.attestedAt === writer.at ? (writer.importId ?? null) : null;
}

function countCreated(writer: Writer, { department, recordType, attestedAt, predecessor }: Row): void {
  const { importId, at, imports, source } = writer;
  if (importId === undefined || attestedAt !== at) return;
  imports.count(
    { department, importId, recordType },
    { at, source, created: 1, superseding: predecessor === null ? 0 : 1 },
  );
}

function countReverted(writer: Writer, before: Selectable<RecordTable>, { status, change }: RegisterRecord): void {
  const { department, importId, recordType } = before;
  const { at, imports, source } = writer;
  if (importId === null || change?.reason !== 'IMPORT_REVERTED' || before.status === status) return;
  imports.count({ department, importId, recordType }, { at, source, reverted: 1 });
}

async function addChange(
  writer: Writer,
  change: { readonly recordId: string; readonly at: string } & Partial<NonNullable<RegisterRecord['change']>>,
): Promise<void> {
  const { recordId, status = 'VALID', at, reason, legalAct, day, successor } = change;
  await writer.sql
    .insertInto('recordChanges')
    .values({
      recordId,
      status,
      at,
      reason: reason ?? null,
      legalAct: legalAct ?? null,
      day: day ?? null,
      successor: successor ?? null,
      ...writer.source,
    })
    .execute();
}

function rowOf({ department, document }: Entry, keyHash: string, record: RegisterRecord): Row {
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
  };
}

function isSame(before: Selectable<RecordTable>, row: Row): boolean {
  return Object.entries(row).every(([column, value]) => before[column as keyof Row] === value);
}
