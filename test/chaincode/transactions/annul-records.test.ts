// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { RegisterEntry } from '../../../chaincode/domain/register/register-entry.js';
import { annulRecords } from '../../../chaincode/transactions/annul-records.js';
import { changeRecordStatus } from '../../../chaincode/transactions/change-record-status.js';
import { ATTESTER, attest, sent } from '../support/attesting.js';
import { District, isBorneOut } from '../support/district.js';
import { publishCatalogue } from '../support/published.js';
import { digest } from '../support/register.js';

describe('AnnulRecords', () => {
  let district: District;
  before(async function () {
    this.timeout(20_000);
    district = await District.open();
    await publishCatalogue(district);
  });
  after(() => district.close());

  const annul = (recordIds: readonly string[], changes: object = {}) =>
    district.submit(
      annulRecords,
      {
        department: 'civil-affairs',
        recordIds: [...recordIds],
        reason: 'IMPORT_REVERTED',
        legalAct: digest('act'),
        day: '2024-06-01',
        ...changes,
      },
      ATTESTER,
    );
  const attested = async (subject: string, number: string): Promise<string> => {
    const { response } = await attest(district, sent(subject, number));
    return response.results[0]?.recordId ?? '';
  };

  it('annuls records of several subjects and two of one; what cannot be annulled stops no other', async () => {
    const [li, wang, second] = [await attested('Li', '1'), await attested('Wang', '2'), await attested('Li', '3')];
    const unknown = `${li.slice(0, 5)}${li.charAt(5) === '0' ? '1' : '0'}${li.slice(6)}`;
    const { response, written } = await annul([li, unknown, wang, second, li]);
    expect(response.results).to.deep.equal([
      { index: 0, status: 'ANNULLED' },
      { index: 1, status: 'REFUSED', code: 'RECORD_UNKNOWN' },
      { index: 2, status: 'ANNULLED' },
      { index: 3, status: 'ANNULLED' },
      { index: 4, status: 'REFUSED', code: 'STATUS_CHANGE_NOT_ALLOWED' },
    ]);
    expect(response.statements.map((statement) => isBorneOut(statement, written))).to.deep.equal([true, true]);
    const records = response.statements.flatMap(({ document }) => (document as RegisterEntry).records);
    expect(records.map(({ status, change }) => [status, change?.reason, change?.legalAct])).to.deep.equal(
      Array(3).fill(['ANNULLED', 'IMPORT_REVERTED', digest('act')]),
    );
    expect(written.endorsers.map(({ mspId }) => mspId)).to.deep.equal(['CivilAffairsMSP']);
  });

  it('lets the same row be attested again after its import was reverted', async () => {
    const first = await attested('Zhao', '4');
    await annul([first]);
    const { response } = await attest(district, sent('Zhao', '4'));
    expect(response.results[0]).to.include({ status: 'CREATED' });
    expect(response.results[0]?.recordId).to.not.equal(first);
  });

  it('lifts no suspension: a suspended record is not reverted, and the right row that follows is suspended too', async () => {
    const wrong = await attested('Qian', '6');
    const suspension = {
      status: 'SUSPENDED',
      reason: 'DECISION',
      legalAct: digest('order'),
      day: '2024-06-01',
    } as const;
    const of = { department: 'civil-affairs', recordId: wrong };
    await district.submit(changeRecordStatus, { ...of, ...suspension }, ATTESTER);
    const { response } = await annul([wrong]);
    expect(response.results).to.deep.equal([{ index: 0, status: 'REFUSED', code: 'STATUS_CHANGE_NOT_ALLOWED' }]);
    const right = await attest(district, sent('Qian', '6', { name: '钱' }));
    const entry = right.response.statements[0]?.document as RegisterEntry;
    expect(entry.records.map(({ status }) => status)).to.deep.equal(['SUPERSEDED', 'SUSPENDED']);
    expect(entry.records[1]?.change?.legalAct).to.equal(digest('order'));
  });

  it('annuls nothing before its day', async () => {
    const recordId = await attested('Sun', '5');
    const { response } = await annul([recordId], { day: '2999-01-01' });
    expect(response.results).to.deep.equal([{ index: 0, status: 'REFUSED', code: 'STATUS_CHANGE_NOT_ALLOWED' }]);
    expect(response.statements).to.deep.equal([]);
  });
});
