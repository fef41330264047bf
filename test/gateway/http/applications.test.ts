// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { Role } from '../../../chaincode/domain/roles.js';
import type { ApplicationAnswer } from '../../../gateway/usecases/applications/application-answer.js';
import type { ApplicationRequest } from '../../../gateway/usecases/applications/application-request.js';
import type { MoveAnswer } from '../../../gateway/usecases/applications/move-answer.js';
import type { FormView } from '../../../gateway/usecases/applications/read-form.js';
import { duty, purpose } from '../usecases/support/catalogue.js';
import { instant, publishApplicationCatalogue, reviewed, hall } from './application-catalogue.js';
import { householdRecord, households, person } from './case-builders.js';
import { serveDistrict, type Answer, type ServedDistrict } from './served-district.js';

const INTAKE = 'human-resources/intake';
const OFFICER = 'human-resources/officer';
const ATTESTER = 'data-bureau/attester';
const contact = { name: 'Contact 1', phone: '13800000000', address: 'Lane 1' };

/** What the tests look at of a problem. */
interface Refusal {
  readonly code: string;
  readonly missing?: readonly { readonly materialCode: string; readonly accepts: string }[];
  readonly materials?: readonly string[];
  readonly legal?: readonly string[];
  readonly tasks?: readonly { readonly state: string }[];
  readonly verificationId?: string;
  readonly errors?: readonly { readonly pointer: string }[];
}

let cases = 0;
function applicationOf(sequence: number, change: Partial<ApplicationRequest> = {}): ApplicationRequest {
  cases += 1;
  return {
    caseNo: `HR-2030-${String(cases).padStart(6, '0')}`,
    itemCode: reviewed.code,
    scenario: { married: false },
    subjects: { applicant: person(sequence) },
    purposeCode: purpose.code,
    legalBasis: { kind: 'STATUTORY', dutyCode: duty.code },
    contact,
    form: { account: 'Account 1' },
    ...change,
  };
}
const instantOf = (sequence: number, change: Partial<ApplicationRequest> = {}) =>
  applicationOf(sequence, { itemCode: instant.code, scenario: {}, ...change });

describe('applications', function () {
  this.timeout(60_000);
  let served: ServedDistrict;
  before(async () => {
    served = await serveDistrict();
    await publishApplicationCatalogue(served.gateway);
    const records = [1, 2, 3, 4, 5, 6, 7, 8].map((sequence) => householdRecord(sequence));
    expect((await served.ask('/v1/records', { as: ATTESTER, post: households(...records) })).status).to.equal(200);
  });
  after(() => served.close());

  const post = (body: unknown, headers: Record<string, string> = {}) =>
    served.ask<ApplicationAnswer & Refusal>('/v1/applications', { as: INTAKE, post: body, headers });
  const file = async (body: ApplicationRequest): Promise<ApplicationAnswer> => {
    const answer = await post(body);
    expect(answer.status, answer.text).to.equal(201);
    return answer.body;
  };
  const tagOf = async (id: string): Promise<string> => {
    const { status, headers, text } = await served.ask(`/v1/applications/${id}`, { as: INTAKE });
    expect(status, text).to.equal(200);
    return headers.get('etag') ?? '';
  };
  const tryMove = async (
    id: string,
    body: object,
    as: `${string}/${Role}` = OFFICER,
    tag?: string,
  ): Promise<Answer<MoveAnswer & Refusal>> =>
    served.ask(`/v1/applications/${id}/moves`, { as, post: body, headers: { 'if-match': tag ?? (await tagOf(id)) } });
  const moveTo = async (id: string, state: string, body: object, as: `${string}/${Role}` = OFFICER) => {
    const answer = await tryMove(id, body, as);
    expect(answer.status, answer.text).to.equal(200);
    expect(answer.body.tasks.map((task) => task.state)).to.deep.equal([state]);
    return answer.body;
  };

  it('are filed without an errand: verified, filled in from records, and left with their department', async () => {
    const { applicationId, items, verifications } = await file(
      applicationOf(1, { form: { account: 'Account 1', address: 'Elsewhere 1' } }),
    );
    expect(items).to.have.length(1);
    expect(items[0]).to.include({ itemCode: reviewed.code, deposit: 'DEPOSITED' });
    expect(items[0]?.changedFields).to.deep.equal(['address']);
    expect(verifications.map(({ outcome }) => outcome)).to.deep.equal(['SATISFIED']);
    const form = await served.ask<FormView>(`/v1/applications/${applicationId}/form`, { as: OFFICER });
    expect(form.body.form).to.deep.equal({ name: 'Name 1', address: 'Elsewhere 1', account: 'Account 1' });
    expect(form.body.contact).to.deep.equal(contact);
    const other = await served.ask<Refusal>(`/v1/applications/${applicationId}/form`, { as: 'civil-affairs/officer' });
    expect([other.status, other.body.code]).to.deep.equal([404, 'NOT_FOUND']);
  });

  it('say in one list what is missing, and file nothing', async () => {
    const answer = await post(applicationOf(90, { scenario: { married: true } }));
    expect(answer.status, answer.text).to.equal(422);
    expect(answer.body.code).to.equal('MATERIALS_MISSING');
    expect(answer.body.verificationId).to.be.a('string');
    expect(answer.body.missing?.map(({ materialCode, accepts }) => [materialCode, accepts])).to.deep.equal([
      ['household-proof', 'UPLOAD'],
      ['marriage-proof', 'COMMITMENT'],
    ]);
  });

  it('go from filing to closing, each move by whom the table names', async () => {
    const { applicationId: id } = await file(applicationOf(2));
    await moveTo(id, 'ACCEPTED', { move: 'ACCEPT' }, INTAKE);
    await moveTo(id, 'UNDER_REVIEW', { move: 'START_REVIEW' });
    await moveTo(id, 'CLOCK_STOPPED', { move: 'STOP_CLOCK', reason: 'INSPECTION' });
    await moveTo(id, 'UNDER_REVIEW', { move: 'RESUME_CLOCK' });
    const unapproved = await tryMove(id, { move: 'ISSUE' });
    expect([unapproved.status, unapproved.body.code], unapproved.text).to.deep.equal([409, 'MOVE_NOT_ALLOWED']);
    await moveTo(id, 'APPROVED', { move: 'APPROVE' });
    const result = { subjects: { applicant: person(2) }, claims: { amount: 300 } };
    const issued = await moveTo(id, 'ISSUED', { move: 'ISSUE', result });
    expect(issued.recordId).to.match(/^[0-9A-Z]{26}$/u);
    await moveTo(id, 'DELIVERED', { move: 'DELIVER', delivery: { method: 'POST', carrier: 'ems', number: 'EA1' } });
    await moveTo(id, 'CLOSED', { move: 'CLOSE' }, INTAKE);
  });

  it('are issued at once where the rules hold', async () => {
    const { applicationId: id } = await file(instantOf(3, { hall: hall.code }));
    const issued = await moveTo(id, 'ISSUED', {
      move: 'ISSUE_INSTANTLY',
      result: { subjects: { applicant: person(3) } },
    });
    expect(issued.recordId).to.match(/^[0-9A-Z]{26}$/u);
    await moveTo(id, 'DELIVERED', { move: 'DELIVER', delivery: { method: 'HALL', hall: hall.code } }, INTAKE);
  });
});
