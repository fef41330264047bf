// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from 'chai';
import { openLocalPseudonymService } from '../../../gateway/pseudonyms/local-pseudonym-service.js';
import type { Asker, PseudonymService, TicketOrder } from '../../../gateway/pseudonyms/pseudonym-service.js';
import { openRemotePseudonymService } from '../../../gateway/pseudonyms/remote/remote-pseudonym-service.js';
import { creditCode, residentId } from '../usecases/support/identifiers.js';
import { rejectionOf } from '../usecases/support/rejection-of.js';
import { BUREAU, COUNTER, OFFICE, servedPseudonyms, type ServedPseudonyms } from './support/served-pseudonyms.js';

const attester = (department: string): Asker => ({ department, role: 'attester', purpose: 'ATTEST' });
const auditor: Asker = { department: BUREAU, role: 'auditor', purpose: 'INQUIRE' };
const reader: Asker = { department: OFFICE, role: 'intake', purpose: 'VERIFY' };
const person = (sequence: number) => ({ kind: 'NATURAL_PERSON', identifier: residentId(sequence) }) as const;
const order: TicketOrder = {
  itemCode: 'human-resources.graduate-report',
  caseRef: 'c'.repeat(43),
  subjects: [{ role: 'applicant', ...person(1) }],
  sources: [COUNTER, BUREAU],
  minutes: 30,
};

describe('the pseudonym service of another process', () => {
  let served: ServedPseudonyms;
  let gateway: PseudonymService;

  before(async () => {
    served = await servedPseudonyms();
    gateway = served.gateway(BUREAU, OFFICE, COUNTER);
  });

  after(async () => {
    await gateway.close();
    await served.close();
  });

  it('names subjects as the one in this process does, and gives the same key of tickets', async () => {
    const [company] = [{ kind: 'LEGAL_PERSON', identifier: creditCode(1) } as const];
    const names = await gateway.registerPseudonyms(attester(COUNTER), [person(1), company]);
    const diary = await gateway.diaryPseudonym(auditor, person(1));
    const key = await gateway.ticketKey();
    await served.server.close();
    const local = await openLocalPseudonymService({
      file: join(served.folder, 'pseudonyms.sqlite'),
      keys: join(served.folder, 'keys'),
      department: BUREAU,
    });
    expect(await local.registerPseudonyms(attester(COUNTER), [person(1), company])).to.deep.equal(names);
    expect([await local.diaryPseudonym(auditor, person(1)), await local.ticketKey()]).to.deep.equal([diary, key]);
    await local.close();
    await served.serve({ port: Number(new URL(served.server.url).port) });
  });

  it('issues tickets for the department that asks, and their parts again', async () => {
    const ticket = await gateway.issueTicket(reader, order);
    expect(ticket.core.core).to.include({ reader: OFFICE, service: BUREAU, caseRef: order.caseRef });
    expect([...ticket.parts.keys()]).to.deep.equal(order.sources);
    const again = await gateway.renewParts(reader, { ...order, ticket: ticket.core, sources: [COUNTER] });
    expect(again?.get(COUNTER)?.part).to.deep.equal(ticket.parts.get(COUNTER)?.part);
    const others = { ...order, ticket: ticket.core, subjects: [{ role: 'applicant', ...person(2) }] };
    expect(await gateway.renewParts(reader, others)).to.equal(undefined);
  });

  it('tells the reader of a ticket and the department of its item whether somebody is a subject of it, and nobody else', async () => {
    const { core: ticket } = await gateway.issueTicket(reader, order);
    const question = { ticket, subjects: order.subjects };
    const other = { ticket, subjects: [{ ...person(2), role: 'applicant' }] };
    const elsewhere = {
      ticket: { ...ticket, core: { ...ticket.core, itemCode: `${COUNTER}.some-item` } },
      subjects: question.subjects,
    };
    const officer = (department: string) => ({ department, role: 'officer', purpose: 'ATTEST' }) as const;
    const inItsItem = order.itemCode.split('.')[0] ?? '';
    expect(await gateway.isAbout(officer(inItsItem), question)).to.equal(true);
    expect(await gateway.isAbout(officer(OFFICE), question)).to.equal(true);
    expect(await gateway.isAbout(officer(OFFICE), other)).to.equal(false);
    expect(await gateway.isAbout(officer(BUREAU), question)).to.equal(inItsItem === BUREAU);
    // A ticket that was written anew to be about another department's item is none.
    expect(await gateway.isAbout(officer(COUNTER), elsewhere)).to.equal(false);
  });

  it('refuses as the one in this process does: which identifier, and how many', async () => {
    const wrong = { ...person(1), identifier: '440604199001010011' };
    expect(await rejectionOf(gateway.registerPseudonyms(attester(COUNTER), [person(1), wrong]))).to.include({
      name: 'PseudonymRefusal',
      code: 'IDENTIFIER_INVALID',
      index: 1,
    });
    const port = Number(new URL(served.server.url).port);
    await served.server.close();
    await served.serve({ port, perMinute: 1 });
    expect(await rejectionOf(gateway.registerPseudonyms(attester(COUNTER), [person(1), person(2)]))).to.include({
      name: 'PseudonymRefusal',
      code: 'PSEUDONYM_LIMIT_REACHED',
      index: undefined,
    });
    await served.server.close();
    await served.serve({ port });
  });

  it('takes thousands of subjects in one question, and many questions at once', async () => {
    const subjects = Array.from({ length: 5_000 }, (_, index) => ({
      kind: 'LEGAL_PERSON' as const,
      identifier: creditCode(index),
    }));
    const names = await gateway.registerPseudonyms(attester(COUNTER), subjects);
    expect(new Set(names).size).to.equal(5_000);
    const again = await Promise.all(
      subjects.slice(0, 200).map((subject) => gateway.registerPseudonyms(attester(COUNTER), [subject])),
    );
    expect(again.flat()).to.deep.equal(names.slice(0, 200));
  });

  it('is asked again where it was not there, and says so when it stays away', async () => {
    const port = Number(new URL(served.server.url).port);
    await served.server.close();
    const refusal = await rejectionOf(gateway.issueTicket(reader, order));
    expect(refusal).to.include({ name: 'PseudonymsUnavailable' });
    const asked = gateway.registerPseudonyms(attester(COUNTER), [person(1)]);
    await served.serve({ port });
    expect(await asked).to.have.length(1);
    expect((await gateway.issueTicket(reader, order)).parts.size).to.equal(2);
  });

  it('is waited for no longer than agreed, and a ticket is not ordered twice', async () => {
    let connections = 0;
    const silent = createServer((socket) => {
      connections += 1;
      socket.on('error', () => undefined).on('data', () => undefined);
    }).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as { port: number };
    const hung = openRemotePseudonymService({
      url: `https://127.0.0.1:${port}`,
      departments: [OFFICE],
      filesOf: () => served.files[OFFICE],
      milliseconds: 300,
    });
    const from = performance.now();
    expect(await rejectionOf(hung.issueTicket(reader, order))).to.include({ name: 'PseudonymsUnavailable' });
    expect(performance.now() - from).to.be.within(250, 2_000);
    expect(connections).to.equal(1);
    await hung.close();
    silent.close();
  });

  it('is not believed when its certificate is of another CA, or for another host', async () => {
    const foreign = { ...served.files[OFFICE], root: served.files[OFFICE]?.certificate ?? '' };
    for (const [url, files] of [
      [served.server.url, foreign],
      [served.server.url.replace('127.0.0.1', '127.0.0.2'), served.files[OFFICE]],
    ] as const) {
      const fooled = openRemotePseudonymService({
        url,
        departments: [OFFICE],
        filesOf: () => files as NonNullable<typeof files> & { certificate: string; key: string; root: string },
      });
      expect(await rejectionOf(fooled.registerPseudonyms(attester(OFFICE), [person(1)]))).to.include({
        name: 'PseudonymsUnavailable',
      });
      await fooled.close();
    }
  });

  it('lets this gateway ask in no name for which it has no certificate', async () => {
    const office = served.gateway(OFFICE);
    expect(await rejectionOf(office.registerPseudonyms(attester(COUNTER), [person(1)]))).to.include({
      name: 'PseudonymsUnavailable',
    });
    await office.close();
  });
});
