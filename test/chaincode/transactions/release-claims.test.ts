// SPDX-License-Identifier: Apache-2.0
import { createDecipheriv } from 'node:crypto';
import { expect } from 'chai';
import type { Conclusion } from '../../../chaincode/domain/access/access.js';
import { nodeCrypto } from '../../../chaincode/fabric/node-crypto.js';
import { commitmentTo } from '../../../chaincode/wire/commitment.js';
import type { ReleasedClaims } from '../../../chaincode/transactions/release-claims.js';
import { ticketId } from '../support/access.js';
import { AccessDistrict, KEY, partOf, requestOf } from '../support/access-district.js';
import { attest, sent } from '../support/attesting.js';
import { expectRefused } from '../support/expect-refused.js';
import type { RegisterEntry } from '../../../chaincode/domain/register/register-entry.js';

const FIELDS = { disclose: 'fields' as const, fields: ['fullName', 'marriedSince'] };

function unseal(sealed: string): ReleasedClaims {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(KEY, 'base64url'), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(-16));
  return JSON.parse(
    Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString(),
  ) as ReleasedClaims;
}

describe('ReleaseClaims', () => {
  let world: AccessDistrict;
  before(async function () {
    this.timeout(30_000);
    world = await AccessDistrict.open();
    await world.consent(['name']);
  });
  after(() => world.close());

  const concluded = async (name: string, request: object = FIELDS, subject = 'Li') => {
    const one = { name, request, subject };
    const { response } = await world.conclude([partOf(await world.openedFor(one), one)]);
    return response.statements[0]?.document as Conclusion;
  };

  it('opens exactly the claims that the item declares and the source consented to, and they match the commitments', async () => {
    const said = await attest(world.district, sent('Chen', 'c1', { name: '陈', married: true, since: '2021-01-01' }));
    const [record] = (said.response.statements[0]?.document as RegisterEntry).records;
    const { granted } = await concluded('both', FIELDS, 'Chen');
    expect(granted.map(({ claims }) => claims)).to.deep.equal([['name']]);
    const { accessId, sealed } = await world.release(ticketId('both'));
    expect(accessId).to.equal(ticketId('both'));
    const { openings } = unseal(sealed);
    expect(openings.map(({ claim, value, recordId }) => ({ claim, value, recordId }))).to.deep.equal([
      { claim: 'name', value: '陈', recordId: record?.recordId },
    ]);
    for (const { claim: name, salt, value } of openings) {
      expect(commitmentTo({ salt, name, value }, nodeCrypto.sha256)).to.equal(record?.commitments[name]);
    }
  });

  it('seals: without the key the answer shows nothing', async () => {
    await concluded('sealed');
    const { sealed } = await world.release(ticketId('sealed'));
    expect(Buffer.from(sealed, 'base64url').includes('CANARY')).to.equal(false);
    expect(unseal(sealed).openings[0]?.value).to.equal('CANARY-李');
  });

  it('says nothing before the access is on the ledger, and nothing before it is concluded', async () => {
    await expectRefused(world.release(ticketId('nowhere')), 'ACCESS_UNKNOWN');
    await world.openedFor({ name: 'early', request: FIELDS });
    await expectRefused(world.release(ticketId('early')), 'ACCESS_NOT_CONCLUDED');
  });

  it('releases no value where verdicts were asked, nor one that was not granted', async () => {
    await concluded('verdicts', {});
    await expectRefused(world.release(ticketId('verdicts')), 'VALUES_NOT_GRANTED');
    expect((await concluded('ungranted', { ...FIELDS, fields: ['marriedSince'] })).granted).to.deep.equal([]);
    await expectRefused(world.release(ticketId('ungranted')), 'VALUES_NOT_GRANTED');
  });

  it('releases nothing of an access that was refused', async () => {
    await world.opening([requestOf({ name: 'refused', request: { ...FIELDS, purposeCode: 'foreign-purpose' } })]);
    await expectRefused(world.release(ticketId('refused')), 'ACCESS_REFUSED');
  });

  it('answers the reader and nobody else', async () => {
    await concluded('mine');
    for (const as of ['market-supervision', 'data-bureau', 'civil-affairs']) {
      await expectRefused(world.release(ticketId('mine'), { as, role: 'officer' }), 'DEPARTMENT_NOT_ENTITLED');
    }
    for (const role of ['attester', 'auditor', 'operator', 'publisher', undefined] as const) {
      await expectRefused(world.release(ticketId('mine'), { role }), 'ROLE_NOT_ENTITLED');
    }
  });

  it('needs a key of 32 bytes', async () => {
    await concluded('keyless');
    const keys = [{}, { key: 'short' }, { key: `${'A'.repeat(42)}B` }];
    for (const transient of keys) {
      await expectRefused(world.release(ticketId('keyless'), { transient }), 'TRANSIENT_MISSING');
    }
  });

  it('puts nothing readable into a block when it is submitted by mistake', async () => {
    await concluded('mistake');
    const caller = await world.district.network.enrol('HumanResourcesMSP', 'intake', { 'onedoor.role': 'intake' });
    const args = [JSON.stringify({ department: 'civil-affairs', accessId: ticketId('mistake') })];
    const transient = { key: Buffer.from(JSON.stringify(KEY)) };
    const proposal = {
      chaincode: 'onedoor',
      transaction: 'onedoor:ReleaseClaims',
      args,
      transient,
      endorsers: ['CivilAffairsMSP'],
    };
    const endorsed = await world.district.network.endorse(caller, proposal);
    const { blockNumber } = await world.district.network.order(endorsed);
    const block = Buffer.from((await world.district.network.block(blockNumber)).bytes);
    expect(block.includes(Buffer.from(endorsed.payload))).to.equal(true);
    for (const text of ['CANARY', KEY, Buffer.from('CANARY').toString('base64url')])
      expect(block.includes(text)).to.equal(false);
  });
});
