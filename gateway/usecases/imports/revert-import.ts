// SPDX-License-Identifier: Apache-2.0
import type { Static } from 'typebox';
import { annulRecords } from '../../../chaincode/transactions/annul-records.js';
import type { Committed } from '../../ledger/ledger.js';
import { isImport, standingOfImport } from '../../readmodel/queries/imports.js';
import { GatewayProblem } from '../gateway-problem.js';
import { submitAlone } from '../gathering/submit-alone.js';
import { ledgerReference } from '../ledger-reference.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { ImportRevert, ImportRevertAnswer } from './import-view.js';

/** As many as one transaction annuls. */
const AT_ONCE = 500;

/**
 * Annuls the next records of a wrong import that still stand; asked again until `next` is null, all of them. What was
 * annulled is left out the next time, so it may be broken off and begun anew. A row whose record was annulled so counts
 * as never imported: the right export can follow.
 *
 * @throws {GatewayProblem} NOT_FOUND for an import that is none of the caller's department.
 */
export async function revertImport(
  { keys, ledger, readModel }: Services,
  { department, role, watch }: Session,
  importId: string,
  { legalAct, day, after }: ImportRevert,
): Promise<ImportRevertAnswer> {
  const { database } = readModel;
  if (!(await isImport(database, department, importId))) throw new GatewayProblem('NOT_FOUND');
  const from = after === undefined ? {} : { after };
  const recordIds = await standingOfImport(database, { department, importId, ...from, limit: AT_ONCE });
  if (recordIds.length === 0) return { importId, annulled: 0, refused: 0, next: null, ledger: null };
  const act = await keys.hmac(department, 'act', legalAct);
  const request = { department, recordIds, reason: 'IMPORT_REVERTED' as const, legalAct: act, day };
  const options = { caller: { department, role }, watch };
  const committed = await submitAlone(() => ledger.submit(annulRecords, request, options));
  await readModel.waitForBlock(committed.blockNumber);
  return revertAnswer(importId, recordIds, committed);
}

export function revertAnswer(
  importId: string,
  recordIds: readonly string[],
  committed: Committed<Static<typeof annulRecords.response>>,
): ImportRevertAnswer {
  const annulled = committed.response.results.filter(({ status }) => status === 'ANNULLED').length;
  return {
    importId,
    annulled,
    refused: recordIds.length - annulled,
    next: recordIds.length < AT_ONCE ? null : (recordIds.at(-1) ?? null),
    ledger: ledgerReference(committed),
  };
}
