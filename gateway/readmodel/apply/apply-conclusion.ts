// SPDX-License-Identifier: Apache-2.0
import type { Access, Conclusion, EvidenceVerdict } from '../../../chaincode/domain/access/access.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import type { DisbeliefReason } from '../belief/belief.js';
import { sha256 } from '../belief/digest.js';
import type { Writer } from './writer.js';

/** A source's one answer to an access in whose plan it stands, as that access is believed. */
export async function applyConclusion(writer: Writer, conclusion: Conclusion): Promise<DisbeliefReason | undefined> {
  const { accessId, department } = conclusion;
  const access = await accessOf(writer, accessId);
  if (access === undefined || !isAsked(access, department)) return 'NOT_ASKED';
  if (sha256(access) !== conclusion.accessDigest) return 'ACCESS_DIFFERS';
  const document = canonicalJson(conclusion);
  const { numInsertedOrUpdatedRows } = await writer.sql
    .insertInto('conclusions')
    .values({ accessId, department, document, ...writer.source })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) {
    return (await isKnown(writer, accessId, department, document)) ? undefined : 'REWRITTEN';
  }
  writer.count('conclusions', department);
  for (const { verdict } of conclusion.verdicts) writer.count('verdicts', verdict);
  const rows = conclusion.verdicts.map((verdict, position) => ({
    accessId,
    department,
    position,
    ...columnsOf(verdict),
  }));
  if (rows.length > 0) await writer.sql.insertInto('evidenceVerdicts').values(rows).execute();
  return undefined;
}

async function isKnown(writer: Writer, accessId: string, department: string, document: string): Promise<boolean> {
  const known = await writer.sql
    .selectFrom('conclusions')
    .select('document')
    .where('accessId', '=', accessId)
    .where('department', '=', department)
    .executeTakeFirst();
  return known?.document === document;
}

/** The access document as it was committed: canonical JSON. */
async function accessOf(writer: Writer, accessId: string): Promise<string | undefined> {
  const row = await writer.sql
    .selectFrom('accesses')
    .select('document')
    .where('accessId', '=', accessId)
    .executeTakeFirst();
  return row?.document;
}

function isAsked(access: string, department: string): boolean {
  return (JSON.parse(access) as Access).plan.some((entry) => entry.department === department);
}

function columnsOf(verdict: EvidenceVerdict) {
  return {
    materialCode: verdict.materialCode,
    alternative: verdict.alternative,
    evidence: verdict.evidence,
    recordType: verdict.recordType,
    recordTypeVersion: verdict.recordTypeVersion ?? null,
    verdict: verdict.verdict,
    refusal: verdict.refusal ?? null,
    recordId: verdict.recordId ?? null,
  };
}
