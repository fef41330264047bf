// SPDX-License-Identifier: Apache-2.0
import { addYears } from '../days.js';
import { numbered } from './export-file.js';
import type { ExportFile } from './export-file.js';

export const disabilityCertificate: ExportFile = {
  recordType: 'disabled-persons.disability-certificate',
  format: 'csv',
  encoding: 'utf-8',
  rows: ({ persons }) =>
    persons.flatMap(({ index, identifier, disability }) =>
      disability === undefined
        ? []
        : [
            {
              残疾人证档案号: numbered('CJ', index),
              公民身份号码: identifier,
              残疾类别: disability.category,
              残疾等级: disability.grade,
              发证日期: disability.on,
              有效期至: addYears(disability.on, 10),
            },
          ],
    ),
};

export const mobilityVehicle: ExportFile = {
  recordType: 'disabled-persons.mobility-vehicle',
  format: 'csv',
  encoding: 'utf-8',
  rows: ({ persons }) =>
    persons.flatMap(({ index, identifier, vehicle }) =>
      vehicle === undefined
        ? []
        : [
            {
              车辆档案号: numbered('LY', index),
              公民身份号码: identifier,
              号牌号码: vehicle.plate,
              车架号: numbered('CJH', index),
              登记日期: vehicle.on,
            },
          ],
    ),
};

export const rehabilitationAssessment: ExportFile = {
  recordType: 'disabled-persons.rehabilitation-assessment',
  format: 'ndjson',
  encoding: 'utf-8',
  rows: ({ persons }) =>
    persons.flatMap(({ index, identifier, assessment }) =>
      assessment === undefined
        ? []
        : [
            {
              评估编号: numbered('PG', index),
              公民身份号码: identifier,
              评估结论: assessment.needs.join('、'),
              评估日期: assessment.on,
            },
          ],
    ),
};
