// SPDX-License-Identifier: Apache-2.0
import { recordById, type RecordView as StoredRecord } from '../../readmodel/queries/records.js';
import { GatewayProblem } from '../gateway-problem.js';
import { isBody } from '../is-body.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';

/** A record that its department or an auditor asks for. @throws {GatewayProblem} NOT_FOUND, for everyone else too. */
export async function visibleRecord(
  { readModel: { database } }: Services,
  session: Session,
  recordId: string,
): Promise<StoredRecord> {
  const owner = (await isBody(database, session, 'AUDITOR')) ? undefined : session.department;
  const record = await recordById(database, recordId, owner);
  if (record === undefined) throw new GatewayProblem('NOT_FOUND');
  return record;
}
