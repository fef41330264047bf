// SPDX-License-Identifier: Apache-2.0
import type { Access, Conclusion, EvidenceVerdict } from '../../../chaincode/domain/access/access.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import type { DisbeliefReason } from '../belief/belief.js';
import { sha256 } from '../belief/digest.js';
import type { Writer } from './writer.js';

/** A source's one answer to an access in whose plan it stands, as that access is believed. */
export function applyConclusion(
  { rows, source, ...writer }: Writer,
  conclusion: Conclusion,
): DisbeliefReason | undefined {
  const { accessId, department } = conclusion;
  const access = rows.find('accesses', ['document'], { accessId })?.document;
  if (access === undefined || !isAsked(access, department)) return 'NOT_ASKED';
  if (sha256(access) !== conclusion.accessDigest) return 'ACCESS_DIFFERS';
  const document = canonicalJson(conclusion);
  if (!rows.insertNew('conclusions', { accessId, department, document, ...source })) {
    const known = rows.find('conclusions', ['document'], { accessId, department });
    return known?.document === document ? undefined : 'REWRITTEN';
  }
  writer.count('conclusions', department);
  for (const [position, verdict] of conclusion.verdicts.entries()) {
    writer.count('verdicts', verdict.verdict);
    rows.insert('evidenceVerdicts', { accessId, department, position, ...columnsOf(verdict) });
  }
  return undefined;
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
