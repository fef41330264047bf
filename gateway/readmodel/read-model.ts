// SPDX-License-Identifier: Apache-2.0
import { openSqlite } from '../sqlite/open-sqlite.js';
import { migrate } from './migrations.js';
import { ReadModelMismatch } from './read-model-mismatch.js';
import type { ReadModelDatabase, ReadModelTables } from './tables.js';

/** Raised whenever blocks would fill the tables differently, so that old tables are rebuilt and never mixed. */
export const PROJECTION = 7;

/**
 * Opens the read model's file, made if absent. `destroy()` closes it.
 * @throws {ReadModelMismatch} if another version of the software filled it.
 */
export async function openReadModel(file: string): Promise<ReadModelDatabase> {
  const database = openSqlite<ReadModelTables>(file);
  try {
    await migrate(database);
    const row = await database.selectFrom('checkpoint').select('projection').executeTakeFirst();
    if (row !== undefined && row.projection !== PROJECTION) {
      throw new ReadModelMismatch(`it was filled by projection ${row.projection}, this is ${PROJECTION}`);
    }
    return database;
  } catch (error) {
    await database.destroy();
    throw error;
  }
}
