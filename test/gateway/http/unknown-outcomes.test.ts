// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { EmbeddedLedger } from '../../../gateway/ledger/embedded/embedded-ledger.js';
import { openLocalPseudonymService } from '../../../gateway/pseudonyms/local-pseudonym-service.js';
import { startProjector } from '../../../gateway/readmodel/projector.js';
import { openReadModel } from '../../../gateway/readmodel/read-model.js';
import { createUseCases } from '../../../gateway/usecases/create-use-cases.js';
import type { Orderable } from '../../../network/embedded/index.js';
import { faultyNetwork } from '../ledger/faulty-network.js';
import { openTestLedger, threeDepartments } from '../ledger/open-test-ledger.js';
import { publishCatalogue } from '../usecases/support/district.js';
import { householdRecord, households, person, verificationOf } from './case-builders.js';
import { openEdge, type Edge } from './support.js';

interface Body {
  readonly code?: string;
  readonly submissionId?: string;
  readonly state?: string;
  readonly operation?: string;
  readonly next?: string;
  readonly result?: { readonly verificationId?: string };
  readonly verificationId?: string;
  readonly outcome?: string;
  readonly ledger?: readonly unknown[];
  readonly results?: readonly { readonly status: string }[];
}

/** What befalls transactions on their way; they go through where nothing does. */
type Fault = 'acknowledgement lost' | 'never arrives' | 'second never arrives';

describe('a request whose outcome is not known', function () {
  this.timeout(60_000);
  let edge: Edge;
  let fault: Fault | undefined;
  let close: () => Promise<void>;

  before(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'onedoor-unknown-'));
    const definition = threeDepartments();
    const codes = definition.departments.map(({ code }) => code);
    const { network } = await openTestLedger(join(folder, 'ledger'));
    const times = { endorse: 30_000, order: 30_000 };
    const faulty = faultyNetwork(network, async (handOver, transaction: Orderable) => {
      times.order = fault === 'never arrives' ? 300 : 30_000; // nobody waits long for what cannot come
      if (fault === 'never arrives') return new Promise(() => undefined);
      if (fault === 'second never arrives') fault = 'never arrives';
      const outcome = await handOver(transaction);
      if (fault === 'acknowledgement lost') throw new Error('the connection broke');
      return outcome;
    });
    const ledger = new EmbeddedLedger(faulty, definition, codes, times);
    const database = await openReadModel(join(folder, 'readmodel.sqlite'));
    const projector = await startProjector({ ledger, database });
    const keys = join(folder, 'keys');
    const file = join(folder, 'pseudonyms.sqlite');
    const pseudonyms = await openLocalPseudonymService({ file, keys, department: 'data-bureau' });
    await publishCatalogue(ledger, await pseudonyms.ticketKey());
    await projector.waitFor((await ledger.height()) - 1n, 5_000);
    const readModel = { database, waitForBlock: (block: bigint) => projector.waitFor(block, 5_000) };
    const log = { warn: () => undefined };
    const useCases = await createUseCases({ ledger, readModel, pseudonyms, keys, log });
    edge = await openEdge(useCases, {}, undefined, undefined, ledger);
    close = async () => {
      await edge.close();
      await projector.stop();
      await ledger.close();
      await database.destroy();
      await pseudonyms.close();
      await rm(folder, { recursive: true });
    };
  });
  after(() => close());
  afterEach(() => {
    fault = undefined;
  });

  async function ask(method: 'GET' | 'POST', url: string, as: string, payload?: object, key?: string) {
    const [department = '', role = ''] = as.split('/');
    const answer = await edge.app.inject({
      method,
      url,
      headers: {
        authorization: `Bearer ${await edge.token(role as 'intake', department)}`,
        ...(key === undefined ? {} : { 'idempotency-key': `"${key}"` }),
      },
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: answer.statusCode, location: answer.headers.location ?? '', body: answer.json<Body>() };
  }

  const attest = (sequence: number, key?: string) =>
    ask('POST', '/v1/records', 'data-bureau/attester', households(householdRecord(sequence)), key);

  it('is answered by 202 and an address; there it is COMMITTED, and the key gives the whole answer', async () => {
    const key = randomUUID();
    fault = 'acknowledgement lost';
    const unknown = await attest(1, key);
    expect(unknown.status).to.equal(202);
    expect(unknown.body.code).to.equal('OUTCOME_UNKNOWN');
    expect(unknown.location).to.equal(`/v1/submissions/${unknown.body.submissionId}`);
    const { body } = await ask('GET', unknown.location, 'data-bureau/attester');
    expect(body).to.include({ state: 'COMMITTED', operation: 'attestRecords' });
    expect(body.ledger).to.have.length(1);
    const whole = await attest(1, key);
    expect(whole.body.results?.map(({ status }) => status)).to.deep.equal(['CREATED']);
  });

  it('has an address without a key too, and says what was made', async () => {
    await attest(2);
    fault = 'acknowledgement lost';
    const unknown = await ask('POST', '/v1/verifications', 'human-resources/intake', verificationOf(2));
    expect(unknown.status).to.equal(202);
    fault = undefined;
    const { body } = await ask('GET', unknown.location, 'human-resources/intake');
    expect(body.state).to.equal('COMMITTED');
    const id = body.result?.verificationId ?? '';
    expect((await ask('GET', `/v1/verifications/${id}`, 'human-resources/intake')).status).to.equal(200);
  });

  it('that was opened and not concluded is concluded by the repeat', async () => {
    await attest(3);
    const key = randomUUID();
    fault = 'acknowledgement lost';
    const post = verificationOf(3, { disclose: 'fields' });
    expect((await ask('POST', '/v1/verifications', 'human-resources/intake', post, key)).status).to.equal(202);
    fault = undefined;
    const whole = await ask('POST', '/v1/verifications', 'human-resources/intake', post, key);
    expect(whole.body).to.include({ outcome: 'SATISFIED' });
    expect(JSON.stringify(whole.body)).to.include('Road 3');
  });

  it('is PENDING while that is so, for repeats with its key too, and there for nobody else', async () => {
    const key = randomUUID();
    fault = 'never arrives';
    const unknown = await attest(4, key);
    const { body } = await ask('GET', unknown.location, 'data-bureau/attester');
    expect(body).to.include({ state: 'PENDING' });
    expect(body).not.to.have.property('result');
    const repeated = await attest(4, key);
    expect(repeated.status).to.equal(202);
    expect(repeated.location).to.equal(unknown.location);
    for (const other of ['data-bureau/auditor', 'civil-affairs/attester']) {
      const foreign = await ask('GET', unknown.location, other);
      expect(foreign.status).to.equal(404);
      const absent = await ask('GET', `/v1/submissions/${'a'.repeat(26)}`, other);
      expect({ ...foreign.body, requestId: '' }).to.deep.equal({ ...absent.body, requestId: '' });
    }
  });

  it('leaves a source UNAVAILABLE, which can be asked later with the same subjects and answers only', async () => {
    await attest(5);
    const verification = verificationOf(5);
    const path = '/v1/verifications';
    fault = 'second never arrives';
    const opened = await ask('POST', path, 'human-resources/intake', verification);
    fault = undefined;
    expect(opened.status).to.equal(200);
    expect(opened.body.outcome).to.equal('INCOMPLETE');
    const { subjects, scenario } = verification;
    const conclusions = `${path}/${opened.body.verificationId}/conclusions`;
    const others = { subjects: { applicant: person(6) }, scenario };
    const wrong = await ask('POST', conclusions, 'human-resources/intake', others);
    expect(wrong.body.code).to.equal('SUBJECTS_INVALID');
    const otherAnswers = { subjects, scenario: { married: true } };
    const changed = await ask('POST', conclusions, 'human-resources/intake', otherAnswers);
    expect(changed.body.code).to.equal('ANSWERS_NOT_COMMITTED');
    const again = await ask('POST', conclusions, 'human-resources/intake', { subjects, scenario });
    expect(again.body).to.include({ outcome: 'SATISFIED', verificationId: opened.body.verificationId });
    const foreign = await ask('POST', conclusions, 'civil-affairs/intake', { subjects, scenario });
    expect(foreign.body.code).to.equal('NOT_FOUND');
  });
});
