// SPDX-License-Identifier: Apache-2.0
import { verify } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Value } from 'typebox/value';
import { SignedTicketCore, SignedTicketPart } from '../../../chaincode/domain/access/ticket.js';
import { ticketCoreText, ticketPartText } from '../../../chaincode/domain/access/ticket-text.js';
import { openLocalPseudonymService } from '../../../gateway/pseudonyms/local-pseudonym-service.js';
import type { Asker, PseudonymService, TicketOrder } from '../../../gateway/pseudonyms/pseudonym-service.js';
import type { PseudonymTables } from '../../../gateway/pseudonyms/tables.js';
import { openSqlite } from '../../../gateway/sqlite/open-sqlite.js';
import { creditCode, residentId } from '../usecases/support/identifiers.js';
import { rejectionOf } from '../usecases/support/rejection-of.js';

const attester = (department: string): Asker => ({ department, role: 'attester', purpose: 'ATTEST' });
const person = (sequence: number) => ({ kind: 'NATURAL_PERSON', identifier: residentId(sequence) }) as const;
const company = (sequence: number) => ({ kind: 'LEGAL_PERSON', identifier: creditCode(sequence) }) as const;

describe('the pseudonym service', () => {
  let folder: string;
  let service: PseudonymService;
  let now = new Date('2030-01-01T00:00:00.000Z');

  async function open(perMinute?: number): Promise<PseudonymService> {
    return openLocalPseudonymService({
      file: join(folder, 'pseudonyms.sqlite'),
      keys: join(folder, 'keys'),
      department: 'data-bureau',
      now: () => now,
      ...(perMinute === undefined ? {} : { perMinute }),
    });
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onedoor-pseudonyms-'));
    service = await open();
  });

  afterEach(async () => {
    await service.close();
    await rm(folder, { recursive: true });
  });

  it('gives a department the same name for a subject every time, and another department another one', async () => {
    const [first] = await service.registerPseudonyms(attester('civil-affairs'), [person(1)]);
    const again = await service.registerPseudonyms(attester('civil-affairs'), [person(2), person(1)]);
    const [elsewhere] = await service.registerPseudonyms(attester('human-resources'), [person(1)]);
    expect(again[1]).to.equal(first);
    expect(new Set([first, again[0], elsewhere]).size).to.equal(3);
    expect(first).to.match(/^[A-Za-z0-9_-]{43}$/u);
  });

  it('remembers over a restart', async () => {
    const before = await service.registerPseudonyms(attester('civil-affairs'), [person(1), company(1)]);
    await service.close();
    service = await open();
    expect(await service.registerPseudonyms(attester('civil-affairs'), [person(1), company(1)])).to.deep.equal(before);
  });

  it('takes the forms in which an identifier is written for one', async () => {
    const identifier = Array.from({ length: 999 }, (_, sequence) => residentId(sequence)).find((id) =>
      id.endsWith('X'),
    );
    const wide = Array.from(identifier ?? '', (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).join('');
    const forms = [identifier, identifier?.toLowerCase(), wide].map((one) => ({ ...person(1), identifier: one ?? '' }));
    const names = await service.registerPseudonyms(attester('civil-affairs'), forms);
    expect(new Set(names).size).to.equal(1);
  });

  it('answers questions that arrive together alike, also about a subject that is new to it', async () => {
    const names = await Promise.all(
      Array.from({ length: 20 }, () => service.registerPseudonyms(attester('civil-affairs'), [person(7)])),
    );
    expect(new Set(names.flat()).size).to.equal(1);
  });

  it('takes a batch of thousands', async () => {
    const subjects = Array.from({ length: 1500 }, (_, index) => company(index));
    const names = await service.registerPseudonyms(attester('civil-affairs'), subjects);
    expect(new Set(names).size).to.equal(1500);
  });

  for (const { name, subject, code } of [
    {
      name: 'a wrong check digit',
      subject: { ...person(1), identifier: '440604199001010011' },
      code: 'IDENTIFIER_INVALID',
    },
    {
      name: 'a company for a person',
      subject: { ...person(1), identifier: creditCode(1) },
      code: 'IDENTIFIER_KIND_WRONG',
    },
    {
      name: 'a person for a company',
      subject: { ...company(1), identifier: residentId(1) },
      code: 'IDENTIFIER_KIND_WRONG',
    },
  ]) {
    it(`refuses ${name}, says which, and does not repeat it`, async () => {
      const asked = service.registerPseudonyms(attester('civil-affairs'), [person(2), subject]);
      const refusal = await rejectionOf(asked);
      expect(refusal).to.include({ name: 'PseudonymRefusal', code, index: 1 });
      expect(String(refusal)).not.to.contain(subject.identifier);
    });
  }

  it('limits what one department may ask in a minute, and no other', async () => {
    await service.close();
    service = await open(3);
    await service.registerPseudonyms(attester('civil-affairs'), [person(1), person(2)]);
    const refusal = await rejectionOf(service.registerPseudonyms(attester('civil-affairs'), [person(3), person(4)]));
    expect(refusal).to.include({ code: 'PSEUDONYM_LIMIT_REACHED' });
    await service.registerPseudonyms(attester('civil-affairs'), [person(3)]);
    await service.registerPseudonyms(attester('human-resources'), [person(1)]);
    now = new Date(now.getTime() + 60_000);
    await service.registerPseudonyms(attester('civil-affairs'), [person(4)]);
  });

  it('logs who asked for how many, and keeps no identifier', async () => {
    await service.registerPseudonyms(attester('civil-affairs'), [person(1), person(2)]);
    await service.diaryPseudonym({ department: 'data-bureau', role: 'auditor', purpose: 'INQUIRE' }, person(1));
    await service.close();
    const database = openSqlite<PseudonymTables>(join(folder, 'pseudonyms.sqlite'));
    const rows = await database.selectFrom('requests').selectAll().orderBy('ordinal').execute();
    await database.destroy();
    expect(rows.map(({ department, role, purpose, subjects }) => [department, role, purpose, subjects])).to.deep.equal([
      ['civil-affairs', 'attester', 'ATTEST', 2],
      ['data-bureau', 'auditor', 'INQUIRE', 1],
    ]);
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = await readFile(join(folder, entry.name)).catch(() => Buffer.alloc(0)); // the database's log goes with its end
      expect(bytes.includes(residentId(1)), entry.name).to.equal(false);
    }
    service = await open();
  });

  it('keeps its keys for itself', async () => {
    for (const name of await readdir(join(folder, 'keys'))) {
      expect((await stat(join(folder, 'keys', name))).mode & 0o777, name).to.equal(0o600);
    }
  });

  describe('tickets', () => {
    const order: TicketOrder = {
      itemCode: 'human-resources.graduate-report',
      caseRef: 'c'.repeat(43),
      subjects: [
        { role: 'applicant', ...person(1) },
        { role: 'spouse', ...person(2) },
      ],
      sources: ['civil-affairs', 'data-bureau'],
      minutes: 30,
    };
    const reader: Asker = { department: 'human-resources', role: 'intake', purpose: 'VERIFY' };

    async function isSigned(text: string, signature: string): Promise<boolean> {
      const key = { key: Buffer.from(await service.ticketKey(), 'base64'), format: 'der', type: 'spki' } as const;
      const options = { ...key, dsaEncoding: 'ieee-p1363' } as const;
      return verify('sha256', Buffer.from(text), options, Buffer.from(signature, 'base64url'));
    }

    it('have a signed core and one signed part per source, of the agreed shape', async () => {
      const { core, parts } = await service.issueTicket(reader, order);
      expect(Value.Check(SignedTicketCore, core)).to.equal(true);
      expect(await isSigned(ticketCoreText(core.core), core.signature)).to.equal(true);
      expect([...parts.keys()]).to.deep.equal(order.sources);
      for (const part of parts.values()) {
        expect(Value.Check(SignedTicketPart, part)).to.equal(true);
        expect(await isSigned(ticketPartText(part.part), part.signature)).to.equal(true);
      }
    });

    it('name reader, item, case and end, and carry the pseudonyms of diary and registers', async () => {
      const { core, parts } = await service.issueTicket(reader, order);
      const { itemCode, caseRef } = order;
      expect(core.core).to.include({ reader: 'human-resources', service: 'data-bureau', itemCode, caseRef });
      expect(core.core.expiresAt).to.equal(new Date(now.getTime() + 30 * 60_000).toISOString());
      const diary = await service.diaryPseudonym(reader, person(1));
      expect(core.core.subjects[0]).to.deep.equal({ role: 'applicant', kind: 'NATURAL_PERSON', diary });
      const registers = await service.registerPseudonyms(attester('civil-affairs'), [person(1), person(2)]);
      expect(parts.get('civil-affairs')?.part.subjects.map(({ register }) => register)).to.deep.equal(registers);
    });

    it('show no register pseudonym in the core, and none of another source in a part', async () => {
      const { core, parts } = await service.issueTicket(reader, order);
      const [own, other] = order.sources.map((source) =>
        parts.get(source)?.part.subjects.map(({ register }) => register),
      );
      for (const register of [...(own ?? []), ...(other ?? [])]) {
        expect(JSON.stringify(core)).not.to.contain(register);
      }
      for (const register of other ?? []) expect(JSON.stringify(parts.get('civil-affairs'))).not.to.contain(register);
    });

    it('are good for a day at most, however long a reader orders them for', async () => {
      const { core, parts } = await service.issueTicket(reader, { ...order, minutes: 525_600 });
      const tomorrow = new Date(now.getTime() + 24 * 60 * 60_000).toISOString();
      expect(
        [core.core, ...[...parts.values()].map(({ part }) => part)].map(({ expiresAt }) => expiresAt),
      ).to.deep.equal(Array(3).fill(tomorrow));
    });

    it('are never the same twice', async () => {
      const tickets = await Promise.all(Array.from({ length: 50 }, () => service.issueTicket(reader, order)));
      expect(new Set(tickets.map(({ core }) => core.core.ticketId)).size).to.equal(50);
    });
  });
});
