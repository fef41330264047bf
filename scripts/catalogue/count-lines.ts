// SPDX-License-Identifier: Apache-2.0
import { counted } from '../counted.js';
import { inLanguage } from '../language.js';
import type { FigureDifference } from './compare-figures.js';
import type { CatalogueCount, Count, DepartmentCount } from './count-catalogue.js';
import type { PublishedFigures } from './published-figures.js';

/** The count for people: a line a batch and a department, beside it what was published, then what differs. */
export function countLines(
  { batches, all }: CatalogueCount,
  figures: PublishedFigures | undefined,
  differences: readonly FigureDifference[],
): string[] {
  return [
    ...batches.flatMap(({ batch, ...count }) => {
      const published = figures?.batches.find((one) => one.batch === batch);
      const month = published === undefined ? '' : ` (${published.month})`;
      return section(inLanguage({ zh: `第 ${batch} 批${month}`, en: `batch ${batch}${month}` }), count, published);
    }),
    ...section(inLanguage({ zh: '全部批次', en: 'all batches' }), all, figures?.all),
    ...differences.map(({ place, published, counted }) =>
      inLanguage({
        zh: `与公开数字不符：${place}：公开 ${published}，目录 ${counted}`,
        en: `differs from what was published: ${place}: ${published} published, ${counted} in the catalogue`,
      }),
    ),
  ];
}

type Counted = Count & { readonly departments: readonly DepartmentCount[] };

function section(name: string, count: Counted, published: PublishedFigures['all'] | undefined): string[] {
  return [
    `${name}: ${line(count, published)}`,
    ...count.departments.map(({ department, ...own }) => {
      const items = published?.departments?.[department];
      return `  ${department.padEnd(18)} ${line(own, items === undefined ? undefined : { items, complete: false })}`;
    }),
  ];
}

function line(
  { items, zeroSubmission, materials, instant }: Count,
  published: PublishedFigures['all'] | undefined,
): string {
  const of = (figure: number | undefined) =>
    figure === undefined ? '' : inLanguage({ zh: `（公开 ${figure}）`, en: ` (published ${figure})` });
  return inLanguage({
    zh: `${items} 个事项${of(published?.items)}，${zeroSubmission} 份零提交材料${of(published?.zeroSubmission)}，共 ${materials} 份材料，即办 ${instant}${of(published?.instant)}`,
    en: `${counted(items, 'item')}${of(published?.items)}, ${counted(zeroSubmission, 'material')} with zero submission${of(published?.zeroSubmission)} of ${materials}, ${instant} instant${of(published?.instant)}`,
  });
}
