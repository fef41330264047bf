// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { DiaryQueryAnswer } from '../../../gateway/usecases/diaries/diary-query.js';
import type { DiaryView } from '../../../gateway/usecases/diaries/diary-view.js';
import type { ProvenanceView } from '../../../gateway/usecases/provenance/provenance-view.js';
import type { RecordSubmissionAnswer } from '../../../gateway/usecases/records/record-submission.js';
import type { RecordHistory, RecordView } from '../../../gateway/usecases/records/record-view.js';
import type { TransactionView } from '../../../gateway/usecases/transactions/transaction-view.js';
import type { VerificationAnswer } from '../../../gateway/usecases/verifications/verification-answer.js';
import type { VerificationList, VerificationView } from '../../../gateway/usecases/verifications/verification-view.js';
import { item } from '../usecases/support/catalogue.js';
import { householdRecord, households, person, verificationOf } from './case-builders.js';
import { serveDistrict, type ServedDistrict } from './served-district.js';
import type { SeenProblem } from './support.js';

const ATTESTER = 'data-bureau/attester';
const INTAKE = 'human-resources/intake';
const AUDITOR = 'data-bureau/auditor';
const OTHER = 'social-insurance/officer';

describe('the main job over HTTP', function () {
  this.timeout(60_000);
  let district: ServedDistrict;
  let recordId: string;
  let verification: VerificationAnswer;

  before(async () => {
    district = await serveDistrict();
  });
  after(() => district.close());

  const attest = (body: unknown, query = '') =>
    district.ask<RecordSubmissionAnswer>(`/v1/records${query}`, { as: ATTESTER, post: body });
  const statuses = ({ results }: RecordSubmissionAnswer): string[] => results.map(({ status }) => status);

  it('a dry run says what an import would do and writes nothing', async () => {
    const height = await district.gateway.parts.ledger.height();
    const { status, body } = await attest(households(householdRecord(1), householdRecord(2)), '?dryRun=true');
    expect(status).to.equal(200);
    expect(statuses(body)).to.deep.equal(['CREATED', 'CREATED']);
    expect(body.ledger).to.equal(null);
    expect(await district.gateway.parts.ledger.height()).to.equal(height);
  });

  it('a department attests records; again changes nothing; a changed one supersedes', async () => {
    const first = await attest(households(householdRecord(1), householdRecord(2)));
    expect(statuses(first.body)).to.deep.equal(['CREATED', 'CREATED']);
    expect(statuses((await attest(households(householdRecord(1)))).body)).to.deep.equal(['UNCHANGED']);
    const moved = householdRecord(1, { claims: { name: 'Name 1', address: 'Road 1b' } });
    const changed = await attest(households(moved));
    expect(statuses(changed.body)).to.deep.equal(['SUPERSEDED']);
    recordId = changed.body.results[0]?.recordId ?? '';
    expect(recordId).to.match(/^[0-9A-Z]{26}$/u);
  });

  it('an intake verifies without a document, and learns verdicts only', async () => {
    const { status, body, headers, text } = await district.ask<VerificationAnswer>('/v1/verifications', {
      as: INTAKE,
      post: verificationOf(1),
    });
    expect(status).to.equal(200);
    expect(headers.get('cache-control')).to.equal('no-store');
    expect(body.outcome).to.equal('SATISFIED');
    expect(body.materials.map(({ materialCode, verdict }) => [materialCode, verdict])).to.deep.equal([
      ['household-proof', 'VERIFIED'],
    ]);
    expect(body.prefill).to.deep.equal([]);
    expect(text).not.to.contain('Road');
    verification = body;
  });

  it('with fields it gets the values that the item declares, with their sources', async () => {
    const { body } = await district.ask<VerificationAnswer>('/v1/verifications', {
      as: INTAKE,
      post: verificationOf(1, { disclose: 'fields' }),
    });
    expect(body.prefill.map(({ field, value, source }) => [field, value, source.recordId])).to.deep.equal([
      ['name', 'Name 1', recordId],
      ['address', 'Road 1b', recordId],
    ]);
  });

  it('who is on no record is NOT_FOUND, and what is missing is said', async () => {
    const { body } = await district.ask<VerificationAnswer>('/v1/verifications', {
      as: INTAKE,
      post: verificationOf(99),
    });
    expect(body.outcome).to.equal('INCOMPLETE');
    expect(body.missing).to.deep.equal([
      { materialCode: 'household-proof', verdict: 'NOT_FOUND', accepts: 'UPLOAD', department: 'data-bureau' },
    ]);
  });

  it('its department reads an access again, another department and an operator do not', async () => {
    const path = `/v1/verifications/${verification.verificationId}`;
    const own = await district.ask<VerificationView>(path, { as: INTAKE });
    expect(own.body.outcome).to.equal('SATISFIED');
    expect(own.text).not.to.contain('Road');
    expect((await district.ask(path, { as: AUDITOR })).status).to.equal(200);
    const foreign = await district.ask<SeenProblem>(path, { as: OTHER });
    expect([foreign.status, foreign.body.code]).to.deep.equal([404, 'NOT_FOUND']);
    expect((await district.ask(path, { as: 'human-resources/operator' })).status).to.equal(403);
  });

  it('accesses are listed by case, with cursors', async () => {
    const list = (query: string) => district.ask<VerificationList>(`/v1/verifications?${query}`, { as: INTAKE });
    const all = await list(`caseNo=HR-2030-000001&itemCode=${item.code}`);
    expect(all.body.verifications).to.have.length(3);
    const first = await list('caseNo=HR-2030-000001&limit=2');
    expect(first.body.verifications).to.have.length(2);
    const rest = await list(`caseNo=HR-2030-000001&limit=2&cursor=${String(first.body.next)}`);
    expect(rest.body.verifications).to.have.length(1);
    expect(rest.body.next).to.equal(null);
    const foreign = await district.ask<SeenProblem>(`/v1/verifications?limit=2&cursor=${String(first.body.next)}`, {
      as: OTHER,
    });
    expect(foreign.body.code).to.equal('CURSOR_INVALID');
    expect((await list('from=2030-02-01&until=2030-01-01')).status).to.equal(422);
  });

  it('a record is shown without its values to its department and to auditors', async () => {
    const own = await district.ask<RecordView>(`/v1/records/${recordId}`, { as: ATTESTER });
    expect(own.body.status).to.equal('VALID');
    expect(own.body.predecessor).to.match(/^[0-9A-Z]{26}$/u);
    expect(own.text).not.to.contain('Road');
    expect((await district.ask(`/v1/records/${recordId}`, { as: OTHER })).status).to.equal(404);
    const history = await district.ask<RecordHistory>(`/v1/records/${recordId}/history`, { as: AUDITOR });
    expect(history.body.events.map(({ status }) => status)).to.deep.equal(['VALID']);
  });

  it('an auditor sees who asked, why, in an unbroken chain, and only after saying why themselves', async () => {
    const asked = await district.ask<DiaryQueryAnswer>('/v1/diary-queries', {
      as: AUDITOR,
      post: { subject: person(1), reason: 'SUBJECT_REQUEST', caseNo: 'AU-2030-7' },
    });
    expect(asked.status).to.equal(200);
    const diary = await district.ask<DiaryView>(`/v1/diaries/${asked.body.pseudonym}`, { as: AUDITOR });
    expect(diary.body.rows.map(({ n }) => n).sort()).to.deep.equal([1, 2]);
    expect(diary.body.rows.every(({ reader }) => reader === 'human-resources')).to.equal(true);
    expect(diary.body.chain.result).to.equal('INTACT');
    const unasked = await district.ask<SeenProblem>(`/v1/diaries/${'A'.repeat(43)}`, { as: AUDITOR });
    expect(unasked.body.code).to.equal('INQUIRY_REQUIRED');
    const impostor = await district.ask<SeenProblem>('/v1/diary-queries', {
      as: 'human-resources/auditor',
      post: { subject: person(1), reason: 'COMPLAINT', caseNo: 'AU-2030-8' },
    });
    expect([impostor.status, impostor.body.code]).to.deep.equal([403, 'DEPARTMENT_NOT_ENTITLED']);
  });

  it('provenance runs from a record to what relied on it', async () => {
    const post = { recordId, reason: 'ROUTINE_AUDIT', caseNo: 'AU-2030-9' };
    const { status, body } = await district.ask<ProvenanceView>('/v1/provenance-queries', { as: AUDITOR, post });
    expect(status).to.equal(200);
    expect(body.chain).to.have.length(2);
    expect(body.reliedOnBy.map(({ verificationId }) => verificationId)).to.include(verification.verificationId);
  });

  it('a change of status ends what a record says', async () => {
    const change = { status: 'CANCELLED', reason: 'MOVED_AWAY', day: '2026-01-01', legalAct: 'Act 7' };
    const changed = await district.ask(`/v1/records/${recordId}/status`, { as: ATTESTER, post: change });
    expect(changed.status).to.equal(200);
    const again = await district.ask<SeenProblem>(`/v1/records/${recordId}/status`, { as: ATTESTER, post: change });
    expect([again.status, again.body.code]).to.deep.equal([409, 'STATUS_CHANGE_NOT_ALLOWED']);
    const verified = await district.ask<VerificationAnswer>('/v1/verifications', {
      as: INTAKE,
      post: verificationOf(1),
    });
    expect(verified.body.materials[0]?.verdict).to.equal('CANCELLED');
  });

  it('the state of a submit is told to its caller', async () => {
    const path = `/v1/transactions/${verification.ledger.transactionId}`;
    const own = await district.ask<TransactionView>(path, { as: INTAKE });
    expect(own.body.state).to.equal('COMMITTED');
    expect((await district.ask<TransactionView>(path, { as: OTHER })).body.state).to.equal('UNKNOWN');
    expect((await district.ask<TransactionView>(path, { as: 'data-bureau/operator' })).body.state).to.equal(
      'COMMITTED',
    );
  });

  it('the catalogue is there for everyone, with versions and consents', async () => {
    const list = await district.ask<{ items: { code: string; materials: number }[] }>('/v1/items');
    expect(list.body.items.map(({ code, materials }) => [code, materials])).to.deep.equal([[item.code, 2]]);
    const one = await district.ask<{ item: unknown; versions: object[]; consents: object[] }>(`/v1/items/${item.code}`);
    expect(one.body.item).to.deep.equal(item);
    expect(one.body.versions).to.have.length(1);
    expect(one.body.consents).to.have.length(2);
    const etag = one.headers.get('etag') ?? '';
    expect((await district.ask(`/v1/items/${item.code}`, { headers: { 'if-none-match': etag } })).status).to.equal(304);
    const none = await district.ask<SeenProblem>(`/v1/items/${item.code}?version=7`);
    expect(none.body.code).to.equal('VERSION_UNKNOWN');
    for (const path of [
      '/v1/departments?limit=2',
      '/v1/record-types',
      '/v1/record-types/civil-affairs.marriage',
      '/v1/purposes',
      '/v1/duties',
    ]) {
      expect((await district.ask(path)).status, path).to.equal(200);
    }
  });
});
