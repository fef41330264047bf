// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { attestRecords } from '../../../chaincode/transactions/attest-records.js';
import { changeRecordStatus } from '../../../chaincode/transactions/change-record-status.js';
import { compareRecords } from '../../../chaincode/transactions/compare-records.js';
import { consentToItem } from '../../../chaincode/transactions/consent-to-item.js';
import { publishAccreditation } from '../../../chaincode/transactions/publish-accreditation.js';
import { publishDepartment } from '../../../chaincode/transactions/publish-department.js';
import { publishItem } from '../../../chaincode/transactions/publish-item.js';
import { publishPurpose } from '../../../chaincode/transactions/publish-purpose.js';
import { publishRecordType } from '../../../chaincode/transactions/publish-record-type.js';
import { withdrawConsent } from '../../../chaincode/transactions/withdraw-consent.js';
import { attestation, sent } from '../support/attesting.js';
import { accreditation, department, item, purpose, recordType } from '../support/catalogue.js';
import { MemoryLedger } from '../support/memory-ledger.js';

const LAST = '2024-06-01T00:00:00.000Z';
const EARLIER = '2024-05-31T23:59:59.999Z';
const attester = { as: 'civil-affairs', role: 'attester' } as const;
const publisher = { as: 'civil-affairs', role: 'publisher' } as const;
const registrar = { as: 'data-bureau', role: 'publisher' } as const;
const named = { department: 'civil-affairs', itemCode: 'human-resources.graduate-report', itemVersion: 1 };
const consent = {
  ...named,
  recordTypes: [{ recordType: 'civil-affairs.marriage', claims: ['name'] }],
  purposes: ['talent-service'],
  until: null,
};
const sending = (number: string) => {
  const { request, transient } = attestation([sent('Li', number)]);
  return { request, call: { ...attester, transient: { records: JSON.stringify(transient.records) } } };
};

describe('TIME_WENT_BACK', () => {
  let ledger: MemoryLedger;
  let recordId: string;
  before(async () => {
    ledger = new MemoryLedger();
    const publish = (document: object, by: { readonly as: string }) => ({ department: by.as, document });
    for (const code of ['human-resources', 'civil-affairs']) {
      await ledger.run(publishDepartment, publish(department(code), registrar), registrar);
    }
    await ledger.run(publishPurpose, publish(purpose(), registrar), registrar);
    await ledger.run(publishRecordType, publish(recordType(), publisher), publisher);
    await ledger.run(publishAccreditation, publish(accreditation(), registrar), registrar);
    const owner = { as: 'human-resources', role: 'publisher' } as const;
    await ledger.run(publishItem, publish(item(), owner), owner);
    await ledger.run(consentToItem, consent, { ...publisher, at: LAST });
    const { request, call } = sending('1');
    const response = await ledger.run(attestRecords, request, { ...call, at: LAST });
    recordId = (response as { results: { recordId: string }[] }).results[0]?.recordId ?? '';
  });

  const codeOf = (run: Promise<unknown>): Promise<unknown> =>
    run.then(
      (response) => (response as { results?: { code?: string }[] }).results?.[0]?.code,
      (error: unknown) => (error as { code?: unknown }).code,
    );

  for (const [name, run] of [
    ['AttestRecords', (at: string) => ledger.run(attestRecords, sending('2').request, { ...sending('2').call, at })],
    ['CompareRecords', (at: string) => ledger.run(compareRecords, sending('3').request, { ...sending('3').call, at })],
    ['ConsentToItem', (at: string) => ledger.run(consentToItem, consent, { ...publisher, at })],
    ['WithdrawConsent', (at: string) => ledger.run(withdrawConsent, named, { ...publisher, at })],
    [
      'ChangeRecordStatus',
      (at: string) => {
        const change = {
          department: 'civil-affairs',
          recordId,
          status: 'SUSPENDED',
          reason: 'DECISION',
          day: '2024-05-01',
        };
        return ledger.run(changeRecordStatus, change, { ...attester, at });
      },
    ],
  ] as const) {
    it(`refuses ${name} one millisecond before what it changes, and not at the same instant`, async () => {
      expect(await codeOf(run(EARLIER))).to.equal('TIME_WENT_BACK');
      expect(await codeOf(run(LAST))).to.equal(undefined);
    });
  }
});
