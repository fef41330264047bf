// SPDX-License-Identifier: Apache-2.0
import type { Evidence, Requirement, ServiceItem } from '../../chaincode/domain/catalogue/service-item.js';
import { departmentOf } from '../../chaincode/domain/names.js';
import { countCatalogue } from './count-catalogue.js';
import { describeThemes } from './describe-themes.js';
import { both, table } from './markdown.js';
import type { CatalogueFiles } from './read-catalogue.js';

/** The catalogue as a page of Markdown in both languages: counts, items by batch with their materials, themes, record types. */
export function describeCatalogue(files: CatalogueFiles): string {
  const batches = [...new Set(files.items.map(({ batch }) => batch))].sort((a, b) => (b ?? 0) - (a ?? 0));
  const parts = [
    INTRODUCTION,
    counts(files),
    ...batches.map((batch) => itemsOf(files, batch)),
    describeThemes(files),
    recordTypes(files),
  ];
  return `${parts.join('\n\n')}\n`;
}

const INTRODUCTION = `# The catalogue of the demo district 演示区目录

This page is printed by \`npx onedoor catalogue describe\`; a test compares both. \`npx onedoor catalogue check\` counts
the catalogue against the published figures, and its \`--help\` says what counts as a material with zero submission.
Departments, items and laws are such as a district has; persons and companies of the demo are invented. Each item of a
batch comes with a case that fits, those of the third also with one that lacks a material, in \`.onedoor/exports/cases/\`; try one with
\`npx onedoor verify --department <department> --request <file>\`.

本页由 \`npx onedoor catalogue describe\` 输出，并由测试核对。\`npx onedoor catalogue check\` 将目录与公开数字核对，\`--help\`
说明何谓零提交材料。部门、事项与法规依实际情形编写，演示中的个人和公司均为虚构。各批次每个事项在 \`.onedoor/exports/cases/\` 中
有一个材料齐全的办件示例，第三批的另有一个缺一份材料的。

In a material, \`/\` stands between alternatives and \`+\` between records that are needed together; after the arrow stands
what else is accepted when no record holds. 材料栏中，\`/\` 分隔可选证明，\`+\` 连接须同时具备的记录；箭头后是无记录时可接受的方式。`;

const FALLBACKS = { UPLOAD: '上传 upload', COMMITMENT: '书面承诺 commitment', NONE: '无 nothing' } as const;

function counts({ items }: CatalogueFiles): string {
  const { batches, all } = countCatalogue(items);
  const rows = [...batches.map(({ batch, ...count }) => [String(batch), count] as const), ['全部 all', all] as const];
  return table(
    ['批次 batch', '事项 items', '零提交材料 zero submission', '即办 instant', '部门 departments'],
    rows.map(([name, { items: number, zeroSubmission, instant, departments }]) => [
      name,
      String(number),
      String(zeroSubmission),
      String(instant),
      departments.map(({ department, items: own }) => `${department} ${own}`).join(', '),
    ]),
  );
}

function itemsOf({ items }: CatalogueFiles, batch: number | undefined): string {
  const heading =
    batch === undefined ? '## Items of no batch 不属于任何批次的事项' : `## Batch ${batch} 第 ${batch} 批`;
  const rows = items
    .filter((item) => item.batch === batch)
    .map((item) => [
      `**${item.title.zh}**<br>${item.title.en}<br>\`${item.code}\``,
      `${described(item)}${both(item.legalReference)}`,
      item.instant ? '即办 instant' : `${item.promisedWorkingDays} 个工作日 working days`,
      item.requirements.map(material).join('<br>'),
    ]);
  return `${heading}\n\n${table(['事项 item', '说明与依据 for whom, by which law', '时限 time', '材料 materials'], rows)}`;
}

function described({ description }: ServiceItem): string {
  return description === undefined ? '' : `${both(description)}<br>`;
}

function material({ title, condition, alternatives, fallback, subjectRole }: Requirement): string {
  const records =
    alternatives.length === 0
      ? '不在记录 on no record'
      : alternatives.map(({ evidence }) => evidence.map(recordOf).join(' + ')).join(' / ');
  const whose = subjectRole === 'applicant' ? '' : ` (${subjectRole})`;
  const holds = condition === undefined ? '' : `<br>${condition.zh}。${condition.en}.`;
  return `• ${title.zh} ${title.en}${whose}: ${records} → ${FALLBACKS[fallback]}${holds}`;
}

function recordOf({ recordType }: Evidence): string {
  return `\`${recordType}\``;
}

function recordTypes(files: CatalogueFiles): string {
  const rows = files.recordTypes.map(({ code, title, claims }) => [
    `\`${code}\``,
    both(title),
    departmentOf(code),
    claims.map(({ name, sharing }) => (sharing === 'NOT_SHARED' ? `~~${name}~~` : name)).join(', '),
  ]);
  const columns = [
    '编码 code',
    '名称 title',
    '部门 department',
    '数据项（划去的不予共享） claims (struck: never shared)',
  ];
  return `## Record types 数据类型\n\n${table(columns, rows)}`;
}
