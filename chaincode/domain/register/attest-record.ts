// SPDX-License-Identifier: Apache-2.0
import { DomainError } from '../domain-error.js';
import { compareInstants, dayOf } from '../time.js';
import type { RegisterEntry, RegisterRecord } from './register-entry.js';
import { mayBecome } from './status-transitions.js';

const MAX_RECORDS = 16;

/** A record about to be attested: everything but what the register itself decides. */
export type Candidate = Pick<
  RegisterRecord,
  'recordId' | 'version' | 'from' | 'until' | 'commitments' | 'source' | 'content' | 'application'
>;

export type Attested =
  | { readonly status: 'UNCHANGED'; readonly recordId: string }
  | { readonly status: 'CREATED' | 'SUPERSEDED'; readonly recordId: string; readonly entry: RegisterEntry };

/**
 * Puts a record into the register of one subject and record type.
 *
 * The same source record with the same content changes nothing, whatever became of it since. With other content
 * it replaces the one that stands; the successor of a suspended record is suspended by the same decision, so
 * that an import lifts no suspension. A record that ended is not brought back by its source changing; one whose
 * import was reverted counts as never imported, so the right row can follow. A result that is deposited for a task
 * takes the place of none but one that was deposited for the same task: else a record would fall for what may never be issued.
 *
 * @throws {DomainError} TIME_WENT_BACK, STATUS_CHANGE_NOT_ALLOWED, REGISTER_FULL
 */
export function attestRecord(
  entry: RegisterEntry | undefined,
  recordType: string,
  candidate: Candidate,
  at: string,
): Attested {
  if (entry !== undefined && compareInstants(at, entry.at) < 0) throw new DomainError('TIME_WENT_BACK');
  const records = entry?.records ?? [];
  const standing = records.find((record) => record.source === candidate.source && !isPast(record));
  checkSameTask(standing, candidate);
  if (standing?.content === candidate.content) return { status: 'UNCHANGED', recordId: standing.recordId };
  const created: RegisterRecord = { ...candidate, status: 'VALID', attestedAt: at };
  const next = standing === undefined ? [...records, created] : supersede(records, standing, created, at);
  return {
    status: standing === undefined ? 'CREATED' : 'SUPERSEDED',
    recordId: candidate.recordId,
    entry: { v: 1, recordType, at, records: withinLimit(next) },
  };
}

function checkSameTask(standing: RegisterRecord | undefined, { application: task }: Candidate): void {
  if (standing === undefined || task === undefined) return;
  const { application: other } = standing;
  if (other?.applicationId !== task.applicationId || other.itemCode !== task.itemCode) {
    throw new DomainError('STATUS_CHANGE_NOT_ALLOWED', 'a record of that source stands already');
  }
}

function isPast({ status, change }: RegisterRecord): boolean {
  return status === 'SUPERSEDED' || change?.reason === 'IMPORT_REVERTED';
}

function supersede(
  records: readonly RegisterRecord[],
  standing: RegisterRecord,
  created: RegisterRecord,
  at: string,
): RegisterRecord[] {
  if (!mayBecome(standing.status, 'SUPERSEDED')) {
    throw new DomainError('STATUS_CHANGE_NOT_ALLOWED', `a record that is ${standing.status} has no successor`);
  }
  const change = { status: 'SUPERSEDED', reason: 'REPLACED_BY_SOURCE', day: dayOf(at), at } as const;
  const old: RegisterRecord = {
    ...standing,
    status: 'SUPERSEDED',
    change: { ...change, successor: created.recordId },
  };
  const successor: RegisterRecord = { ...created, predecessor: standing.recordId };
  const { change: decision } = standing;
  const kept: RegisterRecord =
    standing.status === 'SUSPENDED' && decision !== undefined
      ? { ...successor, status: 'SUSPENDED', change: decision }
      : successor;
  return [...records.map((record) => (record === standing ? old : record)), kept];
}

/** Makes room by forgetting the oldest superseded record; its statements stay in the blocks. */
function withinLimit(records: readonly RegisterRecord[]): RegisterRecord[] {
  if (records.length <= MAX_RECORDS) return [...records];
  const oldest = records.findIndex(({ status }) => status === 'SUPERSEDED');
  if (oldest < 0) throw new DomainError('REGISTER_FULL');
  return records.filter((_, index) => index !== oldest);
}
