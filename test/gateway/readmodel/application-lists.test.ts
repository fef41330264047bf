// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { sql, type CompiledQuery } from 'kysely';
import {
  filingsQuery,
  inboxQuery,
  listFilings,
  listInbox,
  type FilingFilter,
  type InboxFilter,
} from '../../../gateway/readmodel/queries/application-lists.js';
import type { ReadModelDatabase } from '../../../gateway/readmodel/tables.js';
import {
  ACCEPT,
  ALLOWANCE,
  FILER,
  filed,
  filedItem,
  filingIn,
  moved,
  REPORT,
  START_REVIEW,
  stood,
} from './application-documents.js';
import { blocks } from './chain.js';
import { applyAll, freshReadModel } from './fresh-read-model.js';

describe('lists of applications', () => {
  let database: ReadModelDatabase;
  let close: () => Promise<void>;
  const filings = Array.from({ length: 5 }, (_, index) =>
    filingIn('filings', { items: [filedItem(REPORT), filedItem(ALLOWANCE)] }, index),
  );
  const ids = filings.map(({ applicationId }) => applicationId);
  const at = (index: number) => ids[index] ?? '';
  before(async () => {
    ({ database, close } = await freshReadModel());
    // The later one was accepted, the sooner it is due; the first two wait to be accepted.
    const accepted = filings.slice(2).map((filing, index) => {
      const task = moved(filing, REPORT, undefined, ACCEPT(`2026-12-0${9 - index}`));
      return stood(index === 0 ? moved(filing, REPORT, task, START_REVIEW) : task);
    });
    await applyAll(database, blocks([filed(...filings)], [{ parts: accepted }]));
  });
  after(() => close());

  async function inbox(filter: Omit<InboxFilter, 'limit'>, limit: number): Promise<string[][]> {
    const pages: string[][] = [];
    let after = filter.after;
    for (let more = true; more;) {
      const page = await listInbox(database, { ...filter, ...(after === undefined ? {} : { after }), limit });
      pages.push(page.rows.map(({ applicationId }) => applicationId));
      after = page.next;
      more = after !== undefined;
    }
    return pages;
  }

  it('an inbox has the open tasks of a department, those due first at the beginning, page by page', async () => {
    const expected = [at(0), at(1), at(4), at(3), at(2)];
    const one = await inbox({ department: 'human-resources' }, 10);
    expect(one.flat().slice(2)).to.deep.equal(expected.slice(2));
    expect(one.flat()).to.have.members(expected);
    const pages = await inbox({ department: 'human-resources' }, 2);
    expect(pages.map((page) => page.length)).to.deep.equal([2, 2, 1]);
    expect(pages.flat()).to.deep.equal(one.flat());
  });

  it('an inbox row shows the task that it is there for, and where the whole stands', async () => {
    const { rows } = await listInbox(database, { itemCode: REPORT, state: 'UNDER_REVIEW', limit: 9 });
    expect(rows).to.have.length(1);
    expect(rows[0]).to.include({ applicationId: at(2), filedBy: FILER, state: 'ACCEPTED' });
    expect(rows[0]?.tasks.map(({ itemCode, dueDay }) => [itemCode, dueDay])).to.deep.equal([[REPORT, '2026-12-09']]);
  });

  it('a filing department has its own, newest first, with all their tasks', async () => {
    const { rows } = await listFilings(database, { filedBy: FILER, limit: 9 });
    const [caseRef = ''] = filings.map((filing) => filing.caseRef);
    expect(rows.map(({ applicationId }) => applicationId)).to.have.members(ids);
    expect(rows.every(({ tasks }) => tasks.length === 2)).to.equal(true);
    expect((await listFilings(database, { filedBy: 'civil-affairs', limit: 9 })).rows).to.deep.equal([]);
    const found = async (filter: Omit<FilingFilter, 'limit'>) =>
      (await listFilings(database, { ...filter, limit: 9 })).rows.length;
    expect(await found({ filedBy: FILER, caseRef })).to.equal(1);
    expect(await found({ state: 'SUBMITTED' })).to.equal(2);
    expect(await found({ itemCode: REPORT, state: 'ACCEPTED' })).to.equal(2);
    const first = await listFilings(database, { filedBy: FILER, limit: 3 });
    const second = await listFilings(database, { filedBy: FILER, limit: 3, before: first.next ?? 0 });
    expect([...first.rows, ...second.rows]).to.deep.equal(rows);
    expect(second.next).to.equal(undefined);
  });

  async function planOf({ sql: text, parameters }: CompiledQuery): Promise<string> {
    const explained = { ...sql`${sql.raw('')}`.compile(database), sql: `EXPLAIN QUERY PLAN ${text}`, parameters };
    const { rows } = await database.executeQuery<{ detail: string }>(explained);
    return rows.map(({ detail }) => detail).join('; ');
  }

  const place = { dueDay: '2026-12-01', ordinal: 3 };
  const inboxes: Omit<InboxFilter, 'limit'>[] = [
    { department: 'human-resources' },
    { department: 'human-resources', state: 'ACCEPTED' },
    { itemCode: REPORT },
    { itemCode: REPORT, state: 'ACCEPTED' },
    {},
    { state: 'ACCEPTED' },
  ];
  for (const filter of inboxes.flatMap((one) => [one, { ...one, after: place }])) {
    it(`an inbox by ${Object.keys(filter).join(', ')} is read along an index, without sorting`, async () => {
      const plan = await planOf(inboxQuery(database, { ...filter, limit: 50 }).compile());
      expect(plan).to.match(/^SEARCH tasks USING INDEX \w+ \([^;]*$/u);
    });
  }

  const lists: Omit<FilingFilter, 'limit'>[] = [
    { filedBy: FILER },
    { filedBy: FILER, state: 'ACCEPTED' },
    { filedBy: FILER, itemCode: REPORT },
    { filedBy: FILER, itemCode: REPORT, state: 'ACCEPTED' },
    { state: 'ACCEPTED' },
    { itemCode: REPORT },
    { itemCode: REPORT, state: 'ACCEPTED' },
  ];
  for (const filter of lists.flatMap((one) => [one, { ...one, before: 3 }])) {
    it(`filings by ${Object.keys(filter).join(', ')} are read along an index, without sorting`, async () => {
      const plan = await planOf(filingsQuery(database, { ...filter, limit: 50 }).compile());
      expect(plan).to.match(/^SEARCH (tasks|applications) USING (COVERING )?INDEX \w+ \([^;]*$/u);
    });
  }
});
