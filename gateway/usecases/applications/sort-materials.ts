// SPDX-License-Identifier: Apache-2.0
import type { FiledMaterial, SubstitutedMaterial } from '../../../chaincode/domain/application/filed-material.js';
import type { MissingMaterial } from '../../../chaincode/domain/access/summarise-verdicts.js';

export interface MaterialsCase {
  /** Codes of the materials that apply, in the item's order. */
  readonly applicable: readonly string[];
  /** Those that no record shows. */
  readonly missing: readonly MissingMaterial[];
  /** What was brought, by code. */
  readonly brought: ReadonlyMap<string, SubstitutedMaterial>;
  readonly insist: readonly string[];
}

/** How each material is met, and what stands in the way of filing. */
export interface SortedMaterials {
  /** In the item's order; what nobody brought is MISSING. */
  readonly materials: readonly FiledMaterial[];
  /** Neither on record nor brought. */
  readonly lacking: readonly MissingMaterial[];
  /** Brought though it is on record, and not insisted on. */
  readonly onRecord: readonly string[];
  readonly repeatCollected: readonly string[];
}

/** Asked for once only: what is on record is not to be brought, and if somebody insists, that is said. */
export function sortMaterials({ applicable, missing, brought, insist }: MaterialsCase): SortedMaterials {
  const absent = new Map(missing.map((one) => [one.materialCode, one]));
  const verified = (code: string) => !absent.has(code);
  const repeated = applicable.filter((code) => verified(code) && brought.has(code));
  const lacking = applicable.flatMap((code) => (brought.has(code) ? [] : (absent.get(code) ?? [])));
  return {
    materials: applicable.map((code) => brought.get(code) ?? { materialCode: code, how: recordOr(verified(code)) }),
    lacking,
    onRecord: repeated.filter((code) => !insist.includes(code)),
    repeatCollected: repeated.filter((code) => insist.includes(code)),
  };
}

function recordOr(isVerified: boolean): 'RECORD' | 'MISSING' {
  return isVerified ? 'RECORD' : 'MISSING';
}
