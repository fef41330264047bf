// SPDX-License-Identifier: Apache-2.0
import { numbered } from './export-file.js';
import type { ExportFile } from './export-file.js';

export const businessLicence: ExportFile = {
  recordType: 'market-supervision.business-licence',
  format: 'csv',
  encoding: 'gb18030',
  rows: ({ companies }) =>
    companies.map((company) => ({
      注册号: numbered('ZC', company.index),
      统一社会信用代码: company.identifier,
      名称: company.name,
      类型: company.kind,
      法定代表人公民身份号码: company.representative,
      '注册资本（万元）': company.capital,
      成立日期: company.establishedOn,
      住所: company.address,
      经营范围: company.scope,
    })),
};
