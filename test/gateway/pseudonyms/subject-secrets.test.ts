// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Kysely } from 'kysely';
import { KnownSecrets } from '../../../gateway/pseudonyms/known-secrets.js';
import type { Asker } from '../../../gateway/pseudonyms/pseudonym-service.js';
import { SubjectSecrets } from '../../../gateway/pseudonyms/subject-secrets.js';
import { createPseudonymTables, type PseudonymTables } from '../../../gateway/pseudonyms/tables.js';
import { openSqlite } from '../../../gateway/sqlite/open-sqlite.js';
import { rejectionOf } from '../usecases/support/rejection-of.js';

const asker: Asker = { department: 'civil-affairs', role: 'attester', purpose: 'ATTEST' };
const lookup = (n: number) => createHash('sha256').update(String(n)).digest();
const AT = '2030-01-01T00:00:00.000Z';

describe('the secrets of subjects', () => {
  let folder: string;
  let database: Kysely<PseudonymTables>;
  let syncs: number;
  let sync: () => Promise<void>;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onedoor-secrets-'));
    database = openSqlite<PseudonymTables>(join(folder, 'pseudonyms.sqlite'));
    await createPseudonymTables(database);
    syncs = 0;
    sync = () => {
      syncs += 1;
      return Promise.resolve();
    };
  });

  afterEach(async () => {
    await database.destroy();
    await rm(folder, { recursive: true });
  });

  it('wait for the disk only where one is new, and once for all that were asked together', async () => {
    const secrets = new SubjectSecrets(database, () => sync());
    await Promise.all([1, 2, 3].map((n) => secrets.secretsOf(asker, [lookup(n)], AT)));
    expect(syncs).to.equal(1);
    await secrets.secretsOf(asker, [lookup(2), lookup(3)], AT);
    expect(syncs).to.equal(1);
    expect(await database.selectFrom('requests').selectAll().execute()).to.have.length(4);
  });

  it('are not told before the disk has them', async () => {
    let written: () => void = () => undefined;
    sync = () =>
      new Promise<void>((resolve) => {
        written = resolve;
      });
    const secrets = new SubjectSecrets(database, () => sync());
    let told = false;
    const asked = secrets.secretsOf(asker, [lookup(1)], AT).then(() => (told = true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told).to.equal(false);
    written();
    expect(await asked).to.equal(true);
  });

  it('are never told again once the disk failed to keep one', async () => {
    const secrets = new SubjectSecrets(database, () => sync());
    await secrets.secretsOf(asker, [lookup(1)], AT);
    sync = () => Promise.reject(new Error('EIO'));
    const failed = await rejectionOf(secrets.secretsOf(asker, [lookup(2)], AT));
    expect(String(failed)).to.contain('did not keep');
    sync = () => Promise.resolve();
    expect(await rejectionOf(secrets.secretsOf(asker, [lookup(2)], AT))).to.equal(failed);
    expect(await rejectionOf(secrets.secretsOf(asker, [lookup(1)], AT))).to.equal(failed);
  });

  it('are the same whether they are remembered or read', async () => {
    const [made] = await new SubjectSecrets(database, () => sync()).secretsOf(asker, [lookup(1)], AT);
    const fresh = new SubjectSecrets(database, () => sync());
    const [read] = await fresh.secretsOf(asker, [lookup(1)], AT);
    const [remembered] = await fresh.secretsOf(asker, [lookup(1)], AT);
    const texts = [made, read, remembered].map((one = new Uint8Array()) => Buffer.from(one).toString('hex'));
    expect(texts[0]).to.have.length(64);
    expect(new Set(texts).size).to.equal(1);
  });

  it('that were used longest ago are remembered no more', () => {
    const known = new KnownSecrets(2);
    for (const name of ['a', 'b']) known.add(name, Buffer.from(name));
    known.get('a');
    known.add('c', Buffer.from('c'));
    expect(['a', 'b', 'c'].map((name) => known.get(name) !== undefined)).to.deep.equal([true, false, true]);
  });
});
