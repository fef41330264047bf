// SPDX-License-Identifier: Apache-2.0
import type { CatalogueCount, Count, DepartmentCount } from '../catalogue/count-catalogue.js';
import type { PublishedFigures } from '../catalogue/published-figures.js';
import { mustEqual, type FigureRow } from './figure-row.js';

type Counted = Count & { readonly departments: readonly DepartmentCount[] };

const NAMES = {
  items: { zh: '事项', en: 'items' },
  zeroSubmission: { zh: '零提交材料', en: 'materials with zero submission' },
  instant: { zh: '即办事项', en: 'instant items' },
} as const;

const NOTHING: Counted = { items: 0, materials: 0, zeroSubmission: 0, instant: 0, departments: [] };

/** Items for persons: together, by department and by batch. */
export function itemRows({ all, batches }: PublishedFigures, count: CatalogueCount): FigureRow[] {
  return [
    ...sectionRows({ zh: '零跑腿', en: 'zero errand' }, all, count.all),
    ...batches.flatMap((published) => {
      const { batch, month } = published;
      const name = { zh: `第${batch}批（${month}）`, en: `batch ${batch} (${month})` };
      const counted = count.batches.find((one) => one.batch === batch);
      return sectionRows(name, published, counted ?? NOTHING);
    }),
  ];
}

function sectionRows(name: FigureRow['title'], figures: PublishedFigures['all'], counted: Counted): FigureRow[] {
  const rows = (['items', 'zeroSubmission', 'instant'] as const).flatMap((figure): FigureRow[] => {
    const published = figures[figure];
    const title = { zh: `${name.zh}：${NAMES[figure].zh}`, en: `${name.en}: ${NAMES[figure].en}` };
    return published === undefined ? [] : [mustEqual(title, published, counted[figure])];
  });
  const departments = Object.entries(figures.departments ?? {}).map(([code, published]) => {
    const own = counted.departments.find(({ department }) => department === code)?.items ?? 0;
    return mustEqual({ zh: `${name.zh}：${code} 事项`, en: `${name.en}: items of ${code}` }, published, own);
  });
  return [...rows, ...departments];
}
