// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { expect } from 'chai';
import type { Asker } from '../../../gateway/pseudonyms/pseudonym-service.js';
import { residentId } from '../usecases/support/identifiers.js';
import { rejectionOf } from '../usecases/support/rejection-of.js';
import { DepartmentCa } from './support/departments-ca.js';
import { rawCall } from './support/raw-call.js';
import { BUREAU, COUNTER, OFFICE, servedPseudonyms, type ServedPseudonyms } from './support/served-pseudonyms.js';

const attester = (department: string): Asker => ({ department, role: 'attester', purpose: 'ATTEST' });
const person = (sequence: number) => ({ kind: 'NATURAL_PERSON', identifier: residentId(sequence) }) as const;
const question = (changes: object = {}) =>
  JSON.stringify({ role: 'attester', purpose: 'ATTEST', subjects: [person(1)], ...changes });

describe('a pseudonym service under attack', () => {
  let served: ServedPseudonyms;

  before(async () => {
    served = await servedPseudonyms();
  });

  after(() => served.close());

  const url = (): string => served.server.url;
  const root = (): string => served.files[OFFICE]?.root ?? '';
  const answerOf = async (department: string, body: string) => {
    const { status, text } = await rawCall(url(), served.files[department] ?? {}, { body });
    return { status, body: JSON.parse(text) as Record<string, unknown> };
  };
  const namesFor = async (department: string) => {
    const gateway = served.gateway(department);
    const names = await gateway.registerPseudonyms(attester(department), [person(1)]);
    await gateway.close();
    return names;
  };

  it('does not listen to a client without a certificate', async () => {
    for (const path of ['/v1/register-pseudonyms', '/livez']) {
      expect(await rejectionOf(rawCall(url(), { root: root() }, { path, body: question() }))).to.be.instanceOf(Error);
    }
  });

  it('does not listen to the certificate of another CA, though it bears the name of a department', async () => {
    const foreign = await DepartmentCa.create(OFFICE, `ca.${OFFICE}`);
    const files = await foreign.issue(
      join(served.folder, 'foreign'),
      { name: 'gateway', isGateway: true },
      readFileSync(root(), 'utf8'),
    );
    expect(await rejectionOf(rawCall(url(), files, { body: question() }))).to.be.instanceOf(Error);
  });

  it('does not take a peer of a department for its gateway, whatever it calls itself', async () => {
    const files = await served.cas[OFFICE]?.issue(
      join(served.folder, 'peer'),
      { name: '{"attrs":{"onedoor.tls":"gateway"}}', hosts: ['localhost'] },
      readFileSync(root(), 'utf8'),
    );
    const { status, text } = await rawCall(url(), files ?? {}, { body: question() });
    expect([status, text]).to.deep.equal([403, '{"code":"CALLER_UNKNOWN"}']);
  });

  it('takes the department from the certificate: a body cannot name another, and gets its own names', async () => {
    const own = await answerOf(OFFICE, question());
    expect(own).to.deep.equal({ status: 200, body: { pseudonyms: await namesFor(OFFICE) } });
    expect(own.body).not.to.deep.equal({ pseudonyms: await namesFor(COUNTER) });
    for (const claim of [{ department: COUNTER }, { asker: { department: COUNTER } }, { mspId: 'CivilAffairsMSP' }]) {
      expect(await answerOf(OFFICE, question(claim))).to.deep.equal({
        status: 400,
        body: { code: 'REQUEST_MALFORMED' },
      });
    }
  });

  it('gives a body that another department sent before the names of the one that sends it again', async () => {
    const heard = question();
    await answerOf(COUNTER, heard);
    expect((await answerOf(OFFICE, heard)).body).to.deep.equal({ pseudonyms: await namesFor(OFFICE) });
  });

  it('renews no part of a ticket for another department than its reader', async () => {
    const [office, counter] = [served.gateway(OFFICE), served.gateway(COUNTER)];
    const order = {
      itemCode: 'human-resources.graduate-report',
      caseRef: 'c'.repeat(43),
      subjects: [{ role: 'applicant', ...person(1) }],
      sources: [COUNTER],
      minutes: 30,
    };
    const { core } = await office.issueTicket({ department: OFFICE, role: 'intake', purpose: 'VERIFY' }, order);
    const asker: Asker = { department: COUNTER, role: 'intake', purpose: 'VERIFY' };
    expect(await counter.renewParts(asker, { ...order, ticket: core })).to.equal(undefined);
    await Promise.all([office.close(), counter.close()]);
  });

  it('tells the name of a diary to nobody but the auditor', async () => {
    const body = JSON.stringify({ role: 'auditor', purpose: 'INQUIRE', subject: person(1) });
    const asked = (department: string) =>
      rawCall(url(), served.files[department] ?? {}, { path: '/v1/diary-pseudonym', body });
    expect(await asked(OFFICE)).to.deep.equal({ status: 403, text: '{"code":"NOT_ENTITLED"}' });
    expect((await asked(BUREAU)).status).to.equal(200);
  });

  for (const [name, body, status] of [
    ['no JSON', `{"identifier":"${residentId(1)}"`, 400],
    ['a name that is not agreed', question({ note: residentId(1) }), 400],
    ['a role that does not exist', question({ role: residentId(1) }), 400],
    ['an identifier that is too long', question({ subjects: [{ ...person(1), identifier: '1'.repeat(41) }] }), 400],
    ['no subject', question({ subjects: [] }), 400],
    ['more subjects than agreed', question({ subjects: Array(10_001).fill(person(1)) }), 400],
    ['more than two mebibytes', question({ note: 'x'.repeat(2 * 2 ** 20) }), 413],
    ['a prototype', `{"__proto__":{"role":"attester"},${question().slice(1)}`, 400],
  ] as const) {
    it(`refuses a body with ${name}, and repeats nothing of it`, async () => {
      const answer = await rawCall(url(), served.files[OFFICE] ?? {}, { body }).catch((error: unknown) => error);
      // A body that is too long may find the connection closed before it is all sent.
      if (!(answer instanceof Error)) expect(answer).to.deep.equal({ status, text: '{"code":"REQUEST_MALFORMED"}' });
      expect((await answerOf(OFFICE, question())).status).to.equal(200);
    });
  }

  it('cuts off who does not finish, and serves the others meanwhile', async () => {
    const port = Number(new URL(url()).port);
    await served.server.close();
    await served.serve({ port, times: { arrival: 400, idle: 5_000 } });
    const { certificate = '', key = '' } = served.files[OFFICE] ?? {};
    const slow = connect({
      port,
      host: '127.0.0.1',
      cert: readFileSync(certificate),
      key: readFileSync(key),
      ca: readFileSync(root()),
    });
    await once(slow, 'secureConnect');
    slow.write(
      'POST /v1/register-pseudonyms HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{',
    );
    const cut = once(slow.resume(), 'close');
    expect((await answerOf(OFFICE, question())).status).to.equal(200);
    await cut;
    await served.server.close();
    await served.serve({ port });
  });

  it('knows a revoked certificate no more from the next connection on, told by nobody, and on open connections too', async () => {
    const { certificate = '', key = '', serial = '' } = served.files[COUNTER] ?? {};
    const agent = new Agent({
      keepAlive: true,
      maxSockets: 1,
      cert: readFileSync(certificate),
      key: readFileSync(key),
      ca: readFileSync(root()),
    });
    const ask = () => rawCall(url(), { root: root() }, { agent, body: question() });
    expect((await ask()).status).to.equal(200);
    const list = join(served.clients, `${COUNTER}.crl.pem`);
    await writeFile(list, (await served.cas[COUNTER]?.revocationList(serial)) ?? '');
    expect((await rawCall(url(), served.files[COUNTER] ?? {}, { body: question() })).status).to.equal(403);
    expect((await ask()).text).to.equal('{"code":"CALLER_UNKNOWN"}');
    await rm(list);
    await served.server.reload();
    expect((await ask()).status).to.equal(200);
    agent.destroy();
  });

  it('takes no list of revocations that the CA of the department did not sign, or that has ended', async () => {
    const { serial = '' } = served.files[COUNTER] ?? {};
    const [own, other] = [COUNTER, Object.keys(served.cas).find((code) => code !== COUNTER) ?? ''];
    const list = join(served.clients, `${COUNTER}.crl.pem`);
    for (const [made, said] of [
      [await served.cas[other]?.revocationList(serial), 'not signed by the CA of its department'],
      [await served.cas[own]?.revocationList(serial, new Date(Date.now() - 1_000)), 'have the CA make a new one'],
    ] as const) {
      await writeFile(list, made ?? '');
      expect(String(await rejectionOf(served.server.reload())))
        .to.contain(`${COUNTER}.crl.pem`)
        .and.to.contain(said);
    }
    await rm(list);
    await served.server.reload();
    expect((await answerOf(COUNTER, question())).status).to.equal(200);
  });

  it('forgets a department whose CA was taken away, and keeps all as it was when its files cannot be read', async () => {
    const file = join(served.clients, `${COUNTER}.pem`);
    const pem = await readFile(file, 'utf8');
    await writeFile(file, 'no certificate');
    expect(String(await rejectionOf(served.server.reload()))).to.contain(served.clients);
    expect((await answerOf(COUNTER, question())).status).to.equal(200);
    await rm(file);
    await served.server.reload();
    expect(await rejectionOf(answerOf(COUNTER, question()))).to.be.instanceOf(Error);
    await writeFile(file, pem);
    await served.server.reload();
    expect((await answerOf(COUNTER, question())).status).to.equal(200);
  });

  it('does not let two departments share one CA', async () => {
    const file = join(served.clients, 'parks.pem');
    await writeFile(file, served.cas[OFFICE]?.pem ?? '');
    expect(String(await rejectionOf(served.server.reload()))).to.contain('share one CA');
    await rm(file);
  });

  it('said nothing about anybody: not in its log, not in its files', () => {
    const log = served.lines.join('');
    expect(log).to.contain(`"department":"${OFFICE}"`);
    expect(log).not.to.match(/44060419900101/u);
    const last = served.lines.map((line) => JSON.parse(line) as Record<string, unknown>).at(-1) ?? {};
    expect(Object.keys(last).sort()).to.deep.equal(
      ['call', 'count', 'department', 'level', 'ms', 'msg', 'purpose', 'role', 'status', 'time'].sort(),
    );
  });

  it('keeps no identifier in any file', async () => {
    for (const name of await readdir(served.folder)) {
      const path = join(served.folder, name);
      if ((await stat(path)).isFile()) expect((await readFile(path)).includes(residentId(1)), name).to.equal(false);
    }
  });
});
