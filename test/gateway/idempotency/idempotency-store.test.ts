// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { IdempotencyStore, type SubmissionRow } from '../../../gateway/idempotency/idempotency-store.js';

const CALLER = { department: 'human-resources', role: 'intake', officer: 'officer-0001' };
const LIFETIME = 1_000;

const row = (name: string, createdAt: number, changes: Partial<SubmissionRow> = {}): SubmissionRow => ({
  submissionId: name,
  ...CALLER,
  operation: 'verifyMaterials',
  keyDigest: `key of ${name}`,
  requestDigest: `request of ${name}`,
  kept: '{"answer":{}}',
  createdAt,
  expiresAt: createdAt + LIFETIME,
  ...changes,
});
const preparation = (submissionId: string, ordinal: number, state: string) => ({
  submissionId,
  ordinal,
  transactionId: `t${ordinal}`,
  name: 'OpenAccess',
  place: 0,
  state,
});

describe('the store of idempotency keys', () => {
  let folder: string;
  let store: IdempotencyStore;
  const open = (perCaller = 100, spared = 0) =>
    IdempotencyStore.open(join(folder, 'idempotency.sqlite'), { lifetime: LIFETIME, spared, perCaller });
  /** Those of the names that are there: by their own time nothing has expired. */
  const left = async (...names: string[]) => {
    const found = await Promise.all(names.map((name) => store.byId(name, 0)));
    return names.filter((_, index) => found[index] !== undefined);
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onedoor-keys-'));
    store = await open();
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  it('finds a key again after it was opened anew, with its transactions in their order and last states', async () => {
    const unfinished = row('a', 0, { kept: null });
    await store.save(unfinished, [preparation('a', 0, 'PREPARED')]);
    await store.save(unfinished, [preparation('a', 1, 'PREPARED')]);
    await store.save(unfinished, [preparation('a', 0, 'VALID')]);
    await store.close();
    store = await open();
    const found = await store.byKey(CALLER, 'key of a', 1);
    expect(found?.preparations.map(({ transactionId, state }) => [transactionId, state])).to.deep.equal([
      ['t0', 'VALID'],
      ['t1', 'PREPARED'],
    ]);
    expect((await store.unfinished()).map(({ row: { submissionId } }) => submissionId)).to.deep.equal(['a']);
    expect((await stat(join(folder, 'idempotency.sqlite'))).mode & 0o777).to.equal(0o600);
  });

  it('knows a key for its caller only', async () => {
    await store.save(row('a', 0), []);
    for (const change of [{ department: 'civil-affairs' }, { role: 'officer' }, { officer: 'officer-0002' }])
      expect(await store.byKey({ ...CALLER, ...change }, 'key of a', 1)).to.equal(undefined);
  });

  it('forgets a key when its time is over, and gives it to another request', async () => {
    await store.save(row('a', 0), []);
    expect((await store.byKey(CALLER, 'key of a', LIFETIME - 1))?.row.submissionId).to.equal('a');
    expect(await store.byKey(CALLER, 'key of a', LIFETIME)).to.equal(undefined);
    await store.save(row('b', LIFETIME, { keyDigest: 'key of a' }), []);
    expect((await store.byKey(CALLER, 'key of a', LIFETIME))?.row.submissionId).to.equal('b');
    expect(await store.byId('a', 1)).to.equal(undefined);
  });

  it('keeps the newest finished keys of a caller, and every unfinished one', async () => {
    await store.close();
    store = await open(2);
    await store.save(row('unfinished', 0, { kept: null }), []);
    for (const at of [1, 2, 3, 4]) await store.save(row(`finished-${at}`, at), []);
    await store.save(row('of another', 5, { officer: 'officer-0002' }), []);
    await store.close();
    store = await open(2);
    await store.save(row('last', 6), []);
    const names = ['unfinished', 'finished-1', 'finished-4', 'last', 'of another'];
    expect(await left(...names)).to.deep.equal(['unfinished', 'finished-4', 'last', 'of another']);
  });

  it('keeps young keys however many there are, so that a burst does not lose its repeats', async () => {
    await store.close();
    store = await open(2, 100);
    for (const at of [1, 2, 3, 4]) await store.save(row(`old-${at}`, at), []);
    for (const at of [150, 151, 152, 153]) await store.save(row(`young-${at}`, at), []);
    await store.close();
    store = await open(2, 100);
    await store.save(row('last', 200), []);
    const young = ['young-150', 'young-151', 'young-152', 'young-153', 'last'];
    expect(await left('old-1', 'old-2', 'old-3', 'old-4', ...young)).to.deep.equal(['old-3', 'old-4', ...young]);
  });

  it('looks at those who came since the last sweep, and only at them', async () => {
    await store.close();
    store = await open(2);
    for (const at of [1, 2, 3]) await store.save(row(`mine-${at}`, at), []);
    for (const at of [1, 2, 3]) await store.save(row(`other-${at}`, at, { officer: 'officer-0002' }), []);
    await store.close();
    store = await open(2);
    await store.save(row('mine-4', 4), []);
    expect(await left('mine-1', 'mine-2', 'mine-3', 'mine-4')).to.deep.equal(['mine-3', 'mine-4']);
    expect(await left('other-1', 'other-2', 'other-3')).to.deep.equal(['other-1', 'other-2', 'other-3']);
  });

  it('sweeps what has expired, unfinished or not, with its transactions', async () => {
    await store.save(row('unfinished', 0, { kept: null }), [preparation('unfinished', 0, 'UNKNOWN')]);
    await store.save(row('finished', 0), []);
    await store.close();
    store = await open();
    await store.save(row('later', LIFETIME), []);
    expect(await left('unfinished', 'finished', 'later')).to.deep.equal(['later']);
    expect(await store.unfinished()).to.deep.equal([]);
  });

  it('writes what comes at once together, and fails for all of it together', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, index) => store.save(row(`a${index}`, 0), [])));
    expect((await store.byKey(CALLER, 'key of a49', 1))?.row.submissionId).to.equal('a49');
    await store.close();
    const refused = await store.save(row('late', 0), []).then(
      () => false,
      () => true,
    );
    expect(refused).to.equal(true);
    store = await open();
  });
});
