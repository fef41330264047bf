// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { ApplicationView } from '../../../gateway/usecases/applications/application-view.js';
import type { FormView } from '../../../gateway/usecases/applications/read-form.js';
import type { RecordView } from '../../../gateway/usecases/records/record-view.js';
import { hall, registration, reviewed, subsidy, theme } from './application-catalogue.js';
import {
  applicationOf,
  contact,
  instantOf,
  INTAKE,
  OFFICER,
  openCounter,
  themeOf,
  type Counter,
  type Refusal,
} from './application-support.js';
import { person } from './case-builders.js';

describe('applications', function () {
  this.timeout(60_000);
  let counter: Counter;
  before(async () => {
    counter = await openCounter();
  });
  after(() => counter.served.close());

  it('are filed without an errand: verified, filled in from records, and left with their department', async () => {
    const { file, served } = counter;
    const { applicationId, items, verifications, application } = await file(
      applicationOf(1, { form: { account: 'Account 1', address: 'Elsewhere 1' } }),
    );
    expect(items).to.have.length(1);
    expect(items[0]).to.include({ itemCode: reviewed.code, deposit: 'DEPOSITED' });
    expect(items[0]?.changedFields).to.deep.equal(['address']);
    expect(verifications.map(({ outcome }) => outcome)).to.deep.equal(['SATISFIED']);
    expect(application).to.include({ state: 'SUBMITTED', filedBy: 'human-resources' });
    const form = await served.ask<FormView>(`/v1/applications/${applicationId}/form`, { as: OFFICER });
    expect(form.body.form).to.deep.equal({ name: 'Name 1', address: 'Elsewhere 1', account: 'Account 1' });
    expect(form.body.contact).to.deep.equal(contact);
    const other = await served.ask<Refusal>(`/v1/applications/${applicationId}/form`, { as: 'civil-affairs/officer' });
    expect([other.status, other.body.code]).to.deep.equal([404, 'NOT_FOUND']);
  });

  it('go from filing to closing, each move by whom the table names', async () => {
    const { file, moveTo, move, served } = counter;
    const { applicationId: id } = await file(applicationOf(2));
    await moveTo(id, 'ACCEPTED', { move: 'ACCEPT' }, INTAKE);
    await moveTo(id, 'UNDER_REVIEW', { move: 'START_REVIEW' });
    await moveTo(id, 'CLOCK_STOPPED', { move: 'STOP_CLOCK', reason: 'INSPECTION' });
    await moveTo(id, 'UNDER_REVIEW', { move: 'RESUME_CLOCK' });
    const result = { subjects: { applicant: person(2) }, claims: { amount: 300 } };
    const unapproved = await move(id, { move: 'ISSUE', result });
    expect([unapproved.status, unapproved.body.code], unapproved.text).to.deep.equal([409, 'MOVE_NOT_ALLOWED']);
    expect(unapproved.body.tasks.map(({ state }) => state)).to.deep.equal(['UNDER_REVIEW']);
    expect(unapproved.body.legal).to.include.members(['APPROVE', 'REJECT']).and.not.include('ISSUE');
    await moveTo(id, 'APPROVED', { move: 'APPROVE' });
    const { recordId = '' } = await moveTo(id, 'ISSUED', { move: 'ISSUE', result });
    const record = await served.ask<RecordView>(`/v1/records/${recordId}`, { as: OFFICER });
    expect(record.body).to.include({ recordType: subsidy.code, department: 'human-resources' });
    const delivery = { method: 'POST', carrier: 'ems', number: 'EA1' };
    const delivered = await moveTo(id, 'DELIVERED', { move: 'DELIVER', delivery });
    expect(delivered.deposits?.map(({ deposit }) => deposit)).to.deep.equal(['DEPOSITED']);
    const closed = await moveTo(id, 'CLOSED', { move: 'CLOSE' }, INTAKE);
    expect(closed.application?.state).to.equal('CLOSED');
  });

  it('are issued at once where the rules hold', async () => {
    const { file, moveTo } = counter;
    const { applicationId: id } = await file(instantOf(3, { hall: hall.code }));
    const result = { subjects: { applicant: person(3) } };
    const { recordId } = await moveTo(id, 'ISSUED', { move: 'ISSUE_INSTANTLY', result }, INTAKE);
    expect(recordId).to.match(/^[0-9A-Z]{26}$/u);
    await moveTo(id, 'DELIVERED', { move: 'DELIVER', delivery: { method: 'HALL', hall: hall.code } }, INTAKE);
  });

  it('are not issued at once when a record has fallen since', async () => {
    const { file, move, served } = counter;
    const { applicationId: id, verifications } = await file(instantOf(4));
    const recordId = verifications[0]?.materials[0]?.recordId ?? '';
    const change = { status: 'REVOKED', reason: 'DECISION', day: '2026-03-01' };
    const revoked = await served.ask(`/v1/records/${recordId}/status`, { as: 'data-bureau/attester', post: change });
    expect(revoked.status, revoked.text).to.equal(200);
    const result = { subjects: { applicant: person(4) } };
    const answer = await move(id, { move: 'ISSUE_INSTANTLY', result });
    expect([answer.status, answer.body.code], answer.text).to.deep.equal([409, 'RULES_NOT_HELD']);
    const after = await served.ask<ApplicationView>(`/v1/applications/${id}`, { as: INTAKE });
    expect(after.body.items.map(({ state }) => state)).to.deep.equal(['SUBMITTED']);
  });

  it('are corrected after one notice that names everything', async () => {
    const { file, move, moveTo } = counter;
    const married = { scenario: { married: true }, fileIncomplete: true };
    const { applicationId: id } = await file(applicationOf(5, married));
    const early = await move(id, { move: 'ACCEPT' });
    expect([early.status, early.body.code]).to.deep.equal([422, 'MATERIALS_MISSING']);
    const notice = {
      move: 'REQUEST_CORRECTION',
      reason: 'MATERIAL_MISSING',
      materials: ['marriage-proof'],
      fields: ['account'],
    };
    await moveTo(id, 'CORRECTION_REQUESTED', notice);
    const lapse = await move(id, { move: 'LAPSE' });
    expect([lapse.status, lapse.body.code]).to.deep.equal([409, 'NOT_DUE_YET']);
    const half = await move(id, { move: 'CORRECT', materials: [] }, INTAKE);
    expect([half.status, half.body.code]).to.deep.equal([422, 'CORRECTION_INCOMPLETE']);
    const words = { contact, scenario: { married: true }, form: { account: 'Account 2' } };
    const materials = [{ materialCode: 'marriage-proof', commitment: true }];
    const corrected = await moveTo(id, 'SUBMITTED', { move: 'CORRECT', materials, deposit: words }, INTAKE);
    expect(corrected.deposits?.map(({ deposit }) => deposit)).to.deep.equal(['DEPOSITED']);
    await moveTo(id, 'ACCEPTED', { move: 'ACCEPT' });
    await moveTo(id, 'UNDER_REVIEW', { move: 'START_REVIEW' });
    const second = await move(id, notice);
    expect([second.status, second.body.code]).to.deep.equal([409, 'CORRECTION_SPENT']);
    const form = await counter.served.ask<FormView>(`/v1/applications/${id}/form`, { as: OFFICER });
    expect(form.body.form).to.deep.equal({ name: 'Name 5', address: 'Road 5', account: 'Account 2' });
  });

  it('take a file for what is on no record, and are handed over only once its original was compared', async () => {
    const { file, move, moveTo, served } = counter;
    const token = () =>
      served.gateway.token({ department: 'human-resources', role: 'intake', officer: 'officer-0001' });
    const upload = await fetch(new URL('/v1/uploads', served.gateway.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/pdf' },
      body: '%PDF-1.7 household of nobody',
    });
    const { uploadId, digest } = (await upload.json()) as { uploadId: string; digest: string };
    const materials = [{ materialCode: 'household-proof', uploadIds: [uploadId] }];
    const filed = await file(applicationOf(91, { materials }));
    const { applicationId: id } = filed;
    const [material] = filed.application?.items[0]?.materials ?? [];
    expect(material).to.include({ how: 'UPLOAD' }).and.have.property('digests').that.deep.equals([digest]);
    await moveTo(id, 'ACCEPTED', { move: 'ACCEPT' });
    await moveTo(id, 'UNDER_REVIEW', { move: 'START_REVIEW' });
    await moveTo(id, 'APPROVED', { move: 'APPROVE' });
    const result = { subjects: { applicant: person(91) }, claims: { name: 'Name 91' } };
    await moveTo(id, 'ISSUED', { move: 'ISSUE', result });
    const handOver = { move: 'DELIVER', delivery: { method: 'HALL', hall: hall.code } };
    const early = await move(id, handOver, INTAKE);
    expect([early.status, early.body.code]).to.deep.equal([409, 'ORIGINALS_UNCHECKED']);
    const original = { itemCode: reviewed.code, materialCode: 'household-proof', outcome: 'MATCHES' };
    await moveTo(id, 'ISSUED', { move: 'CHECK_ORIGINALS', originals: [original] }, INTAKE);
    await moveTo(id, 'DELIVERED', handOver, INTAKE);
  });

  it('are withdrawn, and then nothing more is done', async () => {
    const { file, move, moveTo } = counter;
    const { applicationId: id } = await file(applicationOf(6));
    await moveTo(id, 'ACCEPTED', { move: 'ACCEPT' });
    await moveTo(id, 'WITHDRAWN', { move: 'WITHDRAW' }, INTAKE);
    const late = await move(id, { move: 'START_REVIEW' });
    expect([late.status, late.body.code]).to.deep.equal([409, 'MOVE_NOT_ALLOWED']);
    expect(late.body.legal).to.deep.equal([]);
  });

  it('are decided once, whoever decides at the same time', async () => {
    const { file, move, moveTo, tagOf } = counter;
    const { applicationId: id } = await file(applicationOf(7));
    await moveTo(id, 'ACCEPTED', { move: 'ACCEPT' });
    await moveTo(id, 'UNDER_REVIEW', { move: 'START_REVIEW' });
    const tag = await tagOf(id);
    const decisions = await Promise.all([
      move(id, { move: 'APPROVE' }, OFFICER, tag),
      move(id, { move: 'REJECT', reason: 'CONDITIONS_NOT_MET' }, OFFICER, tag),
    ]);
    const refused = decisions.filter(({ status }) => status !== 200);
    expect(decisions.map(({ status }) => status).sort()).to.deep.equal([200, 409]);
    expect(refused.map(({ body }) => body.code)).to.deep.equal(['MOVE_NOT_ALLOWED']);
  });

  it('say where they stand to whoever comes too late with a result', async () => {
    const { file, move, tagOf } = counter;
    const { applicationId: id } = await file(instantOf(11));
    const tag = await tagOf(id);
    const answers = await Promise.all([
      move(id, { move: 'REFUSE_ACCEPTANCE', reason: 'NOT_COMPETENT' }, INTAKE, tag),
      move(id, { move: 'ISSUE_INSTANTLY', result: { subjects: { applicant: person(11) } } }, OFFICER, tag),
    ]);
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 409]);
    const [state, ...others] = answers.flatMap(({ body }) => body.tasks.map((task) => task.state));
    expect(others).to.deep.equal([state]);
  });

  it('are moved only as they were read', async () => {
    const { file, move, moveTo, tagOf, served } = counter;
    const { applicationId: id } = await file(applicationOf(8));
    const before = await tagOf(id);
    await moveTo(id, 'ACCEPTED', { move: 'ACCEPT' });
    const stale = await move(id, { move: 'START_REVIEW' }, OFFICER, before);
    expect([stale.status, stale.body.code]).to.deep.equal([412, 'APPLICATION_CHANGED']);
    const blind = await served.ask<Refusal>(`/v1/applications/${id}/moves`, {
      as: OFFICER,
      post: { move: 'START_REVIEW' },
    });
    expect([blind.status, blind.body.code]).to.deep.equal([428, 'IF_MATCH_MISSING']);
  });

  it('of a theme go to each department with what its items ask, in the order of dependencies', async () => {
    const { file, move, moveTo, served, tagOf } = counter;
    const common = themeOf(9, {
      themeCode: theme.code,
      scenario: { married: false, registering: true },
      form: { account: 'Account 9', motto: 'Motto 9' },
    });
    const { applicationId: id, items, verifications } = await file(common);
    expect(items.map(({ itemCode, deposit }) => [itemCode, deposit])).to.deep.equal([
      [reviewed.code, 'DEPOSITED'],
      [registration.code, 'DEPOSITED'],
    ]);
    expect(verifications).to.have.length(2);
    const form = await served.ask<FormView>(`/v1/applications/${id}/form`, { as: 'civil-affairs/officer' });
    expect(form.body.form).to.deep.equal({ name: 'Name 9', address: 'Road 9', motto: 'Motto 9' });
    const waiting = await move(id, { move: 'ACCEPT', itemCode: registration.code }, 'civil-affairs/officer');
    expect([waiting.status, waiting.body.code]).to.deep.equal([409, 'DEPENDENCY_OPEN']);
    const foreign = await move(id, { move: 'ACCEPT', itemCode: reviewed.code }, 'civil-affairs/officer');
    expect([foreign.status, foreign.body.code]).to.deep.equal([403, 'DEPARTMENT_NOT_ENTITLED']);
    const tag = await tagOf(id);
    const stranger = await move(id, { move: 'ACCEPT', itemCode: reviewed.code }, 'social-insurance/officer', tag);
    expect([stranger.status, stranger.body.code]).to.deep.equal([404, 'NOT_FOUND']);
    await moveTo(id, 'ACCEPTED', { move: 'ACCEPT' });
    const withdrawn = await move(id, { move: 'WITHDRAW' }, INTAKE);
    expect(withdrawn.body.tasks.map(({ state }) => state)).to.deep.equal(['WITHDRAWN', 'WITHDRAWN']);
  });

  it('that were sent again with their key are filed once, and moved once', async () => {
    const { post, move, served, tagOf } = counter;
    const key = { 'idempotency-key': `"${randomUUID()}"` };
    const body = applicationOf(10);
    const first = await post(body, key);
    expect(first.status, first.text).to.equal(201);
    await served.unwritten(async () => {
      const again = await post(body, key);
      expect(again.status, again.text).to.equal(201);
      expect(again.body).to.deep.equal(first.body);
    });
    const { applicationId: id } = first.body;
    const headers = { 'if-match': await tagOf(id), 'idempotency-key': `"${randomUUID()}"` };
    const ask = { as: OFFICER, post: { move: 'ACCEPT' }, headers } as const;
    const moved = await served.ask(`/v1/applications/${id}/moves`, ask);
    expect(moved.status, moved.text).to.equal(200);
    await served.unwritten(async () => {
      const again = await served.ask(`/v1/applications/${id}/moves`, ask);
      expect(again.body).to.deep.equal(moved.body);
    });
    const late = await move(id, { move: 'ACCEPT' });
    expect(late.body.code).to.equal('MOVE_NOT_ALLOWED');
  });
});
