// SPDX-License-Identifier: Apache-2.0
import type { Evidence, Requirement, ServiceItem } from '../catalogue/service-item.js';
import { departmentOf } from '../names.js';
import { HINDRANCES, type Access, type Conclusion, type EvidenceVerdict, type Verdict } from './access.js';
import { declaredMaterials } from './plan-access.js';

/** What a source said, or did not say, about one piece of evidence. */
export type EvidenceResult = Omit<EvidenceVerdict, 'materialCode' | 'alternative' | 'evidence'> & {
  readonly waiverMethod: Evidence['waiverMethod'];
  readonly department: string;
};

/** A material as its best alternative shows it; verdict and record are those of the evidence that decides. */
export type MaterialResult = EvidenceResult & {
  readonly materialCode: string;
  readonly alternative: number;
  /** All evidence of that alternative, in its order. */
  readonly evidence: readonly EvidenceResult[];
};

export interface MissingMaterial {
  readonly materialCode: string;
  readonly verdict: Verdict;
  /** What is accepted instead of the record. */
  readonly accepts: Requirement['fallback'];
  readonly department: string;
}

export interface VerificationSummary {
  readonly outcome: 'SATISFIED' | 'INCOMPLETE' | 'REFUSED';
  readonly materials: readonly MaterialResult[];
  readonly missing: readonly MissingMaterial[];
}

/** From the furthest from holding to what holds. UNAVAILABLE may still turn out well, so it is next to the best. */
const RANKS: readonly Verdict[] = [
  'REFUSED',
  'NOT_FOUND',
  'AMBIGUOUS',
  ...HINDRANCES,
  'CONTESTED',
  'NOT_SATISFIED',
  'UNAVAILABLE',
  'VERIFIED',
];

/**
 * Works out, from what the sources concluded, which materials need not be handed in.
 *
 * An alternative is as good as its worst evidence; a material as its best alternative, the first of equals. Only
 * what the source of a record type itself concluded counts; a source without a conclusion is UNAVAILABLE for its
 * materials, never NOT_FOUND. What is on no record is missing, and for the item’s department to take. REFUSED is an
 * access that was refused when it was opened: nothing was asked.
 */
export function summariseVerdicts(
  item: ServiceItem,
  access: Pick<Access, 'accessId' | 'outcome' | 'request'>,
  conclusions: readonly Conclusion[],
): VerificationSummary {
  if (access.outcome === 'REFUSED') return { outcome: 'REFUSED', materials: [], missing: [] };
  const stated = conclusions.filter(({ accessId }) => accessId === access.accessId);
  const results = declaredMaterials(item, access.request).map((material) => ({
    material,
    result: judgeMaterial(material, stated),
  }));
  const missing = results
    .filter(({ result }) => result?.verdict !== 'VERIFIED')
    .map(({ material, result }) => ({
      materialCode: material.materialCode,
      verdict: result?.verdict ?? 'NOT_FOUND',
      accepts: material.fallback,
      department: result?.department ?? departmentOf(item.code),
    }));
  const materials = results.flatMap(({ result }) => result ?? []);
  return { outcome: missing.length === 0 ? 'SATISFIED' : 'INCOMPLETE', materials, missing };
}

/** `undefined` for what is on no record. */
function judgeMaterial(material: Requirement, conclusions: readonly Conclusion[]): MaterialResult | undefined {
  const { materialCode } = material;
  const [first, ...others] = material.alternatives.map(({ evidence }, alternative) => {
    const results = evidence.map((one, position) =>
      resultOf(one, conclusions, { materialCode, alternative, evidence: position }),
    );
    const deciding = results.reduce((worst, result) => (rankOf(result) < rankOf(worst) ? result : worst));
    return { materialCode, alternative, ...deciding, evidence: results };
  });
  if (first === undefined) return undefined;
  return others.reduce((best, candidate) => (rankOf(candidate) > rankOf(best) ? candidate : best), first);
}

type Place = Pick<EvidenceVerdict, 'materialCode' | 'alternative' | 'evidence'>;

function resultOf(
  { recordType, waiverMethod }: Evidence,
  conclusions: readonly Conclusion[],
  at: Place,
): EvidenceResult {
  const department = departmentOf(recordType);
  const stated = conclusions
    .filter((conclusion) => conclusion.department === department)
    .flatMap(({ verdicts }) => verdicts)
    .find((verdict) => isAt(verdict, at) && verdict.recordType === recordType);
  if (stated === undefined) return { verdict: 'UNAVAILABLE', recordType, waiverMethod, department };
  return { ...statedAbout(stated), waiverMethod, department };
}

/** A conclusion without its place in the item. Optional members stay absent. */
function statedAbout(stated: EvidenceVerdict): Omit<EvidenceVerdict, keyof Place> {
  const places: readonly string[] = ['materialCode', 'alternative', 'evidence'] satisfies (keyof Place)[];
  const { verdict, recordType } = stated;
  return {
    ...Object.fromEntries(Object.entries(stated).filter(([name]) => !places.includes(name))),
    verdict,
    recordType,
  };
}

function isAt(verdict: EvidenceVerdict, { materialCode, alternative, evidence }: Place): boolean {
  return verdict.materialCode === materialCode && verdict.alternative === alternative && verdict.evidence === evidence;
}

function rankOf({ verdict }: Pick<EvidenceResult, 'verdict'>): number {
  return RANKS.indexOf(verdict);
}
