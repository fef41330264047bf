// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { createDecipheriv } from 'node:crypto';
import type { ReadParts } from '../../../chaincode/transactions/read-deposits.js';
import { readDeposits } from '../../../chaincode/transactions/read-deposits.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { KEY } from '../support/access-district.js';
import { FOLLOW_UP, HALL, PERMIT, THEME } from '../support/application-catalogue.js';
import { ApplicationDistrict } from '../support/application-district.js';
import { expectRefused } from '../support/expect-refused.js';
import { digest } from '../support/register.js';

const REVIEWED = ['ACCEPT', 'START_REVIEW'] as const;

describe('an application', () => {
  let district: ApplicationDistrict;
  before(async function () {
    this.timeout(60_000);
    district = await ApplicationDistrict.open();
  });
  after(() => district.close());

  it('goes from filing to the archive, every move on record with officer, time and reason', async () => {
    const { applicationId } = await district.filed();
    expect(await district.task(applicationId, 'ACCEPT', {}, { role: 'intake' })).to.deep.include({
      status: 'MOVED',
      tasks: [{ itemCode: PERMIT, state: 'ACCEPTED' }],
    });
    await district.tasks(applicationId, ['START_REVIEW', 'STOP_CLOCK', 'RESUME_CLOCK', 'APPROVE']);
    const deposited = await district.result(applicationId, PERMIT, 'applicant 1');
    const { recordId } = deposited.response.results[0] ?? {};
    expect(await district.task(applicationId, 'ISSUE', { recordId })).to.include({ status: 'MOVED' });
    await district.filers(applicationId, 'DELIVER', { delivery: { method: 'HALL', hall: HALL } });
    expect(await district.filers(applicationId, 'CLOSE')).to.deep.include({
      tasks: [{ itemCode: PERMIT, state: 'CLOSED' }],
    });
    const { history, filing } = await district.papers(applicationId);
    expect(history.state).to.equal('CLOSED');
    for (const { move } of history.steps) {
      expect(move.officer).to.match(/^officer-[19]$/u);
      expect(move.at >= filing.at).to.equal(true);
      expect(move.reason).to.match(/^[A-Z_]+$/u);
    }
    const accepted = history.steps[0]?.move;
    expect(accepted?.move === 'ACCEPT' && accepted.due.promised > filing.at.slice(0, 10)).to.equal(true);
  });

  it('is refused a move that is not legal, with the state and what would be', async () => {
    const { applicationId } = await district.filed();
    expect(await district.task(applicationId, 'APPROVE')).to.deep.include({
      status: 'REFUSED',
      code: 'MOVE_NOT_ALLOWED',
      tasks: [{ itemCode: PERMIT, state: 'SUBMITTED' }],
      legal: ['ACCEPT', 'REFUSE_ACCEPTANCE', 'REQUEST_CORRECTION', 'ISSUE_INSTANTLY'],
    });
    expect(await district.task(applicationId, 'ACCEPT', { reason: 'HEARING' })).to.include({
      code: 'REASON_NOT_ALLOWED',
    });
    expect(await district.task('a'.repeat(26), 'ACCEPT')).to.deep.include({ code: 'APPLICATION_UNKNOWN', tasks: [] });
  });

  it('is moved by its own departments only, and decided by officers only', async () => {
    const { applicationId } = await district.filed();
    expect(await district.task(applicationId, 'ACCEPT', {}, { as: 'civil-affairs' })).to.include({
      code: 'DEPARTMENT_NOT_ENTITLED',
    });
    expect(await district.filers(applicationId, 'WITHDRAW', {}, { as: 'civil-affairs' })).to.include({
      code: 'DEPARTMENT_NOT_ENTITLED',
    });
    expect(await district.task(applicationId, 'ACCEPT', {}, { itemCode: FOLLOW_UP })).to.include({
      code: 'TASK_UNKNOWN',
    });
    await district.tasks(applicationId, REVIEWED);
    expect(await district.task(applicationId, 'APPROVE', {}, { role: 'intake' })).to.include({
      code: 'ROLE_NOT_ENTITLED',
    });
    expect((await district.papers(applicationId)).history.state).to.equal('UNDER_REVIEW');
  });

  it('is not accepted before the form is deposited, and that is what was filed', async () => {
    const { applicationId, form } = await district.filed([PERMIT], {}, false);
    expect(await district.task(applicationId, 'ACCEPT')).to.include({ code: 'DEPOSIT_MISSING' });
    const other = { ...form, form: { purpose: 'another' } };
    expect((await district.deposit(PERMIT, [{ applicationId, form: other }]))[0]).to.include({
      code: 'DEPOSIT_DIFFERS',
    });
    const foreign = await district.deposit(PERMIT, [{ applicationId, form }], { as: 'civil-affairs' });
    expect(foreign[0]).to.include({ code: 'DEPARTMENT_NOT_ENTITLED' });
    expect((await district.deposit(PERMIT, [{ applicationId, form }]))[0]).to.include({ status: 'DEPOSITED' });
    expect(await district.task(applicationId, 'ACCEPT')).to.include({ status: 'MOVED' });
  });

  it('shows what the applicant filled in to the department of the item, sealed, and to nobody else', async () => {
    const { applicationId, form } = await district.filed();
    const { world } = district;
    const deposits = [{ applicationId, itemCode: PERMIT, kind: 'FORM' as const }];
    const call = { as: 'market-supervision', role: 'officer', transient: { key: KEY } } as const;
    const { sealed } = await world.district.evaluate(
      readDeposits,
      { department: 'market-supervision', deposits },
      call,
    );
    expect(unsealed(sealed).parts[0]?.part).to.deep.equal(form);
    const stranger = { ...call, as: 'civil-affairs' } as const;
    const asked = (department: string, peer: string) =>
      world.district.evaluate(readDeposits, { department, deposits }, { ...stranger, peer });
    await expectRefused(asked('market-supervision', 'market-supervision'), 'DEPARTMENT_NOT_ENTITLED');
    await expectRefused(asked('civil-affairs', 'civil-affairs'), 'DEPARTMENT_NOT_ENTITLED');
    const { network } = world.district;
    for (let number = 0n; number < network.height; number += 1n) {
      expect(Buffer.from((await network.block(number)).bytes).includes('CANARY')).to.equal(false);
    }
  });

  it('is filed with an access once, while the case is its own', async () => {
    const subject = await district.someone();
    const item = await district.itemFiling(PERMIT, subject);
    const code = async (one: object, changes: object = {}) => {
      const filing = district.filing(subject, [{ ...item, ...one }], changes);
      return (await district.file([filing])).response.results[0]?.code;
    };
    expect(await code({}, { caseRef: digest('another case') })).to.equal('ACCESS_FOREIGN');
    expect(await code({ itemCode: FOLLOW_UP })).to.equal('ACCESS_FOREIGN');
    expect(await code({ itemVersion: 2 })).to.equal('VERSION_UNKNOWN');
    expect(await code({ accessId: 'a'.repeat(26) })).to.equal('ACCESS_UNKNOWN');
    expect(await code({ conclusions: [] })).to.equal('MATERIAL_NOT_VERIFIED');
    const forged = item.conclusions.map((one) => ({ ...one, at: '2020-01-01T00:00:00.000Z' }));
    expect(await code({ conclusions: forged })).to.equal('MATERIAL_NOT_VERIFIED');
    expect(await code({}, { hall: 'nowhere' })).to.equal('HALL_UNKNOWN');
    expect(await code({}, { theme: { code: 'market-supervision.none', version: 1 } })).to.equal('THEME_UNKNOWN');
    expect(await code({}, { theme: { code: THEME, version: 1 } })).to.equal('THEME_DIFFERS');
    const both = district.filing(subject, [item]);
    const { response } = await district.file([both, both]);
    expect(response.results.map(({ status, code: refusal }) => refusal ?? status)).to.deep.equal([
      'FILED',
      'ACCESS_FILED',
    ]);
    expect(await code({})).to.equal('ACCESS_FILED');
    expect(
      (await district.file([district.filing(subject, [{ ...item, itemVersion: 1 }])], 'civil-affairs')).response
        .results[0]?.code,
    ).to.equal('ACCESS_FOREIGN');
  });

  it('says that a material on record was asked for again, or is refused', async () => {
    const subject = await district.someone();
    const item = await district.itemFiling(PERMIT, subject);
    const materials = [{ materialCode: 'marriage-proof', how: 'UPLOAD' as const, digests: [digest('scan')] }];
    const refused = await district.file([district.filing(subject, [{ ...item, materials }])]);
    expect(refused.response.results[0]).to.include({ code: 'MATERIAL_VERIFIABLE', pointer: '/items/0/materials/0' });
    const insisted = district.filing(subject, [{ ...item, materials, repeatCollected: ['marriage-proof'] }]);
    const { response } = await district.file([insisted]);
    const { filing } = await district.papers(response.results[0]?.applicationId ?? '');
    expect(filing.items[0]?.repeatCollected).to.deep.equal(['marriage-proof']);
  });

  it('is deposited only with every material that the answers call for', async () => {
    const subject = await district.someone();
    const form = district.form(subject);
    const item = await district.itemFiling(PERMIT, subject, form);
    const lies = [
      [{ ...form, scenario: { married: false } }, 'MATERIALS_DIFFER'],
      [{ ...form, answersSalt: 'T'.repeat(22) }, 'ANSWERS_NOT_COMMITTED'],
      [{ ...form, form: {} }, 'FORM_INVALID'],
    ] as const;
    for (const [lie, code] of lies) {
      const another = await district.verified(PERMIT, subject, `${subject} ${code}`);
      const filed = await district.file([
        district.filing(subject, [{ ...item, ...another, deposit: digest(canonicalJson(lie)) }]),
      ]);
      const applicationId = filed.response.results[0]?.applicationId ?? '';
      expect((await district.deposit(PERMIT, [{ applicationId, form: lie }]))[0]).to.include({ code });
    }
  });

  it('is corrected once, with a new form and uploads, which are compared before the result is handed over', async () => {
    const { applicationId, form } = await district.filed();
    expect(await district.task(applicationId, 'REQUEST_CORRECTION', { materials: [], fields: [] })).to.include({
      code: 'CORRECTION_INVALID',
    });
    const notice = { materials: ['marriage-proof'], fields: ['purpose'] };
    const early = { ...notice, dueDay: '2020-01-01' };
    expect(await district.task(applicationId, 'REQUEST_CORRECTION', early)).to.include({ code: 'CORRECTION_INVALID' });
    expect(await district.task(applicationId, 'REQUEST_CORRECTION', notice)).to.include({ status: 'MOVED' });
    expect(await district.task(applicationId, 'LAPSE')).to.include({ code: 'NOT_DUE_YET' });
    const again = { ...form, form: { purpose: 'mended' } };
    const upload = [{ materialCode: 'marriage-proof', how: 'UPLOAD', digests: [digest('scan')] }];
    const answer = { materials: upload, deposit: digest(canonicalJson(again)) };
    expect(await district.filers(applicationId, 'CORRECT', { ...answer, materials: [] })).to.include({
      code: 'CORRECTION_INCOMPLETE',
    });
    expect(await district.filers(applicationId, 'CORRECT', answer)).to.include({ status: 'MOVED' });
    expect(await district.task(applicationId, 'REQUEST_CORRECTION', notice)).to.include({ code: 'CORRECTION_SPENT' });
    expect(await district.task(applicationId, 'ACCEPT')).to.include({ code: 'DEPOSIT_MISSING' });
    await district.deposit(PERMIT, [{ applicationId, form: again }]);
    await district.tasks(applicationId, [...REVIEWED, 'APPROVE']);
    const { response } = await district.result(applicationId, PERMIT, 'applicant 1');
    await district.task(applicationId, 'ISSUE', { recordId: response.results[0]?.recordId });
    const delivery = { delivery: { method: 'POST', carrier: 'ems', part: digest('number') }, reason: 'POSTED' };
    expect(await district.filers(applicationId, 'DELIVER', delivery)).to.include({ code: 'ORIGINALS_UNCHECKED' });
    const originals = [{ itemCode: PERMIT, materialCode: 'marriage-proof', outcome: 'MATCHES' }];
    await district.filers(applicationId, 'CHECK_ORIGINALS', { originals });
    expect(await district.filers(applicationId, 'DELIVER', delivery)).to.include({ status: 'MOVED' });
  });

  it('of several items waits where the theme says, and every department sees the others', async () => {
    const { applicationId } = await district.filed([PERMIT, FOLLOW_UP], {
      theme: { code: THEME, version: 1 },
      hall: HALL,
    });
    const followUp = { itemCode: FOLLOW_UP };
    expect(await district.task(applicationId, 'ACCEPT', {}, followUp)).to.include({ code: 'DEPENDENCY_OPEN' });
    await district.tasks(applicationId, [...REVIEWED, 'APPROVE']);
    expect(await district.task(applicationId, 'ACCEPT', {}, followUp)).to.include({ code: 'DEPENDENCY_OPEN' });
    const { response } = await district.result(applicationId, PERMIT, 'applicant 1');
    await district.task(applicationId, 'ISSUE', { recordId: response.results[0]?.recordId });
    await district.tasks(applicationId, [...REVIEWED, 'APPROVE', 'ISSUE'], FOLLOW_UP);
    const delivered = { itemCodes: [PERMIT, FOLLOW_UP], delivery: { method: 'HALL', hall: HALL } };
    const done = await district.filers(applicationId, 'DELIVER', delivered);
    expect(done?.tasks.map(({ state }) => state)).to.deep.equal(['DELIVERED', 'DELIVERED']);
  });

  it('is withdrawn task by task or whole, and never after the result', async () => {
    const { applicationId } = await district.filed([PERMIT, FOLLOW_UP], { theme: { code: THEME, version: 1 } });
    await district.tasks(applicationId, REVIEWED);
    expect(await district.filers(applicationId, 'WITHDRAW', { itemCodes: [FOLLOW_UP] })).to.include({
      status: 'MOVED',
    });
    const again = await district.filers(applicationId, 'WITHDRAW', { itemCodes: [PERMIT, FOLLOW_UP] });
    expect(again).to.include({ code: 'MOVE_NOT_ALLOWED' });
    expect(again?.legal).to.deep.equal([]);
    expect(await district.filers(applicationId, 'WITHDRAW')).to.include({ status: 'MOVED' });
    expect(await district.task(applicationId, 'APPROVE')).to.deep.include({ code: 'MOVE_NOT_ALLOWED', legal: [] });
  });
});

function unsealed(sealed: string): ReadParts {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(KEY, 'base64url'), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(-16));
  return JSON.parse(
    Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString(),
  ) as ReadParts;
}
