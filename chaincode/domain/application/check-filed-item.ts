// SPDX-License-Identifier: Apache-2.0
import type { Requirement, ServiceItem } from '../catalogue/service-item.js';
import { DomainError } from '../domain-error.js';
import type { FiledItem } from './application.js';
import type { FiledMaterial } from './filed-material.js';

type Filed = Pick<FiledItem, 'materials' | 'repeatCollected' | 'changedFields'>;

/** What the access of an item asked for, and which of it sources verified; in the item's order. */
export interface AskedMaterials {
  readonly asked: readonly string[];
  readonly onRecord: readonly string[];
}

/**
 * Holds how the materials of an item are said to be met against what was asked and what the sources said about it.
 *
 * Without an access nothing was asked of records, which is right only for materials that are on none. Once only: a
 * material that is on record is not asked of the applicant, unless the department says that it collects it again.
 *
 * @throws {DomainError} MATERIALS_DIFFER (not those that were asked for, each once), MATERIAL_NOT_DECLARED,
 *   MATERIAL_NOT_VERIFIED, MATERIAL_VERIFIABLE, SUBSTITUTE_NOT_ACCEPTED, FIELD_NOT_DECLARED; pointers are relative to the item.
 */
export function checkFiledItem(item: ServiceItem, filed: Filed, verified: AskedMaterials | undefined): void {
  const { materials, repeatCollected, changedFields } = filed;
  const { asked, onRecord } = verified ?? { asked: withoutRecords(item, filed), onRecord: [] };
  if (
    materials.length !== asked.length ||
    !materials.every(({ materialCode }, index) => materialCode === asked[index])
  ) {
    throw new DomainError('MATERIALS_DIFFER', undefined, '/materials');
  }
  materials.forEach((material, index) => {
    checkMaterial(item, material, { onRecord, repeatCollected, pointer: `/materials/${index}` });
  });
  const again = materials.filter(({ materialCode, how }) => how !== 'RECORD' && onRecord.includes(materialCode));
  if (repeatCollected.some((code) => !again.some(({ materialCode }) => materialCode === code))) {
    throw new DomainError('MATERIALS_DIFFER', 'only what is on record can be collected again', '/repeatCollected');
  }
  if (changedFields.some((code) => !item.fields.some((field) => field.code === code))) {
    throw new DomainError('FIELD_NOT_DECLARED', undefined, '/changedFields');
  }
}

/** Of what is filed, what no record can show, each once. */
function withoutRecords({ requirements }: ServiceItem, { materials }: Filed): string[] {
  const filed = new Set(materials.map(({ materialCode }) => materialCode));
  const onNone = requirements.filter(
    ({ alternatives, materialCode }) => alternatives.length === 0 && filed.has(materialCode),
  );
  return onNone.map(({ materialCode }) => materialCode);
}

interface Standing {
  readonly onRecord: readonly string[];
  readonly repeatCollected: readonly string[];
  readonly pointer: string;
}

function checkMaterial(
  item: ServiceItem,
  material: FiledMaterial,
  { onRecord, repeatCollected, pointer }: Standing,
): void {
  const { materialCode, how } = material;
  const verified = onRecord.includes(materialCode);
  if (how === 'RECORD') {
    if (!verified) throw new DomainError('MATERIAL_NOT_VERIFIED', undefined, pointer);
    return;
  }
  if (verified && !repeatCollected.includes(materialCode))
    throw new DomainError('MATERIAL_VERIFIABLE', undefined, pointer);
  if (how !== 'MISSING') checkSubstitute(item, material, pointer);
}

/** @throws {DomainError} MATERIAL_NOT_DECLARED, SUBSTITUTE_NOT_ACCEPTED: an upload does for a commitment too. */
export function checkSubstitute(
  { requirements }: ServiceItem,
  { materialCode, how }: Pick<FiledMaterial, 'materialCode' | 'how'>,
  pointer: string,
): void {
  const found = requirements.find((requirement) => requirement.materialCode === materialCode);
  if (found === undefined) throw new DomainError('MATERIAL_NOT_DECLARED', undefined, pointer);
  const accepted: Readonly<Record<Requirement['fallback'], readonly string[]>> = {
    UPLOAD: ['UPLOAD'],
    COMMITMENT: ['COMMITMENT', 'UPLOAD'],
    NONE: [],
  };
  if (!accepted[found.fallback].includes(how)) throw new DomainError('SUBSTITUTE_NOT_ACCEPTED', undefined, pointer);
}
