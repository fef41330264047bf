// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { publishCalendars, reviewed, theme } from './application-catalogue.js';
import { applicationOf, instantOf, INTAKE, openCounter, themeOf, type Counter } from './application-support.js';
import { person } from './case-builders.js';

describe('applications that cannot be filed or moved so', function () {
  this.timeout(60_000);
  let counter: Counter;
  before(async () => {
    counter = await openCounter({ calendars: false });
    const married = {
      recordType: 'civil-affairs.marriage',
      records: [
        {
          subject: person(5),
          sourceSystem: 'marriage',
          recordNumber: 'M-5',
          validFrom: '2021-05-01',
          claims: { spouse: person(6), registeredOn: '2021-05-01' },
        },
      ],
    };
    const { status, text } = await counter.served.ask('/v1/records', { as: 'civil-affairs/attester', post: married });
    expect(status, text).to.equal(200);
  });
  after(() => counter.served.close());

  const refused = async (body: unknown, status: number, code: string, pointer?: string) => {
    const answer = await counter.post(body);
    expect([answer.status, answer.body.code], answer.text).to.deep.equal([status, code]);
    if (pointer !== undefined) expect(answer.body.errors?.map((one) => one.pointer)).to.deep.equal([pointer]);
    return answer;
  };
  it('are told in one list what is missing, and what would do instead', async () => {
    const { body } = await refused(applicationOf(90, { scenario: { married: true } }), 422, 'MATERIALS_MISSING');
    expect(body.verificationId).to.be.a('string');
    expect(body.missing?.map(({ materialCode, accepts }) => [materialCode, accepts])).to.deep.equal([
      ['household-proof', 'UPLOAD'],
      ['marriage-proof', 'COMMITMENT'],
    ]);
  });

  it('ask nobody for what is on record, unless somebody insists, and then it is said', async () => {
    const married = {
      scenario: { married: true },
      subjects: { applicant: person(5), spouse: person(6) },
      materials: [{ materialCode: 'marriage-proof', commitment: true as const }],
    };
    const { body } = await refused(applicationOf(5, married), 422, 'ONCE_ONLY', '/materials');
    expect(body.materials).to.deep.equal(['marriage-proof']);
    const filed = await counter.file(applicationOf(5, { ...married, insist: ['marriage-proof'] }));
    expect(filed.items.map(({ repeatCollected }) => repeatCollected)).to.deep.equal([['marriage-proof']]);
  });

  it('write nothing for what is wrong before any record is asked for', async () => {
    const { served } = counter;
    const upload = { materialCode: 'household-proof', uploadIds: ['A'.repeat(32)] };
    await served.unwritten(async () => {
      await refused(themeOf(1, {}), 400, 'REQUEST_MALFORMED', '/itemCode');
      await refused(applicationOf(1, { themeCode: theme.code }), 400, 'REQUEST_MALFORMED', '/itemCode');
      await refused(applicationOf(1, { itemCode: 'human-resources.none' }), 404, 'ITEM_UNKNOWN', '/itemCode');
      await refused(themeOf(1, { themeCode: 'human-resources.none' }), 404, 'THEME_UNKNOWN', '/themeCode');
      await refused(themeOf(1, { themeCode: theme.code }), 400, 'REQUEST_MALFORMED', '/scenario/registering');
      await refused(applicationOf(1, { scenario: { married: 'yes' } }), 400, 'REQUEST_MALFORMED', '/scenario/married');
      await refused(
        applicationOf(1, { scenario: { married: true, rich: true } }),
        400,
        'REQUEST_MALFORMED',
        '/scenario',
      );
      await refused(applicationOf(1, { form: {} }), 422, 'FORM_INVALID', '/form/account');
      await refused(applicationOf(1, { form: { account: 'A', secretWish: 'B' } }), 422, 'FORM_INVALID', '/form');
      await refused(applicationOf(1, { hall: 'nowhere' }), 422, 'HALL_UNKNOWN', '/hall');
      await refused(applicationOf(1, { materials: [upload] }), 422, 'UPLOAD_UNKNOWN', '/materials/0/uploadIds/0');
      const unasked = [{ materialCode: 'marriage-proof', commitment: true as const }];
      await refused(applicationOf(1, { materials: unasked }), 422, 'MATERIALS_DIFFER', '/materials/0/materialCode');
      const wrongWay = [{ materialCode: 'household-proof', commitment: true as const }];
      await refused(applicationOf(1, { materials: wrongWay }), 422, 'SUBSTITUTE_NOT_ACCEPTED', '/materials/0');
    });
  });

  it('are not moved by a role or in a way that the table does not know', async () => {
    const { file, move } = counter;
    const { applicationId: id } = await file(applicationOf(2));
    const clerk = await move(id, { move: 'APPROVE' }, INTAKE);
    expect([clerk.status, clerk.body.code]).to.deep.equal([403, 'ROLE_NOT_ENTITLED']);
    const unknown = await move(id, { move: 'FORGET' });
    expect([unknown.status, unknown.body.code], unknown.text).to.deep.equal([400, 'REQUEST_MALFORMED']);
    const reasonless = await move(id, { move: 'REFUSE_ACCEPTANCE' });
    expect([reasonless.status, reasonless.body.errors?.[0]?.pointer]).to.deep.equal([400, '/reason']);
    const other = await move(id, { move: 'ACCEPT', itemCode: 'human-resources.graduate-report' });
    expect([other.status, other.body.code]).to.deep.equal([404, 'TASK_UNKNOWN']);
  });

  it('are not issued about somebody else, or with claims that do not fit', async () => {
    const { file, move, served } = counter;
    const { applicationId: id } = await file(instantOf(3));
    await served.unwritten(async () => {
      const another = await move(id, { move: 'ISSUE_INSTANTLY', result: { subjects: { applicant: person(4) } } });
      expect([another.status, another.body.code], another.text).to.deep.equal([422, 'SUBJECTS_INVALID']);
      const nobody = await move(id, { move: 'ISSUE_INSTANTLY' });
      expect([nobody.status, nobody.body.code]).to.deep.equal([409, 'RESULT_MISSING']);
      const result = { subjects: { applicant: person(3) }, claims: { amount: 'much' } };
      const wrong = await move(id, { move: 'ISSUE_INSTANTLY', result });
      expect([wrong.status, wrong.body.code], wrong.text).to.deep.equal([422, 'CLAIMS_INVALID']);
    });
  });

  it('are not accepted without the calendars that their days are counted by', async () => {
    const { file, move, moveTo, served } = counter;
    const { applicationId: id } = await file(applicationOf(7, { itemCode: reviewed.code }));
    const uncounted = await move(id, { move: 'ACCEPT' });
    expect([uncounted.status, uncounted.body.code]).to.deep.equal([422, 'CALENDAR_MISSING']);
    await publishCalendars(served.gateway.parts.ledger);
    await moveTo(id, 'ACCEPTED', { move: 'ACCEPT' });
  });
});
