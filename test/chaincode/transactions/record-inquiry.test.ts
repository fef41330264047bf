// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { recordInquiry, type RecordInquiryRequest } from '../../../chaincode/transactions/record-inquiry.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import { AccessDistrict, diaryOf } from '../support/access-district.js';
import { District } from '../support/district.js';
import { expectRefused } from '../support/expect-refused.js';
import { digest, recordId } from '../support/register.js';

const AUDITOR = { as: 'data-bureau', role: 'auditor' } as const;
const inquiry = (changes: Partial<RecordInquiryRequest> = {}): RecordInquiryRequest => ({
  department: 'data-bureau',
  officer: 'auditor-1',
  about: { kind: 'DIARY', diary: diaryOf('Li') },
  reason: 'COMPLAINT',
  caseRef: digest('case of the auditor'),
  ...changes,
});

describe('RecordInquiry', () => {
  let world: AccessDistrict;
  before(async function () {
    this.timeout(30_000);
    world = await AccessDistrict.open();
  });
  after(() => world.close());

  it('puts the question on the ledger, stamped by the auditor, under the id of the transaction', async () => {
    for (const about of [inquiry().about, { kind: 'PROVENANCE' as const, recordId: recordId('a') }]) {
      const { response, transactionId, written } = await world.district.submit(
        recordInquiry,
        inquiry({ about }),
        AUDITOR,
      );
      expect(response).to.include({ inquiryId: transactionId });
      const [write] = written.writes;
      expect(write?.key).to.equal(stateKeys.inquiry(transactionId));
      const document: unknown = JSON.parse(Buffer.from(write?.value ?? []).toString());
      expect(document).to.deep.equal({ v: 1, inquiryId: transactionId, at: response.at, ...inquiry({ about }) });
      expect(written.hashedWrites.map(({ collection }) => collection)).to.deep.equal(['_implicit_org_DataBureauMSP']);
      expect(written.endorsers.map(({ mspId }) => mspId)).to.have.members(['DataBureauMSP', 'CivilAffairsMSP']);
    }
  });

  it('refuses departments that are no auditors, other roles, other names and other shapes', async () => {
    const ask = (request: object, call: object = {}) =>
      world.district.ask(recordInquiry.name, JSON.stringify(request), { ...AUDITOR, ...call });
    await expectRefused(
      ask(inquiry({ department: 'human-resources' }), { as: 'human-resources' }),
      'DEPARTMENT_NOT_ENTITLED',
      '/department',
    );
    await expectRefused(ask(inquiry({ department: 'human-resources' })), 'DEPARTMENT_NOT_ENTITLED', '/department');
    for (const role of ['intake', 'officer', 'attester', 'operator', 'publisher', undefined] as const) {
      await expectRefused(ask(inquiry(), { role }), 'ROLE_NOT_ENTITLED');
    }
    await expectRefused(ask({ ...inquiry(), reason: 'CURIOSITY' }), 'REQUEST_MALFORMED');
    await expectRefused(ask({ ...inquiry(), note: 'free text' }), 'REQUEST_MALFORMED');
  });

  it('refuses a department that is not on the register', async () => {
    const empty = await District.open();
    try {
      await expectRefused(
        empty.ask(recordInquiry.name, JSON.stringify(inquiry()), AUDITOR),
        'DEPARTMENT_UNKNOWN',
        '/department',
      );
    } finally {
      await empty.close();
    }
  });
});
