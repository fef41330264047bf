// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { publishPurpose } from '../../../chaincode/transactions/publish-purpose.js';
import { purpose } from '../usecases/support/catalogue.js';
import { householdRecord, households, person, verificationOf } from './case-builders.js';
import { serveDistrict, type Answer, type ServedDistrict } from './served-district.js';

interface Body {
  readonly code?: string;
  readonly verificationId?: string;
  readonly queryId?: string;
  readonly pseudonym?: string;
  readonly outcome?: string;
  readonly importId?: string;
  readonly prefill?: readonly { readonly value: unknown }[];
  readonly results?: readonly { readonly recordId?: string; readonly status: string }[];
  readonly ledger?: { readonly transactionId: string };
  /** Where the question about a record stands. */
  readonly inquiry?: { readonly transactionId: string };
}

const RUN = randomUUID();
const ATTESTER = 'data-bureau/attester';
const INTAKE = 'human-resources/intake';

describe('requests with an Idempotency-Key', function () {
  this.timeout(60_000);
  let served: ServedDistrict;
  before(async () => {
    served = await serveDistrict();
    const first = households(householdRecord(1), householdRecord(2), householdRecord(3));
    expect((await served.ask('/v1/records', { as: ATTESTER, post: first })).status).to.equal(200);
  });
  after(() => served.close());

  const keyed = (
    path: string,
    as: typeof ATTESTER | typeof INTAKE | 'data-bureau/auditor',
    post: unknown,
    key: string,
  ) => served.ask<Body>(path, { as, post, headers: { 'idempotency-key': key } });

  /** Asks twice; the second answer must be the first, and nothing may be written for it. */
  async function twice(path: string, as: Parameters<typeof keyed>[1], post: unknown): Promise<Answer<Body>> {
    const key = `"${randomUUID()}"`;
    const first = await keyed(path, as, post, key);
    await served.unwritten(async () => {
      const second = await keyed(path, as, post, key);
      expect(second.status).to.equal(first.status);
      expect({ ...second.body, requestId: '' }).to.deep.equal({ ...first.body, requestId: '' });
    });
    return first;
  }

  /** A repeat after a kill finds the transaction only if the request's own watch was told of it. */
  async function expectWrittenDown({ body }: Answer<Body>): Promise<void> {
    const { transactionId = 'none' } = body.inquiry ?? body.ledger ?? {};
    const file = join(served.home, 'idempotency.sqlite');
    const kept = Buffer.concat([await readFile(file), await readFile(`${file}-wal`)]);
    expect(kept.includes(transactionId), 'transaction of the answer').to.equal(true);
  }

  it('attest once: CREATED stays CREATED, though the row is there by now', async () => {
    const first = await twice('/v1/records', ATTESTER, { ...households(householdRecord(10)), importId: RUN });
    await expectWrittenDown(first);
    expect(first.body.results?.[0]?.status).to.equal('CREATED');
    expect(first.body.importId).to.equal(RUN);
  });

  it('verify once, with verdicts', async () => {
    const first = await twice('/v1/verifications', INTAKE, verificationOf(1));
    await expectWrittenDown(first);
    expect(first.body.outcome).to.equal('SATISFIED');
  });

  it('verify once, with fields: values are asked for again, and none is kept', async () => {
    const first = await twice('/v1/verifications', INTAKE, verificationOf(2, { disclose: 'fields' }));
    await expectWrittenDown(first);
    expect(first.body.prefill?.map(({ value }) => value)).to.include('Road 2');
    for (const name of ['idempotency.sqlite', 'idempotency.sqlite-wal']) {
      const bytes = await readFile(join(served.home, name));
      for (const text of ['Road 2', 'Name 2', person(2).identifier, 'H-10', RUN, 'HR-2030-000001'])
        expect(bytes.includes(text), `${name} holds ${text}`).to.equal(false);
    }
  });

  it('ask for a diary once', async () => {
    const post = { subject: person(1), reason: 'SUBJECT_REQUEST', caseNo: 'AU-2030-0001' };
    const first = await twice('/v1/diary-queries', 'data-bureau/auditor', post);
    await expectWrittenDown(first);
    expect(first.body.pseudonym).to.be.a('string');
  });

  it('change a status once, though the change could not be made again', async () => {
    const attested = await served.ask<Body>('/v1/records', { as: ATTESTER, post: households(householdRecord(11)) });
    const path = `/v1/records/${attested.body.results?.[0]?.recordId ?? ''}/status`;
    const first = await twice(path, ATTESTER, { status: 'REVOKED', reason: 'DECISION', day: '2026-03-01' });
    await expectWrittenDown(first);
    expect(first.status).to.equal(200);
  });

  it('trace a record once', async () => {
    const attested = await served.ask<Body>('/v1/records', { as: ATTESTER, post: households(householdRecord(16)) });
    const recordId = attested.body.results?.[0]?.recordId ?? '';
    const post = { recordId, reason: 'ROUTINE_AUDIT', caseNo: 'AU-2030-0002' };
    const first = await twice('/v1/provenance-queries', 'data-bureau/auditor', post);
    await expectWrittenDown(first);
    expect(first.status).to.equal(200);
  });

  it('take an import back once: what was annulled stays the answer', async () => {
    const importId = randomUUID();
    await served.ask('/v1/records', { as: ATTESTER, post: { ...households(householdRecord(17)), importId } });
    const post = { legalAct: 'Decision 7', day: '2026-03-01' };
    const first = await twice(`/v1/imports/${importId}/revert`, ATTESTER, post);
    await expectWrittenDown(first);
    expect(first.body).to.include({ importId, annulled: 1 });
    const bytes = await readFile(join(served.home, 'idempotency.sqlite-wal'));
    for (const text of [importId, post.legalAct]) expect(bytes.includes(text), text).to.equal(false);
  });

  it('conclude once', async () => {
    const { scenario, subjects } = verificationOf(1);
    const opened = await served.ask<Body>('/v1/verifications', { as: INTAKE, post: verificationOf(1) });
    const path = `/v1/verifications/${opened.body.verificationId ?? ''}/conclusions`;
    const first = await twice(path, INTAKE, { scenario, subjects });
    expect(first.body).to.include({ outcome: 'SATISFIED', verificationId: opened.body.verificationId });
  });

  it('are refused once: the same refusal comes again, whether it is on record or not', async () => {
    const onRecord = verificationOf(3, { legalBasis: { kind: 'HOLDER' } });
    expect((await twice('/v1/verifications', INTAKE, onRecord)).body.verificationId).to.be.a('string');
    const unwritten = verificationOf(3, { purposeCode: 'nobody-knows' });
    expect((await twice('/v1/verifications', INTAKE, unwritten)).body.code).to.equal('PURPOSE_UNKNOWN');
  });

  it('are refused as before although the request would pass by now; with another key it does', async () => {
    const post = verificationOf(3, { purposeCode: 'later' });
    const publish = async (version: number, department: string): Promise<void> => {
      const { ledger, projector } = served.gateway.parts;
      const document = { ...purpose, code: 'later', version, departments: [department] };
      const publisher = { caller: { department: 'data-bureau', role: 'publisher' as const }, watch: undefined };
      await ledger.submit(publishPurpose, { department: 'data-bureau', document }, publisher);
      await projector.waitFor((await ledger.height()) - 1n, 10_000);
    };
    const [unwritten, onRecord] = [randomUUID(), randomUUID()];
    const first = await keyed('/v1/verifications', INTAKE, post, unwritten);
    expect(first.body.code).to.equal('PURPOSE_UNKNOWN');
    await publish(1, 'civil-affairs');
    const second = await keyed('/v1/verifications', INTAKE, post, onRecord);
    expect(second.body.code).to.equal('PURPOSE_NOT_COVERED');
    expect(second.body.verificationId).to.be.a('string');
    await publish(2, 'human-resources');
    await served.unwritten(async () => {
      for (const [key, { status, body }] of [
        [unwritten, first],
        [onRecord, second],
      ] as const) {
        const again = await keyed('/v1/verifications', INTAKE, post, key);
        expect(again.status).to.equal(status);
        expect({ ...again.body, requestId: '' }).to.deep.equal({ ...body, requestId: '' });
      }
    });
    expect((await keyed('/v1/verifications', INTAKE, post, randomUUID())).status).to.equal(200);
  });

  it('mean another request in another body, at another address, and are refused', async () => {
    const key = randomUUID();
    await keyed('/v1/records', ATTESTER, households(householdRecord(12)), key);
    await served.unwritten(async () => {
      const other = await keyed('/v1/records', ATTESTER, households(householdRecord(13)), key);
      expect(other.status).to.equal(422);
      expect(other.body.code).to.equal('IDEMPOTENCY_KEY_REUSED');
      const elsewhere = await keyed('/v1/records?dryRun=true', ATTESTER, households(householdRecord(12)), key);
      expect(elsewhere.body.code).to.equal('IDEMPOTENCY_KEY_REUSED');
    });
  });

  it('are their own for every caller', async () => {
    const key = randomUUID();
    const mine = await keyed('/v1/verifications', INTAKE, verificationOf(1), key);
    const theirs = await served.ask<Body>('/v1/verifications', {
      as: 'human-resources/officer',
      post: verificationOf(1),
      headers: { 'idempotency-key': key },
    });
    expect(theirs.status).to.equal(200);
    expect(theirs.body.verificationId).not.to.equal(mine.body.verificationId);
  });

  it('in flight are told so, and done once', async () => {
    const key = randomUUID();
    const post = households(householdRecord(14));
    const answers = await Promise.all(Array.from({ length: 5 }, () => keyed('/v1/records', ATTESTER, post, key)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).to.have.length.at.least(1);
    const waiting = answers.filter(({ status }) => status !== 200);
    for (const { status, body, headers } of waiting) {
      expect(status).to.equal(409);
      expect(body.code).to.equal('IDEMPOTENCY_KEY_IN_FLIGHT');
      expect(headers.get('retry-after')).to.equal('1');
    }
    const created = answers
      .flatMap(({ body }) => body.results ?? [])
      .map(({ status, recordId }) => `${status} ${recordId}`);
    expect(new Set(created).size).to.equal(1);
  });

  it('may be quoted or bare, and must be readable', async () => {
    const key = randomUUID();
    const post = households(householdRecord(15));
    const quoted = await keyed('/v1/records', ATTESTER, post, `"${key}"`);
    expect((await keyed('/v1/records', ATTESTER, post, key)).body).to.deep.equal(quoted.body);
    for (const bad of ['""', '"half', 'a, b', 'two words', '"x', `"${'k'.repeat(256)}"`, '"a";q=1', 'a"b']) {
      const answer = await keyed('/v1/records', ATTESTER, post, bad);
      expect(answer.status, bad).to.equal(400);
      expect(answer.body.code, bad).to.equal('IDEMPOTENCY_KEY_MALFORMED');
    }
  });
});
