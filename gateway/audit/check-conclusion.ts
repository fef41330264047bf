// SPDX-License-Identifier: Apache-2.0
import type { Access, Conclusion } from '../../chaincode/domain/access/access.js';
import { compareInstants } from '../../chaincode/domain/time.js';
import type { ServiceItem } from '../../chaincode/domain/catalogue/service-item.js';
import { canonicalJson } from '../../chaincode/wire/canonical-json.js';
import { sha256 } from '../readmodel/belief/digest.js';
import type { ReadModelDatabase } from '../readmodel/tables.js';
import type { Tell } from './audit-finding.js';
import { checkRefusals } from './check-refusals.js';
import { checkVerdictRecords } from './check-verdict-records.js';
import { evidenceAsked } from './evidence-asked.js';
import type { KnownCatalogue } from './known-catalogue.js';

export interface Concluding {
  readonly conclusion: Conclusion;
  readonly access: Access;
  readonly item: ServiceItem;
}

/**
 * Holds what a source concluded against what is public: its access is open, item, record types and records are those in
 * force, each piece of evidence is answered, consents decide what is refused, and no more is granted than was planned.
 * What the source's private values made of it only the source can say.
 */
export async function checkConclusion(
  conclusion: Conclusion,
  database: ReadModelDatabase,
  catalogue: KnownCatalogue,
  tell: Tell,
): Promise<void> {
  const access = await accessOf(database, conclusion.accessId);
  if (access === undefined) return; // not believed for that already
  const name = `${conclusion.department} on access ${conclusion.accessId}`;
  const told: Tell = (code, detail) => {
    tell(code, `${name}: ${detail}`);
  };
  checkOpen(access, conclusion, told);
  const item = await catalogue.version('item', access.request.ticket.core.itemCode, access.request.itemVersion);
  if (item?.version !== conclusion.itemVersion || sha256(canonicalJson(item)) !== conclusion.itemDigest) {
    told('ITEM_DIFFERS', `item version ${conclusion.itemVersion}`);
    return;
  }
  const concluding = { conclusion, access, item };
  checkPlaces(concluding, told);
  checkGranted(concluding, told);
  await checkVerdictRecords(concluding, database, told);
  await checkRefusals(concluding, database, catalogue, told);
}

function checkOpen(access: Access, { at }: Conclusion, tell: Tell): void {
  const isOpen =
    access.outcome === 'OPENED' && compareInstants(at, access.at) >= 0 && compareInstants(at, access.expiresAt) <= 0;
  if (!isOpen) tell('CONCLUSION_NOT_OPEN', `concluded at ${at}, ${access.outcome} until ${access.expiresAt}`);
}

function checkPlaces({ conclusion, access, item }: Concluding, tell: Tell): void {
  const due = evidenceAsked(conclusion.department, item, access.request).map(({ place }) => place);
  const answered = conclusion.verdicts.map(({ materialCode, alternative, evidence, recordType }) => ({
    materialCode,
    alternative,
    evidence,
    recordType,
  }));
  if (canonicalJson(due) !== canonicalJson(answered)) {
    tell('VERDICTS_INCOMPLETE', `${answered.length} verdicts for ${due.length} pieces of evidence, or other ones`);
  }
}

function checkGranted({ conclusion, access }: Concluding, tell: Tell): void {
  for (const { recordType, claims } of conclusion.granted) {
    const planned = access.plan.find((entry) => entry.recordType === recordType)?.released ?? [];
    const beyond = claims.filter((claim) => !planned.includes(claim));
    if (beyond.length > 0 || access.request.disclose !== 'fields') {
      tell('GRANT_BEYOND_PLAN', `${recordType}: ${beyond.join(' ')}`);
    }
  }
}

async function accessOf(database: ReadModelDatabase, accessId: string): Promise<Access | undefined> {
  const row = await database
    .selectFrom('accesses')
    .select('document')
    .where('accessId', '=', accessId)
    .executeTakeFirst();
  return row === undefined ? undefined : (JSON.parse(row.document) as Access);
}
