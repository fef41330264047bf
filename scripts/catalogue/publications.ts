// SPDX-License-Identifier: Apache-2.0
import { departmentOf, REGISTRAR } from '../../chaincode/domain/names.js';
import { consentToItem } from '../../chaincode/transactions/consent-to-item.js';
import { publishAccreditation } from '../../chaincode/transactions/publish-accreditation.js';
import { publishCalendar } from '../../chaincode/transactions/publish-calendar.js';
import { publishDepartment } from '../../chaincode/transactions/publish-department.js';
import type { Published } from '../../chaincode/transactions/publish-document.js';
import { publishDuty } from '../../chaincode/transactions/publish-duty.js';
import { publishHall } from '../../chaincode/transactions/publish-hall.js';
import { publishItem } from '../../chaincode/transactions/publish-item.js';
import { publishPurpose } from '../../chaincode/transactions/publish-purpose.js';
import { publishRecordType } from '../../chaincode/transactions/publish-record-type.js';
import { publishTheme } from '../../chaincode/transactions/publish-theme.js';
import type { Committed, Ledger } from '../../gateway/ledger/ledger.js';
import type { CatalogueFiles, ConsentRequest } from './read-catalogue.js';

/** One ordinary transaction by the department that is entitled to it. Answers whether anything was written. */
export type Publication = (ledger: Ledger) => Promise<boolean>;

const department = REGISTRAR;
const byRegistrar = publisher(REGISTRAR);

/**
 * The whole catalogue as transactions, in stages: what a stage names was published by an earlier one. The same
 * document again changes nothing.
 * @param ticketKey of the pseudonym service of this network; it stands in no file.
 */
export function publications(files: CatalogueFiles, ticketKey: string): Publication[][] {
  return [
    files.departments.map((file) => {
      const document = { ...file, ticketKeys: file.bodies.includes('PSEUDONYM_SERVICE') ? [ticketKey] : [] };
      return writes((ledger) => ledger.submit(publishDepartment, { department, document }, byRegistrar));
    }),
    files.purposes.map((document) =>
      writes((ledger) => ledger.submit(publishPurpose, { department, document }, byRegistrar)),
    ),
    files.recordTypes.map((document) => {
      const owner = departmentOf(document.code);
      return writes((ledger) => ledger.submit(publishRecordType, { department: owner, document }, publisher(owner)));
    }),
    [
      ...files.duties.map((document) =>
        writes((ledger) => ledger.submit(publishDuty, { department, document }, byRegistrar)),
      ),
      ...files.accreditations.map((document) =>
        writes((ledger) => ledger.submit(publishAccreditation, { department, document }, byRegistrar)),
      ),
      ...files.calendars.map((document) =>
        writes((ledger) => ledger.submit(publishCalendar, { department, document }, byRegistrar)),
      ),
      ...files.halls.map((document) =>
        writes((ledger) => ledger.submit(publishHall, { department, document }, byRegistrar)),
      ),
    ],
    files.items.map((document) => {
      const owner = departmentOf(document.code);
      return writes((ledger) => ledger.submit(publishItem, { department: owner, document }, publisher(owner)));
    }),
    files.themes.map((document) => {
      const owner = departmentOf(document.code);
      return writes((ledger) => ledger.submit(publishTheme, { department: owner, document }, publisher(owner)));
    }),
  ];
}

/** The consent as the source's own statement. */
export function consentPublication(request: ConsentRequest): Publication {
  return async (ledger) => {
    await ledger.submit(consentToItem, request, publisher(request.department));
    return true;
  };
}

function publisher(code: string) {
  return { caller: { department: code, role: 'publisher' as const }, watch: undefined };
}

function writes(publish: (ledger: Ledger) => Promise<Committed<Published>>): Publication {
  return async (ledger) => {
    const { response } = await publish(ledger);
    return response.status === 'PUBLISHED';
  };
}
