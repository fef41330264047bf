// SPDX-License-Identifier: Apache-2.0
import type { Generated, Kysely } from 'kysely';

export interface PseudonymTables {
  subjects: {
    /** HMAC of the checked identifier under the service's key. */
    lookup: Uint8Array;
    /** 32 random bytes; destroying them unlinks everything about the subject. */
    secret: Uint8Array;
    createdAt: string;
  };
  /** Who asked, for what, for how many. No identifiers, no pseudonyms. */
  requests: {
    ordinal: Generated<number>;
    at: string;
    department: string;
    role: string;
    purpose: string;
    subjects: number;
  };
}

export async function createPseudonymTables(database: Kysely<PseudonymTables>): Promise<void> {
  await database.schema
    .createTable('subjects')
    .ifNotExists()
    .addColumn('lookup', 'blob', (column) => column.primaryKey())
    .addColumn('secret', 'blob', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .execute();
  await database.schema
    .createTable('requests')
    .ifNotExists()
    .addColumn('ordinal', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('department', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('subjects', 'integer', (column) => column.notNull())
    .execute();
}
