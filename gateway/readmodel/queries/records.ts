// SPDX-License-Identifier: Apache-2.0
import type { Selectable } from 'kysely';
import type { Status } from '../../../chaincode/domain/register/register-entry.js';
import type { ReadModelDatabase, RecordChangeTable, RecordTable } from '../tables.js';

/** A record as the ledger shows it: no value, no pseudonym. EXPIRED is for the reader to work out. */
export interface RecordView {
  readonly recordId: string;
  readonly department: string;
  readonly recordType: string;
  readonly version: number;
  readonly status: Status;
  readonly from: string;
  readonly until: string | null;
  readonly attestedAt: string;
  readonly commitments: Readonly<Record<string, string>>;
  readonly source: string;
  readonly content: string;
  readonly predecessor?: string;
  readonly successor?: string;
  /** The task whose result it is. */
  readonly resultOf?: { readonly applicationId: string; readonly itemCode: string };
  /** The transaction that last changed it. */
  readonly transactionId: string;
  readonly blockNumber: bigint;
}

export interface RecordChange {
  readonly status: Status;
  readonly at: string;
  /** Absent on the attestation. */
  readonly reason?: string;
  readonly legalAct?: string;
  readonly day?: string;
  readonly successor?: string;
  readonly transactionId: string;
  readonly blockNumber: bigint;
}

/**
 * With `department`, another department's is read no further than one that is not there; nor is the result of a task that
 * has not named it.
 */
export async function recordById(
  database: ReadModelDatabase,
  recordId: string,
  department?: string,
): Promise<RecordView | undefined> {
  let query = database.selectFrom('records').selectAll().where('recordId', '=', recordId).where('inert', '=', 0);
  if (department !== undefined) query = query.where('department', '=', department);
  const row = await query.executeTakeFirst();
  return row === undefined ? undefined : viewOf(row);
}

/** The life of a record, oldest first: its attestation, then every change of status. */
export async function recordHistory(database: ReadModelDatabase, recordId: string): Promise<RecordChange[]> {
  const record = await database
    .selectFrom('records')
    .select(['attestedAt', 'attestedIn', 'attestedBlock', 'transactionId', 'block'])
    .where('recordId', '=', recordId)
    .where('inert', '=', 0)
    .executeTakeFirst();
  if (record === undefined) return [];
  const changes = await database
    .selectFrom('recordChanges')
    .selectAll()
    .where('recordId', '=', recordId)
    .orderBy('ordinal')
    .execute();
  const attested: RecordChange = {
    status: 'VALID',
    at: record.attestedAt,
    transactionId: record.attestedIn ?? record.transactionId,
    blockNumber: BigInt(record.attestedBlock ?? record.block),
  };
  return [attested, ...changes.map(changeOf)];
}

function viewOf(row: Selectable<RecordTable>): RecordView {
  return {
    recordId: row.recordId,
    department: row.department,
    recordType: row.recordType,
    version: row.version,
    status: row.status as Status,
    from: row.validFrom,
    until: row.validUntil,
    attestedAt: row.attestedAt,
    commitments: JSON.parse(row.commitments) as Record<string, string>,
    source: row.source,
    content: row.content,
    ...(row.predecessor === null ? {} : { predecessor: row.predecessor }),
    ...(row.successor === null ? {} : { successor: row.successor }),
    ...(row.applicationId === null || row.itemCode === null
      ? {}
      : { resultOf: { applicationId: row.applicationId, itemCode: row.itemCode } }),
    transactionId: row.transactionId,
    blockNumber: BigInt(row.block),
  };
}

function changeOf(row: Selectable<RecordChangeTable>): RecordChange {
  return {
    status: row.status as Status,
    at: row.at,
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.legalAct === null ? {} : { legalAct: row.legalAct }),
    ...(row.day === null ? {} : { day: row.day }),
    ...(row.successor === null ? {} : { successor: row.successor }),
    transactionId: row.transactionId,
    blockNumber: BigInt(row.block),
  };
}
