// SPDX-License-Identifier: Apache-2.0
import { numbered } from './export-file.js';
import type { ExportFile } from './export-file.js';

export const marriage: ExportFile = {
  recordType: 'civil-affairs.marriage',
  format: 'csv',
  encoding: 'gb18030',
  rows: ({ persons }) =>
    persons.flatMap(({ index, identifier, marriage: married }) =>
      married === undefined
        ? []
        : [
            {
              登记证字号: numbered('J', index),
              公民身份号码: identifier,
              配偶公民身份号码: married.spouse,
              登记日期: married.on,
              登记机关: '佛山市禅城区民政局婚姻登记处',
            },
          ],
    ),
};

export const minimumLivingAllowance: ExportFile = {
  recordType: 'civil-affairs.minimum-living-allowance',
  format: 'csv',
  encoding: 'utf-8',
  rows: ({ persons }) =>
    persons.flatMap(({ index, identifier, allowance }) =>
      allowance === undefined
        ? []
        : [
            {
              保障证号: numbered('DB', index),
              公民身份号码: identifier,
              类别: '城镇',
              保障人口: allowance.size,
              月保障金额: allowance.size * 1_100,
              起始日期: allowance.from,
              终止日期: allowance.until,
            },
          ],
    ),
};

export const cremation: ExportFile = {
  recordType: 'civil-affairs.cremation',
  format: 'csv',
  encoding: 'gb18030',
  rows: ({ persons }) =>
    persons.flatMap(({ index, identifier, death }) =>
      death === undefined
        ? []
        : [
            {
              火化证明编号: numbered('HH', index),
              公民身份号码: identifier,
              死亡日期: death.on,
              火化日期: death.crematedOn,
              火化机构: '佛山市殡仪馆',
            },
          ],
    ),
};
