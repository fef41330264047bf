// SPDX-License-Identifier: Apache-2.0
import { countTheme, saved, savingsOf, type ThemeCount } from '../catalogue/count-themes.js';
import type { PublishedFigures } from '../catalogue/published-figures.js';
import type { CatalogueFiles } from '../catalogue/read-catalogue.js';
import { mustEqual, percent, type FigureRow } from './figure-row.js';

type ThemeFigures = NonNullable<PublishedFigures['themes']>;

/** Joint licensing by theme: how many, what they save on average, and the ones that were told of by name. */
export function themeRows(figures: ThemeFigures, { themes, items }: CatalogueFiles): FigureRow[] {
  const counts = themes.map((theme) => countTheme(theme, items));
  const savings = savingsOf(counts);
  const named = figures.named.filter((code) => themes.some((theme) => theme.code === code));
  const honest = themes.filter(({ baseline }, index) => {
    const { materials, workingDays } = counts[index] ?? {};
    return materials?.separately === baseline.materials && workingDays?.separately === baseline.workingDays;
  });
  return [
    mustEqual({ zh: '主题', en: 'themes' }, figures.count, themes.length),
    mustEqual({ zh: '主题：公开点名的', en: 'themes: named ones' }, figures.named.length, named.length),
    mustEqual(
      { zh: '主题：所称单办数量与其事项一致的', en: 'themes: whose items take separately what they say' },
      figures.count,
      honest.length,
    ),
    percent(
      { zh: '主题：材料平均减少（%）', en: 'themes: materials saved on average, percent' },
      figures.materialsSavedPercent,
      savings.materials,
    ),
    percent(
      { zh: '主题：时限平均减少（%）', en: 'themes: time saved on average, percent' },
      figures.workingDaysSavedPercent,
      savings.workingDays,
    ),
    mustEqual(
      { zh: '主题：最长工作日', en: 'themes: working days at most' },
      figures.mostWorkingDays,
      savings.mostWorkingDays,
    ),
    ...figures.each.flatMap((one) => ofTheme(one, counts)),
  ];
}

function ofTheme(published: ThemeFigures['each'][number], counts: readonly ThemeCount[]): FigureRow[] {
  const { theme, materials, workingDays } = published;
  const counted = counts.find((one) => one.theme === theme);
  const numbers = {
    materials: [counted?.materials.separately ?? 0, counted?.materials.merged ?? 0],
    workingDays: [counted?.workingDays.separately ?? 0, counted?.workingDays.promised ?? 0],
  } as const;
  const named = (zh: string, en: string) => ({ zh: `${theme}：${zh}`, en: `${theme}: ${en}` });
  return [
    mustEqual(named('单办材料', 'materials separately'), materials.before, numbers.materials[0]),
    mustEqual(named('联办材料', 'materials merged'), materials.after, numbers.materials[1]),
    percent(named('材料减少（%）', 'materials saved, percent'), materials.savedPercent, saved(...numbers.materials)),
    mustEqual(named('单办工作日', 'working days separately'), workingDays.before, numbers.workingDays[0]),
    mustEqual(named('联办工作日', 'working days promised'), workingDays.after, numbers.workingDays[1]),
    percent(named('时限减少（%）', 'time saved, percent'), workingDays.savedPercent, saved(...numbers.workingDays)),
  ];
}
