// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { addMinutes } from '../../../chaincode/domain/time.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import { AccessDistrict, diaryOf, partOf, requestOf } from '../../chaincode/support/access-district.js';
import { collude } from '../../chaincode/support/colluding-contract.js';
import { documents, falsified } from '../../chaincode/support/false-access.js';
import { auditBlocks, blocksOf } from './audited-blocks.js';

const COALITION = ['human-resources', 'data-bureau'];

describe('the audit of what departments did that lie together', () => {
  let world: AccessDistrict;
  before(async function () {
    this.timeout(60_000);
    world = await AccessDistrict.open();
    await world.consent(['name']);
  });
  after(() => world.close());

  /** Codes of what is found in these transactions. */
  async function named(...transactions: { readonly transactionId: string }[]): Promise<string[][]> {
    const findings = await auditBlocks(await blocksOf(world.district.network));
    // What is falsified here says a time of its own besides; that is named as well, and not what these tests are about.
    const others = findings.filter(({ code }) => code !== 'DOCUMENT_TIME');
    return transactions.map(({ transactionId }) =>
      others.filter((finding) => finding.transactionId === transactionId).map(({ code }) => code),
    );
  }

  it('finds nothing where nobody lied, in a diary of two readings, one after the other and refused ones too', async () => {
    const first = await world.openedFor({ name: 'first', subject: 'Li' });
    await world.openedFor({ name: 'second', subject: 'Li' });
    await world.opening([requestOf({ name: 'refused', subject: 'Li', request: { purposeCode: 'foreign-purpose' } })]);
    await world.conclude([partOf(first, { subject: 'Li' })]);
    expect(await auditBlocks(await blocksOf(world.district.network))).to.deep.equal([]);
  });

  it('names a diary that was grown by an access which was stamped in a later transaction, and the answer to it', async () => {
    const { access, head } = falsified({ name: 'late', subject: 'Zhao' });
    const grown = await collude(world.district, COALITION, documents(access, [], head));
    const stamp = [{ key: stateKeys.access(access.accessId), document: access, department: 'human-resources' }];
    const stamped = await collude(world.district, ['human-resources'], stamp);
    const { transactionId, response } = await world.conclude([partOf(access.request, { subject: 'Zhao' })]);
    expect(response.results[0]?.status).to.equal('CONCLUDED'); // the source cannot see it; the audit can
    expect(await named(grown, stamped, { transactionId })).to.deep.equal([
      ['DIARY_HEAD_ALONE', 'NOT_STAMPED'],
      ['STAMPED_LATER'],
      ['NOT_ASKED'],
    ]);
  });

  it('names a diary whose head was pushed ahead, in time or in number', async () => {
    const { access, head } = falsified({ name: 'pushed', subject: 'Qian' });
    const inAYear = { ...head, at: addMinutes(head.at, 525_600) };
    const pushed = await collude(world.district, COALITION, documents(access, ['human-resources'], inAYear));
    const key = stateKeys.diary(diaryOf('Sun'));
    const alone = await collude(world.district, COALITION, [{ key, document: { ...head, n: 900_000 } }]);
    expect(await named(pushed, alone)).to.deep.equal([['DIARY_HEAD_PUSHED'], ['DIARY_HEAD_ALONE']]);
  });

  it('names a head that was taken back, and a row that names an old place', async () => {
    const { access, head } = falsified({ name: 'one', subject: 'Zhou' });
    await collude(world.district, COALITION, documents(access, ['human-resources'], head));
    const second = await world.opening([requestOf({ name: 'two', subject: 'Zhou' })]);
    const key = stateKeys.diary(diaryOf('Zhou'));
    const back = await collude(world.district, COALITION, [{ key, document: head }]);
    const old = falsified({ name: 'old', subject: 'Li' });
    const misplaced = await collude(world.district, COALITION, documents(old.access, ['human-resources']));
    expect(await named(second, back, misplaced)).to.deep.equal([
      [],
      ['DIARY_HEAD_ALONE', 'HEAD_WENT_BACK'],
      ['DIARY_ROW_MISPLACED', 'DIARY_ROW_ALONE'],
    ]);
  });

  it('names a plan, an end and a ticket that no rule gives', async () => {
    const lies = [
      falsified({ name: 'greedy', subject: 'Wu' }, { plan: [] }),
      falsified({ name: 'long', subject: 'Zheng' }, { expiresAt: addMinutes(new Date().toISOString(), 525_600) }),
      falsified({ name: 'stale', subject: 'Feng', core: { expiresAt: '2026-01-01T00:00:00.000Z' } }),
    ];
    const done = [];
    for (const { access, head } of lies) {
      done.push(await collude(world.district, COALITION, documents(access, ['human-resources'], head)));
    }
    expect(await named(...done)).to.deep.equal([['DECISION_DIFFERS'], ['DECISION_DIFFERS'], ['TICKET_NOT_GOOD']]);
  });

  it('names a hash that belongs to nothing on the ledger', async () => {
    const forgery = { key: 'z/anything', document: { v: 1 }, department: 'human-resources' };
    expect(await named(await collude(world.district, ['human-resources'], [forgery]))).to.deep.equal([
      ['HASH_UNEXPLAINED'],
    ]);
  });
});
