// SPDX-License-Identifier: Apache-2.0
import { addDays } from '../../../chaincode/domain/time.js';
import { numbered } from './export-file.js';
import type { ExportFile } from './export-file.js';

const MATTERS = [
  ['human-resources', 'RL', '人力资源服务许可'],
  ['culture-tourism', 'WL', '旅行社业务经营许可'],
  ['transport', 'JT', '道路货物运输经营许可'],
  ['housing-construction', 'ZJ', '房地产经纪机构备案'],
  ['market-supervision', 'SP', '食品经营许可（餐饮服务）'],
] as const;

/** Licences of the last years: each company has one, of the departments in turn. */
export const LICENCES: readonly ExportFile[] = MATTERS.map(([department, letters, matter], turn) => ({
  recordType: `${department}.licence`,
  format: 'csv',
  encoding: 'utf-8',
  rows: ({ companies, on }) =>
    companies
      .filter(({ index }) => index % MATTERS.length === turn)
      .map(({ index, identifier, name, establishedOn, address }) => ({
        许可编号: numbered(letters, index),
        统一社会信用代码: identifier,
        企业名称: name,
        事项名称: matter,
        决定日期: recent(addDays(establishedOn, 30), addDays(on, -700)),
        经营场所: address,
      })),
}));

function recent(day: string, earliest: string): string {
  return day > earliest ? day : earliest;
}
