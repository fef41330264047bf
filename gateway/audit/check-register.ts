// SPDX-License-Identifier: Apache-2.0
import type { Selectable } from 'kysely';
import type { RegisterEntry, RegisterRecord, Status } from '../../chaincode/domain/register/register-entry.js';
import { recordIdFrom, recordIdText } from '../../chaincode/domain/register/record-id.js';
import { mayBecome } from '../../chaincode/domain/register/status-transitions.js';
import { canonicalJson } from '../../chaincode/wire/canonical-json.js';
import type { LedgerTransaction } from '../ledger/ledger.js';
import { sha256 } from '../readmodel/belief/digest.js';
import type { ReadModelDatabase, RecordTable } from '../readmodel/tables.js';
import type { Tell } from './audit-finding.js';
import type { JudgedTransaction } from './judged-transaction.js';

type Row = Selectable<RecordTable>;

/**
 * Whether register entries follow from what they were: a record keeps its content and dates for ever, changes its status
 * only as the agreement has it, is named by the transaction that attested it, and goes only after it was superseded.
 */
export async function checkRegister(
  { transaction, statements }: JudgedTransaction,
  database: ReadModelDatabase,
  tell: Tell,
): Promise<void> {
  for (const { keyHash, belief } of statements) {
    if (typeof belief === 'string' || belief.kind !== 'REGISTER_ENTRY') continue;
    const before = await database
      .selectFrom('records')
      .selectAll()
      .where('entryKeyHash', '=', keyHash)
      .where('department', '=', belief.department)
      .execute();
    for (const fault of faultsOf(belief.document, before, transaction)) tell('REGISTER_REWRITTEN', fault);
  }
}

function faultsOf({ records }: RegisterEntry, before: readonly Row[], transaction: LedgerTransaction): string[] {
  const known = new Map(before.map((row) => [row.recordId, row]));
  const faults = records.flatMap((record) => {
    const row = known.get(record.recordId);
    known.delete(record.recordId);
    const fault = row === undefined ? newFault(record, transaction) : changeFault(record, row, transaction);
    return fault === undefined ? [] : [`record ${record.recordId} ${fault}`];
  });
  const gone = [...known.values()].filter(({ status }) => status !== 'SUPERSEDED');
  return [...faults, ...gone.map(({ recordId, status }) => `record ${recordId} was ${status} and is left out`)];
}

function newFault(
  { recordId, attestedAt, status }: RegisterRecord,
  transaction: LedgerTransaction,
): string | undefined {
  const { records, results } = (transaction.call?.request ?? {}) as Readonly<Record<string, readonly unknown[]>>;
  const made = (records ?? results ?? []).some(
    (_, index) => recordIdFrom(sha256(recordIdText(transaction.transactionId, index))) === recordId,
  );
  if (!made) return 'is not named by the transaction that states it first';
  if (attestedAt !== transaction.timestamp) return `says that it was attested at ${attestedAt}`;
  return status === 'VALID' || status === 'SUSPENDED' ? undefined : `begins as ${status}`;
}

function changeFault(record: RegisterRecord, row: Row, { timestamp }: LedgerTransaction): string | undefined {
  if (!isSameRecord(record, row)) return 'has another content than it was attested with';
  const { status, change } = record;
  if (status === row.status) return undefined;
  if (!mayBecome(row.status as Status, status)) return `was ${row.status} and became ${status}`;
  return change?.status === status && change.at === timestamp
    ? undefined
    : `became ${status} without saying why and when`;
}

/** What an attestation says of a record never changes; its status and what follows it do. */
function isSameRecord(record: RegisterRecord, row: Row): boolean {
  return (
    record.version === row.version &&
    record.from === row.validFrom &&
    record.until === row.validUntil &&
    record.attestedAt === row.attestedAt &&
    record.source === row.source &&
    record.content === row.content &&
    canonicalJson(record.commitments) === row.commitments &&
    isSameTask(record.application, row)
  );
}

/** A result stays the result of its task. */
function isSameTask(of: RegisterRecord['application'], { applicationId, itemCode }: Row): boolean {
  return (of?.applicationId ?? null) === applicationId && (of?.itemCode ?? null) === itemCode;
}
