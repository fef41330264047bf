// SPDX-License-Identifier: Apache-2.0
import { departmentOf } from '../../../chaincode/domain/names.js';
import { publishAccreditation } from '../../../chaincode/transactions/publish-accreditation.js';
import { publishDepartment } from '../../../chaincode/transactions/publish-department.js';
import { publishItem } from '../../../chaincode/transactions/publish-item.js';
import { publishPurpose } from '../../../chaincode/transactions/publish-purpose.js';
import { publishRecordType } from '../../../chaincode/transactions/publish-record-type.js';
import { accreditation, department, item, purpose, recordType } from './catalogue.js';
import { DEPARTMENTS, type District } from './district.js';

export const REGISTRAR_CALL = { as: 'data-bureau', role: 'publisher' } as const;

/** Publishes the small catalogue of `support/catalogue.ts`: departments, a purpose, a record type, its accreditation, an item. */
export async function publishCatalogue(district: District): Promise<void> {
  for (const code of DEPARTMENTS) {
    await district.submit(publishDepartment, { department: 'data-bureau', document: department(code) }, REGISTRAR_CALL);
  }
  await district.submit(publishPurpose, { department: 'data-bureau', document: purpose() }, REGISTRAR_CALL);
  await publishType(district, recordType());
  const document = item();
  const owner = departmentOf(document.code);
  await district.submit(publishItem, { department: owner, document }, { as: owner, role: 'publisher' });
}

/** Publishes a record type and accredits its department without end. */
export async function publishType(district: District, document: ReturnType<typeof recordType>): Promise<void> {
  const owner = departmentOf(document.code);
  await district.submit(publishRecordType, { department: owner, document }, { as: owner, role: 'publisher' });
  const accredited = accreditation({ code: document.code });
  await district.submit(publishAccreditation, { department: 'data-bureau', document: accredited }, REGISTRAR_CALL);
}
