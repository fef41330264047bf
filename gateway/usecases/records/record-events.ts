// SPDX-License-Identifier: Apache-2.0
import { recordHistory } from '../../readmodel/queries/records.js';
import type { ReadModelDatabase } from '../../readmodel/tables.js';
import { ledgerReference } from '../ledger-reference.js';
import type { RecordEvent } from './record-view.js';

/** The life of a record, oldest first. */
export async function recordEvents(database: ReadModelDatabase, recordId: string): Promise<RecordEvent[]> {
  const changes = await recordHistory(database, recordId);
  return changes.map(({ transactionId, blockNumber, reason, ...change }) => ({
    ...change,
    ...(reason === undefined ? {} : { reason: reason as NonNullable<RecordEvent['reason']> }),
    ledger: ledgerReference({ transactionId, blockNumber }),
  }));
}
