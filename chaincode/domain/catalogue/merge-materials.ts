// SPDX-License-Identifier: Apache-2.0
import type { Requirement, ServiceItem } from './service-item.js';

/** A material as several items ask for it: it is brought once. */
export interface MergedMaterial {
  readonly materialCode: string;
  readonly subjectRole: string;
  /** As the first item that asks for it calls it. */
  readonly title: Requirement['title'];
  /** Items that ask for it, in their order. */
  readonly itemCodes: readonly string[];
}

/** The materials of several items, each once: those of one code about one role are the same. */
export function mergeMaterials(items: readonly Pick<ServiceItem, 'code' | 'requirements'>[]): MergedMaterial[] {
  const merged = new Map<string, MergedMaterial>();
  for (const { code, requirements } of items) {
    for (const { materialCode, subjectRole, title } of requirements) {
      const name = `${materialCode} ${subjectRole}`;
      const { itemCodes, ...known } = merged.get(name) ?? { materialCode, subjectRole, title, itemCodes: [] };
      merged.set(name, { ...known, itemCodes: [...itemCodes, code] });
    }
  }
  return [...merged.values()];
}
