// SPDX-License-Identifier: Apache-2.0
import { written } from '../days.js';
import { numbered } from './export-file.js';
import type { ExportFile } from './export-file.js';

export const residentIdentity: ExportFile = {
  recordType: 'data-bureau.resident-identity',
  format: 'csv',
  encoding: 'gb18030',
  rows: ({ persons }) =>
    persons.map((person) => ({
      档案编号: numbered('RK', person.index),
      姓名: person.name,
      公民身份号码: person.identifier,
      性别: person.gender === 'MALE' ? '男' : '女',
      出生日期: written.compact(person.birthDate),
      住址: person.household.address,
      登记日期: written.compact(person.registeredOn),
    })),
};

export const householdRegister: ExportFile = {
  recordType: 'data-bureau.household-register',
  format: 'csv',
  encoding: 'gb18030',
  rows: ({ persons }) =>
    persons.map((person) => ({
      常住人口登记编号: numbered('HJ', person.index),
      公民身份号码: person.identifier,
      户号: person.household.number,
      户别: person.household.collective ? '集体户' : '家庭户',
      与户主关系: person.relationToHead,
      户籍地址: person.household.address,
      行政区划代码: person.household.division,
      登记日期: written.chinese(person.registeredOn),
    })),
};

export const kinship: ExportFile = {
  recordType: 'data-bureau.kinship',
  format: 'csv',
  encoding: 'utf-8',
  rows: ({ persons }) =>
    persons.flatMap((child) =>
      child.parents.map((parent, position) => ({
        登记编号: numbered('QZ', child.index, position),
        父母公民身份号码: parent.identifier,
        关系: parent.relation,
        子女公民身份号码: child.identifier,
        登记日期: child.registeredOn,
      })),
    ),
};
