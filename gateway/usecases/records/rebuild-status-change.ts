// SPDX-License-Identifier: Apache-2.0
import { Value } from 'typebox/value';
import { changeRecordStatus } from '../../../chaincode/transactions/change-record-status.js';
import type { CommittedPart } from '../../ledger/find-transaction.js';
import { ledgerReference } from '../ledger-reference.js';
import type { Services } from '../services.js';
import type { RecordStatusAnswer } from './record-status-change.js';

/** The answer to a change of status that stands on the ledger; `undefined`: none of these transactions is one. */
export async function rebuildStatusChange(
  { readModel }: Pick<Services, 'readModel'>,
  committed: readonly CommittedPart[],
): Promise<RecordStatusAnswer | undefined> {
  const change = committed.filter(({ call }) => call?.name === changeRecordStatus.name).at(-1);
  if (change === undefined || !Value.Check(changeRecordStatus.response, change.response)) return undefined;
  await readModel.waitForBlock(change.blockNumber);
  const { recordId, status } = change.response;
  return { recordId, status, ledger: ledgerReference(change) };
}
