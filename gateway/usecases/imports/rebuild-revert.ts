// SPDX-License-Identifier: Apache-2.0
import { Value } from 'typebox/value';
import { annulRecords } from '../../../chaincode/transactions/annul-records.js';
import type { CommittedPart } from '../../ledger/find-transaction.js';
import type { Services } from '../services.js';
import type { ImportRevertAnswer } from './import-view.js';
import { revertAnswer } from './revert-import.js';

/** The answer to a revert that stands on the ledger; `undefined`: none of these transactions is one. */
export async function rebuildRevert(
  { readModel }: Pick<Services, 'readModel'>,
  importId: string,
  committed: readonly CommittedPart[],
): Promise<ImportRevertAnswer | undefined> {
  const found = committed.filter(({ call }) => call?.name === annulRecords.name).at(-1);
  const request = found?.call?.request;
  if (!Value.Check(annulRecords.request, request) || !Value.Check(annulRecords.response, found?.response))
    return undefined;
  await readModel.waitForBlock(found.blockNumber);
  return revertAnswer(importId, request.recordIds, { ...found, response: found.response });
}
