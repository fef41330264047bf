// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { RegisterEntry } from '../../../chaincode/domain/register/register-entry.js';
import { changeRecordStatus } from '../../../chaincode/transactions/change-record-status.js';
import { ATTESTER, attest, sent } from '../support/attesting.js';
import { District, isBorneOut } from '../support/district.js';
import { publishCatalogue } from '../support/published.js';
import { digest } from '../support/register.js';

describe('ChangeRecordStatus', () => {
  let district: District;
  before(async function () {
    this.timeout(20_000);
    district = await District.open();
    await publishCatalogue(district);
  });
  after(() => district.close());

  const change = (recordId: string, changes: object) =>
    district.submit(
      changeRecordStatus,
      { department: 'civil-affairs', recordId, status: 'SUSPENDED', reason: 'DECISION', day: '2024-06-01', ...changes },
      ATTESTER,
    );
  const attested = async (subject: string, number: string): Promise<string> => {
    const { response } = await attest(district, sent(subject, number));
    return response.results[0]?.recordId ?? '';
  };

  it('states the new status with its reason and legal act, found by the record id alone', async () => {
    const recordId = await attested('Li', '1');
    const legalAct = digest('decision');
    const { response, written } = await change(recordId, { legalAct });
    expect(response).to.include({ recordId, status: 'SUSPENDED' });
    expect(response.statements.map((statement) => isBorneOut(statement, written))).to.deep.equal([true]);
    const [record] = (response.statements[0]?.document as RegisterEntry).records;
    expect(record).to.include({ status: 'SUSPENDED' });
    expect(record?.change).to.include({ reason: 'DECISION', day: '2024-06-01', legalAct, at: written.timestamp });
    expect(written.endorsers.map(({ mspId }) => mspId)).to.deep.equal(['CivilAffairsMSP']);
  });

  it('restores a suspended record and then ends it', async () => {
    const recordId = await attested('Wang', '2');
    await change(recordId, {});
    expect((await change(recordId, { status: 'VALID' })).response.status).to.equal('VALID');
    expect((await change(recordId, { status: 'REVOKED', reason: 'FRAUD' })).response.status).to.equal('REVOKED');
  });

  it('replaces one record by another of the same subject', async () => {
    const [first, second] = [await attested('Zhao', '3'), await attested('Zhao', '4')];
    const { response } = await change(first, { status: 'SUPERSEDED', reason: 'CORRECTION', successor: second });
    const { records } = response.statements[0]?.document as RegisterEntry;
    expect(records.map(({ predecessor }) => predecessor)).to.deep.equal([undefined, first]);
    expect(records[0]?.change?.successor).to.equal(second);
  });
});
