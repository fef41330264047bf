// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { Task } from '../../../chaincode/domain/application/application.js';
import { changeRecordStatus } from '../../../chaincode/transactions/change-record-status.js';
import { issueInstantly } from '../../../chaincode/transactions/issue-instantly.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import { INSTANT, PERMIT } from '../support/application-catalogue.js';
import { ApplicationDistrict, MARKET_OFFICER } from '../support/application-district.js';
import { attest, sent } from '../support/attesting.js';
import { collude } from '../support/colluding-contract.js';
import { digest, recordId as someRecordId } from '../support/register.js';

const FALL = { status: 'ANNULLED', reason: 'FRAUD', day: '2024-06-01' } as const;

let district: ApplicationDistrict;

/** Lets a record of a department fall, or only endorses that. */
const fall = (department: string, recordId: string, changes: object = {}) =>
  district.world.district.submit(
    changeRecordStatus,
    { department, recordId, ...FALL, ...changes },
    { as: department, role: 'attester' },
  );

describe('a result', () => {
  before(async function () {
    this.timeout(60_000);
    district = await ApplicationDistrict.open();
  });
  after(() => district.close());

  const approved = async () => {
    const filed = await district.filed();
    await district.tasks(filed.applicationId, ['ACCEPT', 'START_REVIEW', 'APPROVE']);
    return filed;
  };
  const deposited = async (
    applicationId: string,
    subject: string,
    changes: Readonly<Record<string, unknown>> = {},
    itemCode = PERMIT,
  ) => (await district.result(applicationId, itemCode, subject, changes)).response.results[0];

  it('is as if it were not there until its task, issued, names it', async () => {
    const { applicationId, subject } = await approved();
    const done = await deposited(applicationId, subject);
    expect(done?.status).to.equal('CREATED');
    expect(await district.verdictOnPermit(subject, `${subject} before`)).to.equal('NOT_FOUND');
    await district.task(applicationId, 'ISSUE', { recordId: done?.recordId });
    expect(await district.verdictOnPermit(subject, `${subject} after`)).to.equal('VERIFIED');
    const { filing, history } = await district.papers(applicationId);
    const issued = history.steps.at(-1)?.move;
    expect(issued?.move === 'ISSUE' && issued.result).to.deep.equal({
      recordId: done?.recordId,
      derivedFrom: [filing.items[0]?.accessId],
    });
  });

  it('is deposited for what is approved, of the type that the item results in, and once', async () => {
    const { applicationId, subject } = await district.filed();
    expect((await deposited(applicationId, subject))?.code).to.equal('MOVE_NOT_ALLOWED');
    await district.tasks(applicationId, ['ACCEPT', 'START_REVIEW', 'APPROVE']);
    const type = { recordType: 'human-resources.diploma' };
    expect((await deposited(applicationId, subject, type))?.code).to.equal('RESULT_FOREIGN');
    const first = await deposited(applicationId, subject);
    expect(await deposited(applicationId, subject)).to.deep.include({ status: 'UNCHANGED', recordId: first?.recordId });
    const mended = await deposited(applicationId, subject, { content: digest('mended') });
    expect(mended?.status).to.equal('SUPERSEDED');
    expect(await district.task(applicationId, 'ISSUE', { recordId: first?.recordId })).to.include({
      code: 'RESULT_MISSING',
    });
    expect(await district.task(applicationId, 'ISSUE', { recordId: mended?.recordId })).to.include({ status: 'MOVED' });
    expect((await deposited(applicationId, subject, { content: digest('too late') }))?.code).to.equal(
      'MOVE_NOT_ALLOWED',
    );
  });

  it('is not issued without approval, without a deposit, with that of another task, nor once it fell', async () => {
    const [one, other] = [await approved(), await approved()];
    expect(await district.task(one.applicationId, 'ISSUE')).to.include({ code: 'RESULT_MISSING' });
    expect(await district.task(one.applicationId, 'ISSUE', { recordId: someRecordId('none') })).to.include({
      code: 'RESULT_MISSING',
    });
    const foreign = await deposited(other.applicationId, other.subject);
    expect(await district.task(one.applicationId, 'ISSUE', { recordId: foreign?.recordId })).to.include({
      code: 'RESULT_MISSING',
    });
    const own = await deposited(one.applicationId, one.subject);
    await fall('market-supervision', own?.recordId ?? '');
    expect(await district.task(one.applicationId, 'ISSUE', { recordId: own?.recordId })).to.include({
      code: 'RESULT_MISSING',
    });
  });

  it('takes the place of no record that stands: a renewal that is never issued leaves the old one', async () => {
    const first = await approved();
    const done = await deposited(first.applicationId, first.subject);
    await district.task(first.applicationId, 'ISSUE', { recordId: done?.recordId });
    const next = await approved();
    const same = { source: digest(`source permit ${first.applicationId}`), content: digest('renewed') };
    expect((await deposited(next.applicationId, first.subject, same))?.code).to.equal('STATUS_CHANGE_NOT_ALLOWED');
    expect(await district.verdictOnPermit(first.subject, `${first.subject} renewed`)).to.equal('VERIFIED');
  });

  it('stays unknown if its department, with another, writes a task that was never approved', async () => {
    const { applicationId, subject } = await approved();
    const done = await deposited(applicationId, subject);
    const { task } = await district.papers(applicationId);
    const [accepted] = (task as Task).moves;
    const { officer, at, seen } = accepted as Task['moves'][number];
    const result = { recordId: done?.recordId, derivedFrom: [] };
    const issued = { move: 'ISSUE', reason: 'APPROVED', officer, at, seen, result };
    const document = { ...task, moves: [accepted, issued] };
    const key = stateKeys.task(applicationId, PERMIT);
    const forged = [
      { key, document },
      { key, document, department: 'market-supervision' },
    ];
    await collude(district.world.district, ['market-supervision', 'data-bureau'], forged);
    expect(await district.verdictOnPermit(subject, `${subject} forged`)).to.equal('NOT_FOUND');
    expect(await district.task(applicationId, 'CLOSE')).to.include({ code: 'APPLICATION_CONTRADICTED' });
  });

  describe('of an instant item', () => {
    const ready = async () => {
      const filed = await district.filed([INSTANT]);
      const done = await deposited(filed.applicationId, filed.subject, {}, INSTANT);
      return { ...filed, recordId: done?.recordId ?? '' };
    };
    const sourceOf = ({ conclusions }: Awaited<ReturnType<typeof ready>>) =>
      conclusions[0]?.verdicts[0]?.recordId ?? '';

    it('is issued in one move, and counts from then on', async () => {
      const { applicationId, conclusions, recordId, subject } = await ready();
      expect(await district.instantly(applicationId, conclusions, recordId)).to.deep.include({
        status: 'MOVED',
        tasks: [{ itemCode: INSTANT, state: 'ISSUED' }],
      });
      expect(await district.verdictOnPermit(subject, `${subject} instant`)).to.equal('VERIFIED');
      expect(await district.instantly(applicationId, conclusions, recordId)).to.include({ code: 'MOVE_NOT_ALLOWED' });
    });

    it('is not issued for conclusions that are not shown, or are not those that the source stated', async () => {
      const { applicationId, conclusions, recordId } = await ready();
      expect(await district.instantly(applicationId, [], recordId)).to.include({ code: 'RULES_NOT_HELD' });
      const forged = conclusions.map((one) => ({ ...one, at: '2020-01-01T00:00:00.000Z' }));
      expect(await district.instantly(applicationId, forged, recordId)).to.include({ code: 'RULES_NOT_HELD' });
      expect(await district.instantly(applicationId, conclusions)).to.include({ code: 'RESULT_MISSING' });
    });

    it('is not issued once a record that it rests on has fallen', async () => {
      const filed = await ready();
      await fall('civil-affairs', sourceOf(filed));
      const { applicationId, conclusions, recordId } = filed;
      expect(await district.instantly(applicationId, conclusions, recordId)).to.include({ code: 'RULES_NOT_HELD' });
    });

    it('is not issued on a record that its source replaced since, by an import too', async () => {
      const { applicationId, conclusions, recordId, subject } = await ready();
      await attest(district.world.district, sent(subject, subject, { name: 'another', married: true }));
      expect(await district.instantly(applicationId, conclusions, recordId)).to.include({ code: 'RULES_NOT_HELD' });
    });

    it('is issued on a record that was suspended and is valid again', async () => {
      const filed = await ready();
      await fall('civil-affairs', sourceOf(filed), { status: 'SUSPENDED', reason: 'DECISION' });
      const { applicationId, conclusions, recordId } = filed;
      expect(await district.instantly(applicationId, conclusions, recordId)).to.include({ code: 'RULES_NOT_HELD' });
      await fall('civil-affairs', sourceOf(filed), { status: 'VALID', reason: 'DECISION' });
      expect(await district.instantly(applicationId, conclusions, recordId)).to.include({ status: 'MOVED' });
    });

    it('is refused at commit if the record falls between endorsement and block', async () => {
      const filed = await ready();
      const { applicationId, conclusions, recordId } = filed;
      const { network } = district.world.district;
      const request = district.instantRequest(applicationId, conclusions, recordId);
      const endorsed = await district.world.district.endorse(issueInstantly, request, MARKET_OFFICER);
      expect(Buffer.from(endorsed.payload).toString()).to.contain('ISSUED');
      await fall('civil-affairs', sourceOf(filed));
      expect((await network.order(endorsed)).validationCode).to.equal('MVCC_READ_CONFLICT');
      expect((await district.papers(applicationId, INSTANT)).history.state).to.equal('SUBMITTED');
    });

    it('is not issued on a record in whose place the applicant was asked for an upload', async () => {
      const { applicationId, conclusions, recordId } = await ready();
      const notice = { materials: ['marriage-proof'], fields: [], reason: 'MATERIAL_INVALID' };
      await district.task(applicationId, 'REQUEST_CORRECTION', notice, { itemCode: INSTANT });
      const upload = { materialCode: 'marriage-proof', how: 'UPLOAD', digests: [digest('scan')] };
      const answer = { itemCodes: [INSTANT], materials: [upload] };
      expect(await district.filers(applicationId, 'CORRECT', answer)).to.include({ status: 'MOVED' });
      expect(await district.instantly(applicationId, conclusions, recordId)).to.include({ code: 'RULES_NOT_HELD' });
      expect(await district.task(applicationId, 'ACCEPT', {}, { itemCode: INSTANT })).to.include({ status: 'MOVED' });
    });

    it('is refused where the item is none, or a material is not on record', async () => {
      const filed = await district.filed();
      const issue = { ...district.instantRequest(filed.applicationId, filed.conclusions).issues[0], itemCode: PERMIT };
      const request = { department: 'market-supervision', issues: [issue as never] };
      const done = await district.world.district.submit(issueInstantly, request, MARKET_OFFICER);
      expect(done.response.results[0]).to.include({ code: 'RULES_NOT_HELD' });
    });
  });
});
