// SPDX-License-Identifier: Apache-2.0
import { cp, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Kysely } from 'kysely';
import { directSql, type DirectSql } from '../../../gateway/sqlite/direct-sql.js';
import { openSqlite } from '../../../gateway/sqlite/open-sqlite.js';
import { openLogSync } from '../../../gateway/sqlite/sync-log.js';

interface Tables {
  thing: { id: string; value: number };
}
const INSERT = 'INSERT INTO thing (id, value) VALUES (?, ?) ON CONFLICT DO NOTHING';

describe('SQLite without a query builder', () => {
  let folder: string;
  let file: string;
  let database: Kysely<Tables>;
  let sql: DirectSql;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onedoor-direct-'));
    file = join(folder, 'things.sqlite');
    database = openSqlite<Tables>(file);
    sql = directSql(database);
    sql.run('CREATE TABLE thing (id TEXT PRIMARY KEY, value INTEGER NOT NULL)', []);
  });

  afterEach(async () => {
    await database.destroy();
    await rm(folder, { recursive: true });
  });

  it('answers how many rows it changed, and the first row', () => {
    expect(sql.run(INSERT, ['a', 1])).to.equal(1);
    expect(sql.run(INSERT, ['a', 2])).to.equal(0);
    expect(sql.get('SELECT value FROM thing WHERE id = ?', ['a'])).to.deep.equal({ value: 1 });
    expect(sql.get('SELECT value FROM thing WHERE id = ?', ['b'])).to.equal(undefined);
  });

  it('keeps a transaction whole: all of it, or nothing', async () => {
    sql.inTransaction(() => sql.run(INSERT, ['a', 1]));
    const failing = (): void => {
      sql.run(INSERT, ['b', 1]);
      throw new Error('no');
    };
    expect(() => {
      sql.inTransaction(failing);
    }).to.throw('no');
    const rows = await database.selectFrom('thing').select('id').execute();
    expect(rows).to.deep.equal([{ id: 'a' }]);
    sql.inTransaction(() => sql.run(INSERT, ['c', 1]));
  });

  it('stores only what comes back as it was', () => {
    expect(() => sql.run(INSERT, ['half \ud800', 1])).to.throw(RangeError);
    expect(() => sql.run(INSERT, ['a', undefined])).to.throw(TypeError);
  });

  it('makes commits durable beside the event loop', async () => {
    const log = await openLogSync(file);
    sql.run(INSERT, ['a', 1]);
    await Promise.all([log.sync(), log.sync()]);
    await log.close();
  });

  it('makes room for commits ahead, which hides none from a process that starts after a crash', async () => {
    sql.run(INSERT, ['before', 1]);
    const log = await openLogSync(file);
    const { size } = await stat(`${file}-wal`);
    for (let n = 0; n < 300; n += 1) sql.run(INSERT, [`after ${n}`, n]);
    await log.sync();
    expect((await stat(`${file}-wal`)).size).to.equal(size);
    const crashed = join(folder, 'crashed.sqlite');
    for (const suffix of ['', '-wal']) await cp(`${file}${suffix}`, `${crashed}${suffix}`);
    const again = openSqlite<Tables>(crashed);
    const rows = await again.selectFrom('thing').select('id').execute();
    expect(rows).to.have.length(301);
    await again.destroy();
    await log.close();
  });
});
