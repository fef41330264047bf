// SPDX-License-Identifier: Apache-2.0
import type { MaterialResult } from '../../../chaincode/domain/access/summarise-verdicts.js';
import type { FiledMaterial } from '../../../chaincode/domain/application/filed-material.js';
import { materialsOf, originalsOf, type TaskHistory } from '../../../chaincode/domain/application/task-history.js';
import { verificationById } from '../../readmodel/queries/verifications.js';
import type { ReadModelDatabase } from '../../readmodel/tables.js';
import { verdictsOf } from '../verifications/summary-of.js';
import type { MaterialView } from './application-view.js';

/** How each material of a task is met, and what the sources said about those that stand on record. */
export async function materialViews(database: ReadModelDatabase, history: TaskHistory): Promise<MaterialView[]> {
  const verdicts = await verdictsAbout(database, history.filed.accessId);
  const originals = originalsOf(history);
  return materialsOf(history).map((material) => {
    const { materialCode, how } = material;
    const original = originals.get(materialCode);
    const source = how === 'RECORD' ? verdicts.get(materialCode) : undefined;
    return {
      materialCode,
      how,
      ...digestsOf(material),
      ...(original === undefined ? {} : { original }),
      ...(source === undefined ? {} : { source: sourceOf(source) }),
    };
  });
}

async function verdictsAbout(
  database: ReadModelDatabase,
  accessId: string | undefined,
): Promise<ReadonlyMap<string, MaterialResult>> {
  const detail = accessId === undefined ? undefined : await verificationById(database, accessId);
  if (detail === undefined) return new Map();
  const { materials } = await verdictsOf(database, detail);
  return new Map(materials.map((material) => [material.materialCode, material]));
}

function digestsOf(material: FiledMaterial): { digests?: string[] } {
  if (material.how === 'UPLOAD') return { digests: material.digests };
  return material.how === 'COMMITMENT' ? { digests: [material.digest] } : {};
}

function sourceOf({ department, recordType, verdict, recordId, attestedAt }: MaterialResult) {
  return {
    department,
    recordType,
    verdict,
    ...(recordId === undefined ? {} : { recordId }),
    ...(attestedAt === undefined ? {} : { attestedAt }),
  };
}
