// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import {
  catalogueEntry,
  catalogueVersions,
  consentsTo,
  listCatalogue,
} from '../../../gateway/readmodel/queries/catalogue.js';
import { appliedHeight, readModelCounts } from '../../../gateway/readmodel/queries/counts.js';
import { diaryHead, diaryRows } from '../../../gateway/readmodel/queries/diaries.js';
import { liveInquiry } from '../../../gateway/readmodel/queries/inquiries.js';
import { recordLine, reliancesOn } from '../../../gateway/readmodel/queries/provenance.js';
import { recordById, recordHistory } from '../../../gateway/readmodel/queries/records.js';
import { transactionById } from '../../../gateway/readmodel/queries/transactions.js';
import { listVerifications, verificationById } from '../../../gateway/readmodel/queries/verifications.js';
import type { ReadModelDatabase } from '../../../gateway/readmodel/tables.js';
import { blocks, published, stamped, stated, type Part } from './chain.js';
import { DIARY, diaryOf, firstOf } from './diary-rows.js';
import * as documents from './documents.js';
import { applyAll, freshReadModel } from './fresh-read-model.js';

const MARRIAGE = 'civil-affairs.marriage';
const KEY = stateKeys.register(MARRIAGE, documents.digest('register pseudonym'));

describe('read model queries', () => {
  let database: ReadModelDatabase;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ database, close } = await freshReadModel());
  });
  afterEach(() => close());

  const applied = (...parts: Part[][]) => applyAll(database, blocks(...parts.map((one) => [{ parts: one }])));

  describe('catalogue', () => {
    it('shows the version in force and keeps the ones before it', async () => {
      const first = documents.department(1);
      const second = documents.department(2);
      await applied(
        [published('data-bureau', 'department', first)],
        [
          published('data-bureau', 'department', second),
          published('data-bureau', 'department', documents.department(1, 'health')),
        ],
      );
      expect((await listCatalogue(database, 'department')).map(({ document }) => document)).to.deep.equal([
        second,
        documents.department(1, 'health'),
      ]);
      expect(await listCatalogue(database, 'department', { after: 'civil-affairs', limit: 1 })).to.have.length(1);
      expect(await listCatalogue(database, 'department', { department: 'health' })).to.deep.equal([]);
      expect((await catalogueEntry(database, 'department', 'civil-affairs'))?.document).to.deep.equal(second);
      expect(await catalogueEntry(database, 'department', 'civil-affairs', 1)).to.deep.include({
        document: first,
        inForce: false,
        blockNumber: 0n,
        publishedAt: documents.AT,
      });
      const versions = await catalogueVersions(database, 'department', 'civil-affairs');
      expect(versions.map(({ document }) => document.version)).to.deep.equal([2, 1]);
      expect(await catalogueEntry(database, 'item', 'civil-affairs')).to.equal(undefined);
    });

    it('shows a document as of the last block, also where it was asked for before', async () => {
      const versions = [1, 2].map((version) => [published('data-bureau', 'department', documents.department(version))]);
      const chain = blocks(...versions.map((parts) => [{ parts }]));
      const inForce = async () => (await catalogueEntry(database, 'department', 'civil-affairs'))?.document.version;
      expect(await inForce()).to.equal(undefined);
      for (const [index, block] of chain.entries()) {
        await applyAll(database, [block]);
        expect([await inForce(), await inForce()]).to.deep.equal([index + 1, index + 1]);
      }
      const entry = await catalogueEntry(database, 'department', 'civil-affairs');
      expect(Object.isFrozen(entry?.document.title)).to.equal(true);
    });

    it('shows the last word of a source about an item version', async () => {
      const key = stateKeys.consent('human-resources.graduate-report', 1);
      await applied(
        [stated('civil-affairs', key, documents.consent('GIVEN'))],
        [stated('civil-affairs', key, documents.consent('WITHDRAWN'))],
      );
      const consents = await consentsTo(database, 'human-resources.graduate-report', 1);
      expect(consents.map(({ state }) => state)).to.deep.equal(['WITHDRAWN']);
      expect(await consentsTo(database, 'human-resources.graduate-report', 2)).to.deep.equal([]);
    });
  });

  describe('records', () => {
    const at = '2026-11-23T00:00:00.000Z';
    const successor = documents.recordIdOf('second');
    const change = { status: 'SUPERSEDED', reason: 'REPLACED_BY_SOURCE', day: '2026-11-23', at, successor } as const;
    const before = documents.record('first');
    const superseded = documents.record('first', { status: 'SUPERSEDED', change });
    const after = documents.record('second', {
      predecessor: documents.recordIdOf('first'),
      source: before.source,
      attestedAt: at,
    });

    it('tell a record and its life without values', async () => {
      await applied(
        [stated('civil-affairs', KEY, documents.entry(MARRIAGE, before))],
        [stated('civil-affairs', KEY, documents.entry(MARRIAGE, superseded, after))],
      );
      const found = await recordById(database, before.recordId);
      expect(found).to.include({ status: 'SUPERSEDED', successor, blockNumber: 1n, from: '2026-01-01', until: null });
      expect(found?.commitments).to.deep.equal(before.commitments);
      const life = await recordHistory(database, before.recordId);
      expect(life).to.deep.equal([
        { status: 'VALID', at: documents.AT, transactionId: 'tx-0-0', blockNumber: 0n },
        { ...change, transactionId: 'tx-1-0', blockNumber: 1n },
      ]);
      expect(await recordHistory(database, successor)).to.have.length(1);
      expect((await readModelCounts(database)).records).to.deep.equal({ 'civil-affairs': 2 });
      expect(await recordLine(database, before.recordId)).to.deep.equal([before.recordId, successor]);
      expect(await recordLine(database, successor)).to.deep.equal([before.recordId, successor]);
    });

    it('leave the records of an entry alone that did not change', async () => {
      const other = documents.record('other');
      await applied(
        [stated('civil-affairs', KEY, documents.entry(MARRIAGE, before))],
        [stated('civil-affairs', KEY, documents.entry(MARRIAGE, before, other))],
      );
      expect((await recordById(database, before.recordId))?.blockNumber).to.equal(0n);
      expect(await recordHistory(database, before.recordId)).to.have.length(1);
    });
  });

  describe('verifications', () => {
    const names = ['b', 'c', 'd', 'e', 'f'];

    it('come newest first in bounded pages, each once', async () => {
      await applied(...diaryOf(...names.map((name) => ({ name }))));
      const first = await listVerifications(database, { limit: 2 });
      const second = await listVerifications(database, { limit: 2, before: first.next ?? 0 });
      const third = await listVerifications(database, { limit: 2, before: second.next ?? 0 });
      const ids = [first, second, third].flatMap(({ rows }) => rows.map(({ access }) => access.accessId));
      expect(ids).to.deep.equal([...names].reverse().map(documents.accessIdOf));
      expect(third.next).to.equal(undefined);
    });

    it('come by ledger time, whatever the order of their blocks', async () => {
      const [early, late] = ['2026-11-22T08:00:00.000Z', '2026-11-22T08:00:30.000Z'];
      await applied(...diaryOf({ name: 'b', at: late }, { name: 'c', at: early }, { name: 'd', at: late }));
      const ids: string[] = [];
      for (let before: number | undefined = Number.MAX_SAFE_INTEGER; before !== undefined;) {
        const first = before === Number.MAX_SAFE_INTEGER;
        const page = await listVerifications(database, { limit: 1, ...(first ? {} : { before }) });
        ids.push(...page.rows.map(({ access }) => access.accessId));
        before = page.next;
      }
      expect(ids).to.deep.equal(['d', 'b', 'c'].map(documents.accessIdOf));
    });

    it('can be told apart by reader, case, item, officer and period', async () => {
      const late = '2026-12-01T00:00:00.000Z';
      await applied(...diaryOf({ name: 'b' }, { name: 'c', at: late, officer: 'officer-8' }));
      const count = async (filter: object) => (await listVerifications(database, { ...filter, limit: 10 })).rows.length;
      expect(await count({ reader: 'human-resources' })).to.equal(2);
      expect(await count({ reader: 'civil-affairs' })).to.equal(0);
      expect(await count({ caseRef: documents.digest('case b') })).to.equal(1);
      expect(await count({ itemCode: 'human-resources.graduate-report' })).to.equal(2);
      expect(await count({ officer: 'officer-8' })).to.equal(1);
      expect(await count({ from: late })).to.equal(1);
      expect(await count({ to: late })).to.equal(1);
      expect(await count({ officer: 'officer-8', to: late })).to.equal(0);
    });

    it('count by outcome, conclusion and verdict', async () => {
      const conclusion = documents.conclusion(firstOf({ name: 'b' }), 'marriage');
      const key = stateKeys.conclusion(conclusion.accessId, 'civil-affairs');
      await applied(...diaryOf({ name: 'b' }), [stated('civil-affairs', key, conclusion)]);
      expect(await readModelCounts(database)).to.deep.include({
        accesses: { OPENED: 1 },
        conclusions: { 'civil-affairs': 1 },
        verdicts: { VERIFIED: 1 },
        transactions: { VALID: 2 },
        disbelieved: {},
      });
      expect((await verificationById(database, documents.accessIdOf('b')))?.conclusions[0]).to.include({
        transactionId: 'tx-1-0',
        blockNumber: 1n,
      });
      expect(await verificationById(database, documents.accessIdOf('z'))).to.equal(undefined);
    });
  });

  it('diaries show their rows in order, with the chain and the head as the ledger holds it', async () => {
    await applied(...diaryOf({ name: 'b' }, { name: 'c' }, { name: 'd' }));
    const first = await diaryRows(database, DIARY, { limit: 2 });
    const second = await diaryRows(database, DIARY, { limit: 2, after: first.next ?? 0 });
    const rows = [...first.rows, ...second.rows];
    expect(rows.map(({ n }) => n)).to.deep.equal([1, 2, 3]);
    expect(rows.map(({ previous }) => previous)).to.deep.equal([documents.H0, rows[0]?.h, rows[1]?.h]);
    expect(await diaryHead(database, DIARY)).to.deep.equal({ v: 1, n: 3, h: rows[2]?.h, at: documents.AT });
    expect(await diaryHead(database, documents.digest('nobody'))).to.equal(undefined);
    expect((await diaryRows(database, documents.digest('nobody'), { limit: 2 })).rows).to.deep.equal([]);
  });

  it('provenance names the accesses whose verdicts rested on a record', async () => {
    const conclusion = documents.conclusion(firstOf({ name: 'c' }, { name: 'b' }), 'marriage');
    const key = stateKeys.conclusion(conclusion.accessId, 'civil-affairs');
    await applied(...diaryOf({ name: 'c' }, { name: 'b' }), [stated('civil-affairs', key, conclusion)]);
    const { rows, next } = await reliancesOn(database, documents.recordIdOf('marriage'), { limit: 10 });
    expect(rows.map(({ access }) => access.accessId)).to.deep.equal([documents.accessIdOf('c')]);
    expect(rows[0]?.verdicts).to.deep.equal([
      { materialCode: 'marriage-certificate', verdict: 'VERIFIED', alternative: 0, evidence: 0 },
    ]);
    expect(next).to.equal(undefined);
    expect((await reliancesOn(database, documents.recordIdOf('other'), { limit: 10 })).rows).to.deep.equal([]);
  });

  it('inquiries are live from an instant on, for their department, subject and officer', async () => {
    const about = { kind: 'DIARY', diary: DIARY } as const;
    const inquiry = documents.inquiry('one', about);
    await applied([stamped('data-bureau', stateKeys.inquiry(inquiry.inquiryId), inquiry)]);
    const filter = { department: 'data-bureau', about, since: documents.AT };
    expect((await liveInquiry(database, filter))?.inquiry).to.deep.equal(inquiry);
    const absent = [
      { ...filter, department: 'civil-affairs' },
      { ...filter, since: '2026-11-22T08:00:00.001Z' },
      { ...filter, officer: 'auditor-2' },
      { ...filter, about: { kind: 'DIARY', diary: documents.digest('other') } as const },
      { ...filter, about: { kind: 'PROVENANCE', recordId: documents.recordIdOf('first') } as const },
    ];
    for (const one of absent) expect(await liveInquiry(database, one)).to.equal(undefined);
  });

  it('transactions are found by id with their caller, and the height is what was applied', async () => {
    expect(await appliedHeight(database)).to.equal(0n);
    await applied([], []);
    expect(await appliedHeight(database)).to.equal(2n);
    expect(await transactionById(database, 'tx-1-0')).to.deep.equal({
      transactionId: 'tx-1-0',
      blockNumber: 1n,
      validationCode: 'VALID',
      callerMspId: 'HumanResourcesMSP',
      at: documents.AT,
      name: 'Anything',
    });
    expect(await transactionById(database, 'tx-9-9')).to.equal(undefined);
  });
});
