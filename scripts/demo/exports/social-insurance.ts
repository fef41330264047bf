// SPDX-License-Identifier: Apache-2.0
import { written } from '../days.js';
import { numbered } from './export-file.js';
import type { ExportFile } from './export-file.js';

export const enrolment: ExportFile = {
  recordType: 'social-insurance.enrolment',
  format: 'csv',
  encoding: 'utf-8',
  rows: ({ persons }) =>
    persons.flatMap(({ index, identifier, insurance }) =>
      insurance === undefined
        ? []
        : [
            {
              个人编号: numbered('SB', index),
              公民身份号码: identifier,
              险种: insurance.schemes.join('、'),
              单位统一社会信用代码: insurance.employer ?? '',
              首次参保日期: written.compact(insurance.since),
              累计缴费月数: insurance.months,
              缴费基数: insurance.wage,
            },
          ],
    ),
};

export const pension: ExportFile = {
  recordType: 'social-insurance.pension',
  format: 'csv',
  encoding: 'utf-8',
  rows: ({ persons }) =>
    persons.flatMap(({ index, identifier, pension: paid }) =>
      paid === undefined
        ? []
        : [
            {
              待遇编号: numbered('YL', index),
              公民身份号码: identifier,
              待遇类别: paid.scheme,
              待遇起始日期: written.compact(paid.from),
              月待遇: paid.amount,
            },
          ],
    ),
};

export const contributionYear: ExportFile = {
  recordType: 'social-insurance.contribution-year',
  format: 'ndjson',
  encoding: 'utf-8',
  rows: ({ persons }) =>
    persons.flatMap(({ index, identifier, insurance }) =>
      (insurance?.years ?? []).map(({ year, months }) => ({
        流水号: numbered('JF', index, year),
        公民身份号码: identifier,
        年度: year,
        缴费月数: months,
        年度开始: `${year}-01-01`,
      })),
    ),
};
