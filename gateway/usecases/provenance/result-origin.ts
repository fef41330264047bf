// SPDX-License-Identifier: Apache-2.0
import { resultOf } from '../../../chaincode/domain/application/task-history.js';
import { historiesOf } from '../../readmodel/apply/known-application.js';
import { applicationById } from '../../readmodel/queries/applications.js';
import { verificationById } from '../../readmodel/queries/verifications.js';
import type { ReadModelDatabase } from '../../readmodel/tables.js';
import { ledgerReference } from '../ledger-reference.js';
import { verdictsOf } from '../verifications/summary-of.js';
import type { ResultOrigin } from './provenance-view.js';

/** The application that a result came of, and every record that was read for it. */
export async function resultOrigin(
  database: ReadModelDatabase,
  { applicationId, itemCode }: { readonly applicationId: string; readonly itemCode: string },
): Promise<ResultOrigin | undefined> {
  const detail = await applicationById(database, applicationId);
  if (detail === undefined) return undefined;
  const history = historiesOf(detail)?.find(({ filed }) => filed.itemCode === itemCode);
  const issued = history?.steps.find(({ move }) => 'result' in move);
  if (history === undefined || issued === undefined) return undefined;
  const sources: ResultOrigin['sources'] = [];
  for (const accessId of resultOf(history)?.derivedFrom ?? []) sources.push(...(await sourcesOf(database, accessId)));
  const { filedBy } = detail.filing;
  return { applicationId, itemCode, filedBy, issuedAt: issued.move.at, ledger: ledgerReference(detail), sources };
}

async function sourcesOf(database: ReadModelDatabase, verificationId: string): Promise<ResultOrigin['sources']> {
  const detail = await verificationById(database, verificationId);
  if (detail === undefined) return [];
  const { materials } = await verdictsOf(database, detail);
  return materials.flatMap(({ materialCode, evidence }) =>
    evidence.flatMap(({ department, recordType, recordId, verdict }) =>
      recordId === undefined ? [] : [{ verificationId, materialCode, department, recordType, recordId, verdict }],
    ),
  );
}
