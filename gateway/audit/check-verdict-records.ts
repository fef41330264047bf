// SPDX-License-Identifier: Apache-2.0
import type { Selectable } from 'kysely';
import type { EvidenceVerdict, Verdict } from '../../chaincode/domain/access/access.js';
import { dayOf } from '../../chaincode/domain/time.js';
import type { ReadModelDatabase, RecordTable } from '../readmodel/tables.js';
import type { Tell } from './audit-finding.js';
import type { Concluding } from './check-conclusion.js';

type RecordRow = Selectable<RecordTable>;

/** Verdicts that say of a record that it is good. */
const GOOD: readonly Verdict[] = ['VERIFIED', 'NOT_SATISFIED', 'AMBIGUOUS', 'CONTESTED'];
/** Verdicts that are the status of a record. */
const STATUSES: readonly Verdict[] = ['ANNULLED', 'REVOKED', 'CANCELLED', 'LAPSED', 'TRANSFERRED_OUT', 'SUSPENDED'];

/** A verdict that names a record rests on that record as it stood: version, validity, status, attestation. */
export async function checkVerdictRecords(
  { conclusion }: Concluding,
  database: ReadModelDatabase,
  tell: Tell,
): Promise<void> {
  const { verdicts, granted, at } = conclusion;
  const named = verdicts.filter((verdict): verdict is AboutRecord => verdict.recordId !== undefined);
  const records = await recordsOf(database, conclusion.department, [...named, ...granted]);
  for (const verdict of named) {
    if (bears(records.get(verdict.recordId), verdict, dayOf(at))) continue;
    tell('VERDICT_RECORD', `${verdict.verdict} of ${verdict.recordType} on record ${verdict.recordId}`);
  }
  for (const { recordId, recordType } of granted) {
    if (records.get(recordId)?.recordType === recordType) continue;
    tell('VERDICT_RECORD', `a grant of ${recordType} on record ${recordId}`);
  }
}

type AboutRecord = EvidenceVerdict & { readonly recordId: string };

/** The department's own records under these ids. */
async function recordsOf(
  database: ReadModelDatabase,
  department: string,
  about: readonly { readonly recordId: string }[],
): Promise<ReadonlyMap<string, RecordRow>> {
  const ids = [...new Set(about.map(({ recordId }) => recordId))];
  if (ids.length === 0) return new Map();
  const rows = await database
    .selectFrom('records')
    .selectAll()
    .where('recordId', 'in', ids)
    .where('department', '=', department)
    .execute();
  return new Map(rows.map((row) => [row.recordId, row]));
}

function bears(record: RecordRow | undefined, verdict: EvidenceVerdict, on: string): boolean {
  return (
    record?.recordType === verdict.recordType &&
    record.version === verdict.recordTypeVersion &&
    record.attestedAt === verdict.attestedAt &&
    record.validUntil === verdict.validUntil &&
    stands(record, verdict.verdict, on)
  );
}

function stands({ status, validFrom, validUntil }: RecordRow, verdict: Verdict, on: string): boolean {
  if (STATUSES.includes(verdict)) return status === verdict;
  const hasEnded = validUntil !== null && on > validUntil;
  if (verdict === 'EXPIRED') return status === 'VALID' && hasEnded;
  if (verdict === 'PENDING') return status === 'VALID' && on < validFrom;
  return !GOOD.includes(verdict) || (status === 'VALID' && !hasEnded && on >= validFrom);
}
