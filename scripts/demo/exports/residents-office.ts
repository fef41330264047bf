// SPDX-License-Identifier: Apache-2.0
import { numbered } from './export-file.js';
import type { ExportFile } from './export-file.js';

export const residencePermit: ExportFile = {
  recordType: 'residents-office.residence-permit',
  format: 'csv',
  encoding: 'utf-8',
  rows: ({ persons }) =>
    persons.flatMap(({ index, identifier, residence }) =>
      residence?.permit === undefined
        ? []
        : [
            {
              居住证号: numbered('JZ', index),
              公民身份号码: identifier,
              居住地址: residence.address,
              首次申领日期: residence.permit.firstIssuedOn,
              签注日期: residence.permit.endorsedOn,
              有效期至: residence.permit.until,
            },
          ],
    ),
};

export const residenceRegistration: ExportFile = {
  recordType: 'residents-office.residence-registration',
  format: 'ndjson',
  encoding: 'utf-8',
  rows: ({ persons }) =>
    persons.flatMap(({ index, identifier, residence }) =>
      residence === undefined
        ? []
        : [
            {
              登记编号: numbered('LD', index),
              公民身份号码: identifier,
              居住地址: residence.address,
              住所类别: residence.dwelling,
              登记日期: residence.registeredOn,
            },
          ],
    ),
};

export const rentalFiling: ExportFile = {
  recordType: 'residents-office.rental-filing',
  format: 'csv',
  encoding: 'utf-8',
  rows: ({ persons }) =>
    persons.flatMap(({ index, identifier, residence }) =>
      residence?.lease === undefined
        ? []
        : [
            {
              备案编号: numbered('ZL', index),
              公民身份号码: identifier,
              房屋地址: residence.address,
              租赁起始日期: residence.lease.from,
              租赁终止日期: residence.lease.until,
              月租金: residence.lease.rent,
            },
          ],
    ),
};
