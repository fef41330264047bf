// SPDX-License-Identifier: Apache-2.0
import type { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import { departmentOf } from '../../../chaincode/domain/names.js';
import { publishCalendar } from '../../../chaincode/transactions/publish-calendar.js';
import { publishDuty } from '../../../chaincode/transactions/publish-duty.js';
import { publishHall } from '../../../chaincode/transactions/publish-hall.js';
import { publishItem } from '../../../chaincode/transactions/publish-item.js';
import { publishTheme } from '../../../chaincode/transactions/publish-theme.js';
import { evidenceOf, material, reportItem } from './access.js';
import { calendar } from './application.js';
import { claim, duty, recordType } from './catalogue.js';
import type { District } from './district.js';
import { publishType, REGISTRAR_CALL } from './published.js';

const title = { zh: '名称', en: 'Title' };
export const PERMIT = 'market-supervision.permit';
export const INSTANT = 'market-supervision.instant';
export const FOLLOW_UP = 'civil-affairs.follow-up';
export const THEME = 'market-supervision.opening';
/** Its items do not wait for each other. */
export const PARALLEL = 'market-supervision.parallel';
/** An item that takes longer than calendars are published for. */
export const LONG = 'market-supervision.long';
/** An item whose material is the permit. */
export const USE = 'civil-affairs.uses-permit';
export const PERMIT_RECORD = 'market-supervision.permit-record';
export const FILER = 'human-resources';
export const HALL = 'central-hall';

const MARRIED = material('marriage-proof', [{ evidence: [evidenceOf('claim.married == answer.married')] }], {
  when: 'answer.married == true',
});
const ASKS: NonNullable<ServiceItem['asks']> = [{ code: 'purpose', title, type: 'string', required: true }];

function itemOf(code: string, changes: Partial<ServiceItem> = {}): ServiceItem {
  return reportItem({
    code,
    asks: ASKS,
    requirements: [MARRIED],
    fields: [],
    promisedWorkingDays: 5,
    correctionWorkingDays: 3,
    ...changes,
  });
}

/** Publishes a theme of two items; on what the second one waits. */
async function publishThemeOf(district: District, code: string, dependsOn: string[]): Promise<void> {
  const items = [
    { itemCode: PERMIT, dependsOn: [] },
    { itemCode: FOLLOW_UP, dependsOn },
  ];
  const { scenario } = itemOf(PERMIT);
  const promised = { promisedWorkingDays: 10, baseline: { materials: 2, workingDays: 10 } };
  const document = { v: 1 as const, code, version: 1, title, scenario, items, ...promised, legalReference: title };
  const call = { as: 'market-supervision', role: 'publisher' } as const;
  await district.submit(publishTheme, { department: 'market-supervision', document }, call);
}

/** Publishes what applications need, on top of the small district of accesses: items, themes, calendars, a hall. */
export async function publishForApplications(district: District): Promise<void> {
  const year = new Date().getUTCFullYear();
  for (const one of [year, year + 1]) {
    await district.submit(publishCalendar, { department: 'data-bureau', document: calendar(one) }, REGISTRAR_CALL);
  }
  const openings = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }];
  const hall = { v: 1 as const, code: HALL, version: 1, title, address: title, openings };
  await district.submit(publishHall, { department: 'data-bureau', document: hall }, REGISTRAR_CALL);
  await publishType(
    district,
    recordType({ code: PERMIT_RECORD, claims: [claim('number', { sharing: 'UNCONDITIONAL' })] }),
  );
  for (const document of [
    itemOf(PERMIT, { resultRecordType: PERMIT_RECORD }),
    itemOf(INSTANT, { resultRecordType: PERMIT_RECORD, instant: true }),
    itemOf(FOLLOW_UP),
    itemOf(LONG, { promisedWorkingDays: 365, statutoryWorkingDays: 365 }),
    itemOf(USE, { requirements: [material('permit', [{ evidence: [evidenceOf(undefined, PERMIT_RECORD)] }])] }),
  ]) {
    const department = departmentOf(document.code);
    await district.submit(publishItem, { department, document }, { as: department, role: 'publisher' });
  }
  await publishThemeOf(district, THEME, [PERMIT]);
  await publishThemeOf(district, PARALLEL, []);
  const recordTypes = [{ recordType: PERMIT_RECORD, claims: [] }];
  const reading = duty({ code: 'permit-duty', recordTypes });
  await district.submit(publishDuty, { department: 'data-bureau', document: reading }, REGISTRAR_CALL);
}
