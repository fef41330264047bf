// SPDX-License-Identifier: Apache-2.0
import type { Calendar } from '../../chaincode/domain/catalogue/calendar.js';
import type { Hall, Opening } from '../../chaincode/domain/catalogue/hall.js';
import type { Theme, ThemeItem } from '../../chaincode/domain/catalogue/theme.js';
import { countTheme, savingsOf } from './count-themes.js';
import { both, table } from './markdown.js';
import type { CatalogueFiles } from './read-catalogue.js';

/** Themes with what they save, where results are collected, and which days count: a part of docs/catalogue.md. */
export function describeThemes(files: CatalogueFiles): string {
  return [
    `## Themes 主题`,
    savings(files),
    table(
      ['主题 theme', '指引问题 questions', '事项 items', '材料 materials', '工作日 working days'],
      files.themes.map((theme) => rowOf(theme, files)),
    ),
    '## Service halls 服务大厅',
    table(['大厅 hall', '地址 address', '开放时间 open'], files.halls.map(hallRow)),
    '## Working days 工作日历',
    table(['年度 year', '节假日 holidays', '调休上班 shifted', '说明 title'], files.calendars.map(calendarRow)),
  ].join('\n\n');
}

function savings({ themes, items }: CatalogueFiles): string {
  const { materials, workingDays, mostWorkingDays } = savingsOf(themes.map((theme) => countTheme(theme, items)));
  const [fewer, faster] = [materials.toFixed(1), workingDays.toFixed(1)];
  return `${themes.length} themes: on average ${fewer} % fewer materials, ${faster} % fewer working days, ${mostWorkingDays} working days at most.
共${themes.length}个主题：平均减少材料 ${fewer}%、工作日 ${faster}%，最长${mostWorkingDays}个工作日。
Materials of one code about one subject are brought once; an item waits for those in brackets. 同一编码、同一主体的材料只交一次；括号中为须先办结的事项。`;
}

function rowOf(theme: Theme, { items }: CatalogueFiles): string[] {
  const { materials, workingDays } = countTheme(theme, items);
  return [
    `**${theme.title.zh}**<br>${theme.title.en}<br>\`${theme.code}\``,
    theme.scenario.map(({ title }) => both(title)).join('<br>'),
    theme.items.map(itemLine).join('<br>'),
    `${materials.separately} → ${materials.merged}`,
    `${workingDays.separately} → ${workingDays.promised}`,
  ];
}

function itemLine({ itemCode, when, dependsOn }: ThemeItem): string {
  const condition = when === undefined ? '' : `, if ${when}`;
  const after = dependsOn.length === 0 ? '' : ` (${dependsOn.join(', ')})`;
  return `• \`${itemCode}\`${condition}${after}`;
}

function hallRow({ code, title, address, openings }: Hall): string[] {
  return [`${both(title)}<br>\`${code}\``, both(address), openings.map(opening).join('<br>')];
}

const DAYS = '一二三四五六日';

function opening({ days, from, to }: Opening): string {
  return `${days.map((day) => DAYS.charAt(day - 1)).join('')} ${from}–${to}`;
}

function calendarRow({ year, title, holidays, workdays }: Calendar): string[] {
  return [String(year), String(holidays.length), String(workdays.length), both(title)];
}
