// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { Conclusion } from '../../../chaincode/domain/access/access.js';
import type { RefusalCode } from '../../../chaincode/domain/refusals.js';
import { concludeAccess } from '../../../chaincode/transactions/conclude-access.js';
import { answersText } from '../../../chaincode/domain/access/ticket-text.js';
import { ticketId, ticketKeys } from '../support/access.js';
import { AccessDistrict, INTAKE, partOf, requestOf, SALT, type Case } from '../support/access-district.js';
import { isBorneOut } from '../support/district.js';
import { expectRefused } from '../support/expect-refused.js';
import { digest } from '../support/register.js';

describe('ConcludeAccess', () => {
  let world: AccessDistrict;
  before(async function () {
    this.timeout(30_000);
    world = await AccessDistrict.open();
  });
  after(() => world.close());

  const opened = async (one: Case) => partOf(await world.openedFor(one), one);
  const refusalOf = async (part: ReturnType<typeof partOf>, source?: string) => {
    const { response } = await world.conclude([part], {}, source);
    expect(response.statements).to.deep.equal([]);
    return response.results[0]?.code;
  };

  it("states a verdict: the source's own, endorsed by it alone, and no value of it is in the block", async () => {
    const part = await opened({ name: 'verdict' });
    const { response, written } = await world.conclude([part]);
    const [statement] = response.statements;
    const conclusion = statement?.document as Conclusion | undefined;
    expect(conclusion).to.deep.include({
      accessId: part.accessId,
      department: 'civil-affairs',
      itemVersion: 1,
      granted: [],
    });
    expect(conclusion?.verdicts[0]).to.include({
      materialCode: 'marriage-proof',
      verdict: 'VERIFIED',
      recordTypeVersion: 1,
    });
    expect(statement !== undefined && isBorneOut(statement, written)).to.equal(true);
    expect(written.endorsers.map(({ mspId }) => mspId)).to.deep.equal(['CivilAffairsMSP']);
    expect(written.writes).to.deep.equal([]);
    const block = Buffer.from((await world.district.network.block(world.district.network.height - 1n)).bytes);
    for (const secret of ['CANARY', part.ticketPart.part.subjects[0]?.register ?? '', '"married":true']) {
      expect(block.includes(secret), secret).to.equal(false);
    }
  });

  it('says NOT_FOUND about whom the source does not know', async () => {
    const { response } = await world.conclude([await opened({ name: 'unknown', subject: 'Wang' })]);
    expect((response.statements[0]?.document as Conclusion).verdicts[0]).to.include({ verdict: 'NOT_FOUND' });
  });

  it('concludes a batch, each by itself', async () => {
    const [good, bad] = [await opened({ name: 'b1' }), await opened({ name: 'b2' })];
    const other = await opened({ name: 'b3' });
    const { response } = await world.conclude([good, { ...bad, scenario: { married: false } }, other]);
    expect(response.results.map(({ status, code }) => code ?? status)).to.deep.equal([
      'CONCLUDED',
      'ANSWERS_NOT_COMMITTED',
      'CONCLUDED',
    ]);
    expect(response.statements.map(({ document }) => document['accessId'])).to.deep.equal([
      good.accessId,
      other.accessId,
    ]);
  });

  it('concludes an access after which one and several others came, when it is shown how the diary went on', async () => {
    const part = await opened({ name: 'early', subject: 'Han' });
    const next = await opened({ name: 'next', subject: 'Han' });
    const { diary, rows } = world.laterThan(part.accessId)[0] ?? { diary: '', rows: [] };
    expect(rows).to.have.length(1);
    const stranger = digest('a row of nobody');
    for (const wrong of [[], [stranger], [...rows, ...rows], [...rows, stranger], [stranger, ...rows]]) {
      expect(await refusalOf({ ...part, later: [{ diary, rows: wrong }] })).to.equal('DIARY_NOT_SHOWN');
    }
    expect(await refusalOf({ ...part, later: [{ diary: digest('another'), rows }] })).to.equal('DIARY_NOT_SHOWN');
    const one = await world.conclude([{ ...part, later: [{ diary, rows }] }]);
    expect(one.response.results[0]).to.include({ status: 'CONCLUDED' });
    await world.opening([requestOf({ name: 'a', subject: 'Han' }), requestOf({ name: 'b', subject: 'Han' })]);
    await world.openedFor({ name: 'c', subject: 'Han' });
    expect(world.laterThan(next.accessId)[0]?.rows).to.have.length(3);
    expect((await world.conclude([next])).response.results[0]).to.include({ status: 'CONCLUDED' });
  });

  it('takes no more than a thousand later rows of a diary, and none that are no digests', async () => {
    const part = await opened({ name: 'long' });
    for (const rows of [Array.from({ length: 1001 }, () => digest('row')), ['row']]) {
      const later = [{ diary: digest('diary of Li'), rows }];
      await expectRefused(world.conclude([{ ...part, later }]), 'TRANSIENT_MISSING');
    }
  });

  it('refuses a second conclusion, also within a batch of other accesses', async () => {
    const part = await opened({ name: 'once' });
    await world.conclude([part]);
    expect(await refusalOf(part)).to.equal('ACCESS_CONCLUDED');
  });

  it('refuses an access that was refused', async () => {
    const request = requestOf({ name: 'refused', request: { purposeCode: 'foreign-purpose' } });
    await world.opening([request]);
    expect(await refusalOf(partOf(request))).to.equal('ACCESS_REFUSED');
  });

  it('refuses evidence that the answers do not call for, though the access asks for it', async () => {
    const scenario = { married: false };
    const request = { answersDigest: digest(answersText(SALT, scenario)) };
    const { response } = await world.conclude([{ ...(await opened({ name: 'uncalled', request })), scenario }]);
    expect((response.statements[0]?.document as Conclusion).verdicts[0]).to.include({
      verdict: 'REFUSED',
      refusal: 'MATERIAL_NOT_DECLARED',
    });
  });

  it('refuses committed answers that do not fit the item', async () => {
    const request = { answersDigest: digest(answersText(SALT, {})) };
    expect(await refusalOf({ ...(await opened({ name: 'unfit', request })), scenario: {} })).to.equal(
      'REQUEST_MALFORMED',
    );
  });

  const other = (name: string) => partOf(requestOf({ name }));
  const attempts: [string, RefusalCode, (part: ReturnType<typeof partOf>) => ReturnType<typeof partOf>][] = [
    [
      'answers other than the committed ones',
      'ANSWERS_NOT_COMMITTED',
      (part) => ({ ...part, scenario: { married: false } }),
    ],
    ['another salt', 'ANSWERS_NOT_COMMITTED', (part) => ({ ...part, salt: 'T'.repeat(22) })],
    ['the part of another case', 'TICKET_FOREIGN', (part) => ({ ...part, ticketPart: other('elsewhere').ticketPart })],
    [
      'the part for another source',
      'TICKET_FOREIGN',
      (part) => ({ ...part, ticketPart: resigned(part, { department: 'market-supervision' }) }),
    ],
    [
      'a part with another end',
      'TICKET_FOREIGN',
      (part) => ({ ...part, ticketPart: resigned(part, { expiresAt: '2030-01-01T00:00:00.000Z' }) }),
    ],
    [
      'a part signed by a stranger',
      'TICKET_INVALID',
      (part) => ({ ...part, ticketPart: resigned(part, {}, ticketKeys().privateKey) }),
    ],
    [
      "another person's pseudonym in the part",
      'TICKET_INVALID',
      (part) => ({
        ...part,
        ticketPart: {
          ...part.ticketPart,
          part: { ...part.ticketPart.part, subjects: [{ role: 'applicant', register: digest('Zhao') }] },
        },
      }),
    ],
  ];
  for (const [what, code, change] of attempts) {
    it(`refuses ${what} as ${code}`, async () => {
      expect(await refusalOf(change(await opened({ name: what })))).to.equal(code);
    });
  }

  it('refuses a part that lacks the subject', async () => {
    const subjects = [
      { role: 'applicant', kind: 'NATURAL_PERSON' as const, diary: digest('diary of Li') },
      { role: 'spouse', kind: 'NATURAL_PERSON' as const, diary: digest('diary of Wang') },
    ];
    const part = await opened({
      name: 'lacking',
      core: { subjects },
      part: { subjects: [{ role: 'spouse', register: digest('Wang') }] },
    });
    expect(await refusalOf(part)).to.equal('SUBJECTS_INVALID');
  });

  it('refuses a source of which the access asks nothing', async () => {
    const part = await opened({ name: 'elsewhere asked', part: { department: 'market-supervision' } });
    expect(await refusalOf(part, 'market-supervision')).to.equal('MATERIAL_NOT_DECLARED');
  });

  it('refuses another department than the reader, role by role and whole', async () => {
    const part = await opened({ name: 'not yours' });
    const { response } = await world.conclude([part], { as: 'market-supervision', role: 'officer' });
    expect(response.results[0]).to.include({ status: 'REFUSED', code: 'DEPARTMENT_NOT_ENTITLED' });
    const asSource = await world.conclude([part], { as: 'civil-affairs', role: 'officer' });
    expect(asSource.response.results[0]).to.include({ code: 'DEPARTMENT_NOT_ENTITLED' });
    for (const role of ['attester', 'auditor', 'publisher', 'operator'] as const) {
      await expectRefused(world.conclude([part], { role }), 'ROLE_NOT_ENTITLED');
    }
  });

  it('fails as a whole for what this peer has not seen, and without the private part', async () => {
    await expectRefused(world.conclude([other('never opened')]), 'ACCESS_UNKNOWN', '/accessIds/0');
    const part = await opened({ name: 'bare' });
    await expectRefused(world.conclude([part], { transient: {} }), 'TRANSIENT_MISSING');
    await expectRefused(world.conclude([part], { transient: { parts: [other('x')] } }), 'TRANSIENT_MISSING');
    await expectRefused(world.conclude([part], { transient: { parts: [part, part] } }), 'TRANSIENT_MISSING');
    const request = { department: 'civil-affairs', accessIds: [ticketId('bare'), ticketId('bare')] };
    const call = { ...INTAKE, peer: 'civil-affairs', transient: { parts: [part] } };
    await expectRefused(world.district.ask(concludeAccess.name, JSON.stringify(request), call), 'REQUEST_MALFORMED');
  });

  it('can be said by nobody but the source: other peers do not have its records', async () => {
    const part = await opened({ name: 'usurped' });
    const said: unknown = await world
      .conclude([part], { endorsers: ['human-resources', 'data-bureau'] })
      .catch((error: unknown) => error);
    expect(said).to.be.instanceOf(Error);
  });

  function resigned(part: ReturnType<typeof partOf>, changes: object, key = undefined as Parameters<typeof partOf>[2]) {
    const request = requestOf({
      name: 'x',
      core: { ticketId: part.accessId, expiresAt: part.ticketPart.part.expiresAt },
    });
    return partOf(request, { part: changes }, key).ticketPart;
  }
});
