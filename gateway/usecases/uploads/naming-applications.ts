// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Filing } from '../../../chaincode/domain/application/application.js';
import type { FiledMaterial } from '../../../chaincode/domain/application/filed-material.js';
import { departmentOf } from '../../../chaincode/domain/names.js';
import type { ReadModelDatabase } from '../../readmodel/tables.js';

interface Named {
  /** The department that uploaded. */
  readonly department: string;
  readonly digest: string;
}

/** Departments whose items are applied for with that upload; empty while no application of its department names it. */
export async function departmentsNaming(database: ReadModelDatabase, { department, digest }: Named): Promise<string[]> {
  const rows = await database
    .selectFrom('applications')
    .select('document')
    .where('filedBy', '=', department)
    .where(sql<number>`instr(document, ${digest})`, '>', 0)
    .execute();
  const codes = rows.flatMap(({ document }) => itemsNaming(JSON.parse(document) as Filing, digest));
  return [...new Set(codes.map(departmentOf))];
}

function itemsNaming({ items, moves }: Filing, digest: string): string[] {
  const filed = items.flatMap(({ itemCode, materials }) => (names(materials, digest) ? [itemCode] : []));
  const answered = moves.flatMap((move) =>
    'materials' in move && names(move.materials, digest) ? move.itemCodes : [],
  );
  return [...filed, ...answered];
}

function names(materials: readonly FiledMaterial[], digest: string): boolean {
  return materials.some((material) => 'digests' in material && material.digests.includes(digest));
}
