// SPDX-License-Identifier: Apache-2.0
import { DomainError } from '../domain-error.js';
import { compareInstants, dayOf, isDay } from '../time.js';
import { isRecordId } from './record-id.js';
import type { RegisterEntry, RegisterRecord, Status, StatusChange } from './register-entry.js';
import { mayBecome } from './status-transitions.js';

/**
 * Changes the status of one record of a register entry.
 *
 * A change counts from a day that has come. SUPERSEDED names a successor in the same entry that stands itself;
 * with other statuses the successor may be another department's record, so only its check character is looked at.
 *
 * IMPORT_REVERTED only annuls, and by a legal act. A suspended record is not reverted: its row could come again as one
 * never imported, and so without the suspension. Left standing, it hands its suspension to the right row.
 *
 * @throws {DomainError} RECORD_UNKNOWN, TIME_WENT_BACK, VALIDITY_INVALID, STATUS_CHANGE_NOT_ALLOWED, REQUEST_MALFORMED
 *   (SUPERSEDED without a successor)
 */
export function changeRecordStatus(entry: RegisterEntry, recordId: string, change: StatusChange): RegisterEntry {
  const record = entry.records.find((candidate) => candidate.recordId === recordId);
  if (record === undefined) throw new DomainError('RECORD_UNKNOWN', undefined, '/recordId');
  if (compareInstants(change.at, entry.at) < 0) throw new DomainError('TIME_WENT_BACK');
  checkDay(change);
  checkReverted(record.status, change);
  if (!mayBecome(record.status, change.status)) {
    const detail = `a record that is ${record.status} does not become ${change.status}`;
    throw new DomainError('STATUS_CHANGE_NOT_ALLOWED', detail, '/status');
  }
  const successor = successorOf(entry, record, change);
  const records = entry.records.map((candidate) => {
    if (candidate === record) return { ...record, status: change.status, change };
    return candidate === successor ? { ...candidate, predecessor: recordId } : candidate;
  });
  return { ...entry, at: change.at, records };
}

function checkDay({ day, at }: StatusChange): void {
  if (!isDay(day)) throw new DomainError('VALIDITY_INVALID', 'the day does not exist', '/day');
  if (day > dayOf(at)) throw new DomainError('STATUS_CHANGE_NOT_ALLOWED', 'the day has not come yet', '/day');
}

function checkReverted(present: Status, { status, reason, legalAct }: StatusChange): void {
  if (reason !== 'IMPORT_REVERTED') return;
  if (status !== 'ANNULLED') throw new DomainError('STATUS_CHANGE_NOT_ALLOWED', 'a reverted import annuls', '/status');
  if (legalAct === undefined)
    throw new DomainError('STATUS_CHANGE_NOT_ALLOWED', 'an import is reverted by a legal act', '/legalAct');
  if (present === 'SUSPENDED')
    throw new DomainError('STATUS_CHANGE_NOT_ALLOWED', 'its suspension is to be decided first', '/status');
}

function successorOf(entry: RegisterEntry, record: RegisterRecord, change: StatusChange): RegisterRecord | undefined {
  const { status, successor } = change;
  if (status !== 'SUPERSEDED') {
    if (successor !== undefined && !isRecordId(successor)) throw unknownSuccessor();
    return undefined;
  }
  if (successor === undefined)
    throw new DomainError('REQUEST_MALFORMED', 'SUPERSEDED names its successor', '/successor');
  const found = entry.records.find(({ recordId }) => recordId === successor);
  if (found === undefined || found === record) throw unknownSuccessor();
  if (found.status === 'SUPERSEDED' || found.predecessor !== undefined) {
    throw new DomainError(
      'STATUS_CHANGE_NOT_ALLOWED',
      'the successor follows another record or is replaced',
      '/successor',
    );
  }
  return found;
}

function unknownSuccessor(): DomainError {
  return new DomainError('RECORD_UNKNOWN', 'the successor is not in the register', '/successor');
}
