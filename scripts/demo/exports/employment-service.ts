// SPDX-License-Identifier: Apache-2.0
import { addYears, written } from '../days.js';
import { numbered } from './export-file.js';
import type { ExportFile } from './export-file.js';

/** What the human-resources department's employment service and file custody keep, in systems of their own. */
export const employmentTermination: ExportFile = {
  recordType: 'human-resources.employment-termination',
  format: 'csv',
  encoding: 'utf-8',
  rows: ({ persons }) =>
    persons.flatMap(({ index, identifier, terminations = [] }) =>
      terminations.map(({ employer, on, reason }, position) => ({
        备案号: numbered('ZZ', index, position),
        公民身份号码: identifier,
        原用人单位统一社会信用代码: employer,
        终止日期: written.slashed(on),
        终止原因: reason,
      })),
    ),
};

export const unemploymentRegistration: ExportFile = {
  recordType: 'human-resources.unemployment-registration',
  format: 'csv',
  encoding: 'gb18030',
  rows: ({ persons }) =>
    persons.flatMap(({ index, identifier, name, unemployment }) =>
      unemployment === undefined
        ? []
        : [
            {
              登记编号: numbered('SY', index),
              姓名: name,
              公民身份号码: identifier,
              登记前状态: unemployment.before,
              登记日期: unemployment.on,
            },
          ],
    ),
};

export const employmentDifficulty: ExportFile = {
  recordType: 'human-resources.employment-difficulty',
  format: 'csv',
  encoding: 'utf-8',
  rows: ({ persons }) =>
    persons.flatMap(({ index, identifier, difficulty }) =>
      difficulty === undefined
        ? []
        : [
            {
              认定编号: numbered('KN', index),
              公民身份号码: identifier,
              认定类别: difficulty.category,
              认定日期: written.chinese(difficulty.on),
              有效期至: written.chinese(addYears(difficulty.on, 3)),
            },
          ],
    ),
};

export const personnelFile: ExportFile = {
  recordType: 'human-resources.personnel-file',
  format: 'csv',
  encoding: 'gb18030',
  rows: ({ persons }) =>
    persons.flatMap(({ index, identifier, name, file }) =>
      file === undefined
        ? []
        : [
            {
              存档号: numbered('DA', index),
              姓名: name,
              公民身份号码: identifier,
              档案编号: numbered('RS', index),
              档案类别: file.kind,
              接收日期: written.dotted(file.on),
            },
          ],
    ),
};
