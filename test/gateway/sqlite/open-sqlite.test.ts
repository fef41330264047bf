// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { sql, type Kysely } from 'kysely';
import { openSqlite } from '../../../gateway/sqlite/open-sqlite.js';

interface Tables {
  thing: { id: string; value: unknown };
}

describe('SQLite through libsql', () => {
  let folder: string;
  let database: Kysely<Tables>;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onedoor-sqlite-'));
    database = openSqlite<Tables>(join(folder, 'things.sqlite'));
    await database.schema
      .createTable('thing')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('value', sql`any`)
      .execute();
  });

  after(async () => {
    await database.destroy();
    await rm(folder, { recursive: true });
  });

  async function stored(id: string, value: unknown): Promise<unknown> {
    await database.insertInto('thing').values({ id, value }).execute();
    return (await database.selectFrom('thing').select('value').where('id', '=', id).executeTakeFirstOrThrow()).value;
  }

  for (const { name, value, back } of [
    { name: 'true as 1', value: true, back: 1 },
    { name: 'false as 0', value: false, back: 0 },
    { name: 'the largest safe integer', value: Number.MAX_SAFE_INTEGER, back: Number.MAX_SAFE_INTEGER },
    { name: 'a bigint below 2^53', value: 7n, back: 7 },
    { name: 'a fraction', value: 0.5, back: 0.5 },
    { name: 'Chinese text beyond the basic plane', value: '佛山𠮷', back: '佛山𠮷' },
    { name: 'null', value: null, back: null },
    { name: 'bytes', value: new Uint8Array([0, 1, 255]), back: new Uint8Array([0, 1, 255]) },
  ]) {
    it(`keeps ${name}`, async () => {
      expect(await stored(name, value)).to.deep.equal(back);
    });
  }

  for (const { name, value } of [
    { name: 'text with U+0000', value: 'a\u0000b' },
    { name: 'a lone surrogate', value: 'a\ud800' },
    { name: '2^53', value: 2 ** 53 },
    { name: 'a bigint beyond 2^53', value: 2n ** 60n },
    { name: 'NaN', value: NaN },
    { name: 'an object', value: { a: 1 } },
  ]) {
    it(`refuses ${name} and writes nothing`, async () => {
      let refused: unknown;
      await stored(name, value).catch((error: unknown) => (refused = error));
      expect(refused).to.be.instanceOf(Error);
      expect(await database.selectFrom('thing').selectAll().where('id', '=', name).execute()).to.deep.equal([]);
    });
  }

  it('can use a statement again after it failed', async () => {
    await stored('once', 1);
    let refused: unknown;
    await stored('once', 2).catch((error: unknown) => (refused = error));
    expect(refused).to.be.instanceOf(Error);
    expect(await stored('twice', 3)).to.equal(3);
  });

  it('carries a pragma out every time', async () => {
    const levels: unknown[] = [];
    for (const level of ['full', 'normal', 'full', 'normal']) {
      await sql`pragma synchronous = ${sql.raw(level)}`.execute(database);
      levels.push((await sql<{ synchronous: number }>`pragma synchronous`.execute(database)).rows[0]?.synchronous);
    }
    expect(levels).to.deep.equal([2, 1, 2, 1]);
  });

  it('rolls a transaction back as a whole', async () => {
    await database
      .transaction()
      .execute(async (transaction) => {
        await transaction.insertInto('thing').values({ id: 'undone', value: 1 }).execute();
        throw new Error('stop');
      })
      .catch(() => undefined);
    expect(await database.selectFrom('thing').selectAll().where('id', '=', 'undone').execute()).to.deep.equal([]);
  });

  it('makes the file readable by its owner alone', async () => {
    expect((await stat(join(folder, 'things.sqlite'))).mode & 0o777).to.equal(0o600);
  });
});
