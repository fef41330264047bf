// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { isRecordId } from '../../../chaincode/domain/register/record-id.js';
import type { RegisterEntry } from '../../../chaincode/domain/register/register-entry.js';
import { attestRecords } from '../../../chaincode/transactions/attest-records.js';
import { compareRecords } from '../../../chaincode/transactions/compare-records.js';
import { nodeCrypto } from '../../../chaincode/fabric/node-crypto.js';
import { commitmentTo } from '../../../chaincode/wire/commitment.js';
import { ATTESTER, attest, attestation, sent } from '../support/attesting.js';
import { District, isBorneOut } from '../support/district.js';
import { publishCatalogue } from '../support/published.js';
import { digest } from '../support/register.js';

describe('AttestRecords', () => {
  let district: District;
  before(async function () {
    this.timeout(20_000);
    district = await District.open();
    await publishCatalogue(district);
  });
  after(() => district.close());

  it('states what the department holds, by its peer alone and without a value', async () => {
    const one = sent('Li', '1', { name: 'CANARY-李', married: true });
    const { response, written } = await attest(district, one);
    const [result] = response.results;
    expect(result).to.include({ index: 0, status: 'CREATED' });
    expect(isRecordId(result?.recordId ?? '')).to.equal(true);
    expect(response.statements).to.have.length(1);
    expect(response.statements.every((statement) => isBorneOut(statement, written))).to.equal(true);
    expect(written.endorsers.map(({ mspId }) => mspId)).to.deep.equal(['CivilAffairsMSP']);
    expect(written.writes).to.deep.equal([]);
    expect(written.hashedWrites).to.have.length(2);
    const onChain = JSON.stringify([response, written.args.map((arg) => Buffer.from(arg).toString())]);
    expect(onChain)
      .not.to.match(/CANARY/u)
      .and.not.to.include(one.off.register);
  });

  it('commits to every claim with its salt', async () => {
    const one = sent('Li', '2', { name: '李', married: true });
    const { response } = await attest(district, one);
    const entry = response.statements[0]?.document as RegisterEntry;
    const record = entry.records.find(({ recordId }) => recordId === response.results[0]?.recordId);
    const expected = Object.entries(one.off.claims).map(([name, value]) => [
      name,
      commitmentTo({ salt: one.off.salts[name] ?? '', name, value }, nodeCrypto.sha256),
    ]);
    expect(record?.commitments).to.deep.equal(Object.fromEntries(expected));
  });

  it('changes nothing for the same row, and links what replaces a changed one', async () => {
    const first = await attest(district, sent('Wang', '3'));
    const again = await attest(district, sent('Wang', '3'));
    const recordId = first.response.results[0]?.recordId;
    expect(again.response).to.deep.equal({ results: [{ index: 0, status: 'UNCHANGED', recordId }], statements: [] });
    const mark = again.written.hashedWrites.map(({ keyHash }) => Buffer.from(keyHash).toString('base64url'));
    expect(mark).to.deep.equal([digest('n')]);
    const changed = await attest(district, sent('Wang', '3', { name: '王' }));
    expect(changed.response.results[0]).to.include({ status: 'SUPERSEDED' });
    const { records } = changed.response.statements[0]?.document as RegisterEntry;
    expect(records.map(({ status }) => status)).to.deep.equal(['SUPERSEDED', 'VALID']);
    expect(records[1]?.predecessor).to.equal(recordId);
  });

  it('refuses one element and lets the others stand', async () => {
    const { response, written } = await attest(
      district,
      sent('Zhao', '4'),
      sent('Qian', '5', { name: 1 }),
      sent('Sun', '6', { name: '孙' }, { until: '2023-12-31' }),
      sent('Zhou', '7', { name: '周', 张三: 'x' }),
      sent('Wu', '8'),
    );
    const [, ...rest] = response.results;
    expect(rest.slice(0, 3)).to.deep.equal([
      { index: 1, status: 'REFUSED', code: 'CLAIMS_INVALID', pointer: '/records/1/claims/name' },
      { index: 2, status: 'REFUSED', code: 'VALIDITY_INVALID', pointer: '/records/2/until' },
      { index: 3, status: 'REFUSED', code: 'CLAIMS_INVALID', pointer: '/records/3/claims' },
    ]);
    expect(response.results.filter(({ status }) => status === 'CREATED').map(({ index }) => index)).to.deep.equal([
      0, 4,
    ]);
    expect(response.statements).to.have.length(2);
    expect(written.hashedWrites).to.have.length(4);
  });

  it('lets elements about one subject see those before them, and states the entry once', async () => {
    const { response, written } = await attest(district, sent('Zheng', '9'), sent('Zheng', '10'), sent('Zheng', '9'));
    expect(response.results.map(({ status }) => status)).to.deep.equal(['CREATED', 'CREATED', 'UNCHANGED']);
    expect(response.statements).to.have.length(1);
    expect((response.statements[0]?.document as RegisterEntry).records).to.have.length(2);
    expect(response.statements.every((statement) => isBorneOut(statement, written))).to.equal(true);
  });

  it('cannot be stated by another department in its name', async () => {
    const { request, transient } = attestation([sent('Feng', '11')]);
    for (const endorsers of [['human-resources'], ['human-resources', 'data-bureau']]) {
      const failure: unknown = await district
        .submit(attestRecords, request, { ...ATTESTER, transient, endorsers })
        .catch((error: unknown) => error);
      const isolated = JSON.stringify(failure instanceof Error ? failure.message : failure);
      expect(isolated).to.match(/private data|ENDORSEMENT_POLICY_FAILURE/u);
    }
  });

  it('takes five hundred records in one transaction', async () => {
    const records = Array.from({ length: 500 }, (_, index) => sent(`person ${index}`, `many ${index}`));
    const { response } = await attest(district, ...records);
    expect(response.results.every(({ status }) => status === 'CREATED')).to.equal(true);
    expect(new Set(response.results.map(({ recordId }) => recordId)).size).to.equal(500);
  }).timeout(20_000);

  it('compares records without writing them', async () => {
    await attest(district, sent('Chen', '12'));
    const { request, transient } = attestation([
      sent('Chen', '12'),
      sent('Chen', '12', { name: '陈' }),
      sent('Chu', '13'),
      sent('Wei', '14', {}),
    ]);
    const ask = () => district.evaluate(compareRecords, request, { ...ATTESTER, transient });
    const { results } = await ask();
    expect(results.map(({ status }) => status)).to.deep.equal(['UNCHANGED', 'SUPERSEDED', 'CREATED', 'REFUSED']);
    expect(results.map(({ recordId }) => recordId !== undefined)).to.deep.equal([true, false, false, false]);
    expect(await ask()).to.deep.equal({ results });
  });

  it('keeps the source digests of two subjects apart', async () => {
    const { response } = await attest(district, sent('Jiang', '15'), sent('Shen', '15'));
    expect(response.results.map(({ status }) => status)).to.deep.equal(['CREATED', 'CREATED']);
    expect(response.statements.map(({ keyHash }) => keyHash)).to.deep.equal(
      ['Jiang', 'Shen'].map((who) => digest(`r/civil-affairs.marriage/${digest(`pseudonym of ${who}`)}`)),
    );
  });
});
