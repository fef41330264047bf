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
  const open = (perCaller = 100) =>
    IdempotencyStore.open(join(folder, 'idempotency.sqlite'), { lifetime: LIFETIME, perCaller });

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
    const left = await Promise.all(
      ['unfinished', 'finished-1', 'finished-4', 'last', 'of another'].map(async (name) =>
        (await store.byId(name, 7)) === undefined ? undefined : name,
      ),
    );
    expect(left).to.deep.equal(['unfinished', undefined, 'finished-4', 'last', 'of another']);
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
