// SPDX-License-Identifier: Apache-2.0
import { whyEvidenceIsRefused } from '../../chaincode/domain/access/conclude-evidence.js';
import type { Consent } from '../../chaincode/domain/catalogue/consent.js';
import type { RecordType } from '../../chaincode/domain/catalogue/record-type.js';
import { dayOf } from '../../chaincode/domain/time.js';
import type { ReadModelDatabase } from '../readmodel/tables.js';
import type { Tell } from './audit-finding.js';
import type { Concluding } from './check-conclusion.js';
import { evidenceAsked } from './evidence-asked.js';
import type { KnownCatalogue } from './known-catalogue.js';

/** Refusals that only the scenario answers or the values behind a predicate decide: neither is on the ledger. */
const PRIVATE: readonly unknown[] = ['MATERIAL_NOT_DECLARED', 'PREDICATE_NOT_ALLOWED'];

/** Whether consents, sharing and record types in force refuse exactly the evidence that the source refused. */
export async function checkRefusals(
  { conclusion, access, item }: Concluding,
  database: ReadModelDatabase,
  catalogue: KnownCatalogue,
  tell: Tell,
): Promise<void> {
  const { department } = conclusion;
  const asked = evidenceAsked(department, item, access.request);
  const types = new Map<string, RecordType>();
  for (const { place } of asked) {
    const type = await catalogue.inForce('record-type', place.recordType);
    if (type !== undefined) types.set(place.recordType, type);
  }
  const consent = await consentOf(database, department, item.code, item.version, conclusion.itemDigest);
  const source = { item, request: access.request, on: dayOf(conclusion.at), recordTypes: types, consent };
  for (const [index, { evidence, place }] of asked.entries()) {
    const refusal = conclusion.verdicts[index]?.refusal;
    const due = whyEvidenceIsRefused(source, evidence);
    if (PRIVATE.includes(refusal) || refusal === due) continue;
    const [there, expected] = [refusal ?? 'none', due ?? 'none'];
    tell(
      'VERDICT_REFUSAL',
      `${place.materialCode}, ${place.recordType}: refusal ${there} stands there, ${expected} follows`,
    );
  }
}

/** The source's last word about the item version; one about other bytes does not count. */
async function consentOf(
  database: ReadModelDatabase,
  department: string,
  itemCode: string,
  itemVersion: number,
  itemDigest: string,
): Promise<Consent | undefined> {
  const row = await database
    .selectFrom('consents')
    .select('document')
    .where('department', '=', department)
    .where('itemCode', '=', itemCode)
    .where('itemVersion', '=', itemVersion)
    .executeTakeFirst();
  const consent = row === undefined ? undefined : (JSON.parse(row.document) as Consent);
  return consent?.itemDigest === itemDigest ? consent : undefined;
}
