// SPDX-License-Identifier: Apache-2.0
import { ledgerReference } from '../ledger-reference.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import { recordEvents } from './record-events.js';
import type { RecordHistory, RecordView } from './record-view.js';
import { visibleRecord } from './visible-record.js';

/** A record without its values. @throws {GatewayProblem} NOT_FOUND */
export async function getRecord(services: Services, session: Session, recordId: string): Promise<RecordView> {
  const record = await visibleRecord(services, session, recordId);
  const [attested] = await recordEvents(services.readModel.database, recordId);
  const { department, recordType, version, status, attestedAt, predecessor, successor } = record;
  return {
    recordId,
    department,
    recordType,
    version,
    status,
    validFrom: record.from,
    validUntil: record.until,
    attestedAt,
    commitments: { ...record.commitments },
    ...(predecessor === undefined ? {} : { predecessor }),
    ...(successor === undefined ? {} : { successor }),
    ledger: attested?.ledger ?? ledgerReference(record),
  };
}

/** What happened to a record, oldest first. @throws {GatewayProblem} NOT_FOUND */
export async function getRecordHistory(services: Services, session: Session, recordId: string): Promise<RecordHistory> {
  await visibleRecord(services, session, recordId);
  return { recordId, events: await recordEvents(services.readModel.database, recordId) };
}
