// SPDX-License-Identifier: Apache-2.0
import { written } from '../days.js';
import { numbered } from './export-file.js';
import type { ExportFile } from './export-file.js';

export const graduateDiploma: ExportFile = {
  recordType: 'human-resources.graduate-diploma',
  format: 'csv',
  encoding: 'utf-8',
  rows: ({ persons }) =>
    persons.flatMap(({ index, identifier, name, diplomas }) =>
      diplomas.map((diploma, position) => ({
        编号: numbered('BY', index, position),
        姓名: name,
        公民身份号码: identifier,
        毕业院校: diploma.school,
        学历层次: diploma.level,
        专业: diploma.major,
        毕业日期: written.chinese(diploma.on),
        证书编号: numbered('ZS', index, position),
      })),
    ),
};

export const employmentContract: ExportFile = {
  recordType: 'human-resources.employment-contract',
  format: 'csv',
  encoding: 'utf-8',
  rows: ({ persons }) =>
    persons.flatMap(({ index, identifier, jobs }) =>
      jobs.map((job, position) => ({
        备案号: numbered('HT', index, position),
        公民身份号码: identifier,
        用人单位统一社会信用代码: job.employer,
        岗位: job.position,
        合同类型: job.kind,
        合同起始日期: written.slashed(job.from),
        合同终止日期: job.until === '' ? '' : written.slashed(job.until),
        月工资: job.wage,
      })),
    ),
};

export const skillCertificate: ExportFile = {
  recordType: 'human-resources.skill-certificate',
  format: 'ndjson',
  encoding: 'utf-8',
  rows: ({ persons }) =>
    persons.flatMap(({ index, identifier, skills }) =>
      skills.map((skill, position) => ({
        证书编号: numbered('JN', index, position),
        公民身份号码: identifier,
        职业名称: skill.occupation,
        技能等级: skill.level,
        发证日期: skill.on,
      })),
    ),
};
