// SPDX-License-Identifier: Apache-2.0
import { Migrator, sql, type Kysely, type Migration } from 'kysely';
import type { ReadModelTables } from './tables.js';
import { ReadModelMismatch } from './read-model-mismatch.js';

/** Statements instead of a builder: what SQLite gets is what stands here. */
const TABLES = [
  `CREATE TABLE checkpoint (id INTEGER PRIMARY KEY CHECK (id = 1), projection INTEGER NOT NULL,
     block INTEGER NOT NULL, blockHash TEXT NOT NULL)`,
  `CREATE TABLE transactions (transactionId TEXT NOT NULL, block INTEGER NOT NULL, position INTEGER NOT NULL,
     validationCode TEXT NOT NULL, callerMspId TEXT NOT NULL, at TEXT NOT NULL, name TEXT,
     PRIMARY KEY (block, position)) WITHOUT ROWID`,
  'CREATE INDEX transactionsById ON transactions (transactionId, block)',
  `CREATE TABLE catalogue (kind TEXT NOT NULL, code TEXT NOT NULL, version INTEGER NOT NULL, department TEXT NOT NULL,
     inForce INTEGER NOT NULL, at TEXT NOT NULL, document TEXT NOT NULL, transactionId TEXT NOT NULL,
     block INTEGER NOT NULL, PRIMARY KEY (kind, code, version)) WITHOUT ROWID`,
  'CREATE INDEX catalogueInForce ON catalogue (kind, code) WHERE inForce = 1',
  `CREATE TABLE consents (department TEXT NOT NULL, itemCode TEXT NOT NULL, itemVersion INTEGER NOT NULL,
     state TEXT NOT NULL, document TEXT NOT NULL, transactionId TEXT NOT NULL, block INTEGER NOT NULL,
     PRIMARY KEY (itemCode, itemVersion, department)) WITHOUT ROWID`,
  `CREATE TABLE records (ordinal INTEGER PRIMARY KEY, recordId TEXT NOT NULL UNIQUE, department TEXT NOT NULL,
     recordType TEXT NOT NULL, version INTEGER NOT NULL, entryKeyHash TEXT NOT NULL, status TEXT NOT NULL,
     validFrom TEXT NOT NULL, validUntil TEXT, attestedAt TEXT NOT NULL, commitments TEXT NOT NULL,
     source TEXT NOT NULL, content TEXT NOT NULL, predecessor TEXT, successor TEXT, importId TEXT, attestedIn TEXT,
     attestedBlock INTEGER, applicationId TEXT, itemCode TEXT, inert INTEGER NOT NULL, transactionId TEXT NOT NULL, block INTEGER NOT NULL)`,
  'CREATE INDEX recordsByImport ON records (importId, department) WHERE importId IS NOT NULL',
  `CREATE TABLE imports (ordinal INTEGER PRIMARY KEY, department TEXT NOT NULL, importId TEXT NOT NULL,
     recordType TEXT NOT NULL, firstAt TEXT NOT NULL, lastAt TEXT NOT NULL, created INTEGER NOT NULL,
     superseding INTEGER NOT NULL, reverted INTEGER NOT NULL, transactionId TEXT NOT NULL, block INTEGER NOT NULL,
     UNIQUE (department, importId, recordType))`,
  `CREATE TABLE recordChanges (ordinal INTEGER PRIMARY KEY, recordId TEXT NOT NULL, status TEXT NOT NULL, reason TEXT,
     legalAct TEXT, day TEXT, at TEXT NOT NULL, successor TEXT, transactionId TEXT NOT NULL, block INTEGER NOT NULL)`,
  'CREATE INDEX recordChangesByRecord ON recordChanges (recordId, ordinal)',
  `CREATE TABLE accesses (ordinal INTEGER PRIMARY KEY, accessId TEXT NOT NULL UNIQUE, reader TEXT NOT NULL,
     officer TEXT NOT NULL, itemCode TEXT NOT NULL, caseRef TEXT NOT NULL, outcome TEXT NOT NULL, at TEXT NOT NULL,
     document TEXT NOT NULL, transactionId TEXT NOT NULL, block INTEGER NOT NULL)`,
  'CREATE INDEX accessesByTime ON accesses (at)',
  'CREATE INDEX accessesByReader ON accesses (reader, at)',
  'CREATE INDEX accessesByCase ON accesses (caseRef, at)',
  'CREATE INDEX accessesByItem ON accesses (itemCode, at)',
  'CREATE INDEX accessesByOfficer ON accesses (officer, at)',
  `CREATE TABLE accessSubjects (ordinal INTEGER PRIMARY KEY, accessId TEXT NOT NULL, role TEXT NOT NULL,
     diary TEXT NOT NULL, n INTEGER NOT NULL, previous TEXT NOT NULL, h TEXT NOT NULL)`,
  'CREATE INDEX accessSubjectsByDiary ON accessSubjects (diary, ordinal)',
  'CREATE INDEX accessSubjectsByPlace ON accessSubjects (diary, n)',
  `CREATE TABLE diaryHeads (diary TEXT NOT NULL PRIMARY KEY, n INTEGER NOT NULL, h TEXT NOT NULL, at TEXT NOT NULL,
     cutAt INTEGER, transactionId TEXT NOT NULL, block INTEGER NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE conclusions (accessId TEXT NOT NULL, department TEXT NOT NULL, document TEXT NOT NULL,
     transactionId TEXT NOT NULL, block INTEGER NOT NULL, PRIMARY KEY (accessId, department)) WITHOUT ROWID`,
  `CREATE TABLE evidenceVerdicts (accessId TEXT NOT NULL, department TEXT NOT NULL, position INTEGER NOT NULL,
     materialCode TEXT NOT NULL, alternative INTEGER NOT NULL, evidence INTEGER NOT NULL, recordType TEXT NOT NULL,
     recordTypeVersion INTEGER, verdict TEXT NOT NULL, refusal TEXT, recordId TEXT,
     PRIMARY KEY (accessId, department, position)) WITHOUT ROWID`,
  'CREATE INDEX evidenceVerdictsByRecord ON evidenceVerdicts (recordId) WHERE recordId IS NOT NULL',
  `CREATE TABLE inquiries (ordinal INTEGER PRIMARY KEY, inquiryId TEXT NOT NULL UNIQUE, department TEXT NOT NULL,
     officer TEXT NOT NULL, aboutKind TEXT NOT NULL, about TEXT NOT NULL, at TEXT NOT NULL, document TEXT NOT NULL,
     transactionId TEXT NOT NULL, block INTEGER NOT NULL)`,
  'CREATE INDEX inquiriesByAbout ON inquiries (department, aboutKind, about, ordinal)',
  `CREATE TABLE applications (ordinal INTEGER PRIMARY KEY, applicationId TEXT NOT NULL UNIQUE, filedBy TEXT NOT NULL,
     caseRef TEXT NOT NULL, at TEXT NOT NULL, themeCode TEXT, state TEXT NOT NULL, document TEXT NOT NULL,
     filedIn TEXT NOT NULL, filedBlock INTEGER NOT NULL, transactionId TEXT NOT NULL, block INTEGER NOT NULL)`,
  'CREATE INDEX applicationsByFiler ON applications (filedBy, ordinal)',
  'CREATE INDEX applicationsByFilerAndState ON applications (filedBy, state, ordinal)',
  'CREATE INDEX applicationsByState ON applications (state, ordinal)',
  'CREATE INDEX applicationsByCase ON applications (caseRef, ordinal)',
  `CREATE TABLE tasks (ordinal INTEGER PRIMARY KEY, applicationId TEXT NOT NULL, itemCode TEXT NOT NULL,
     department TEXT NOT NULL, filedBy TEXT NOT NULL, state TEXT NOT NULL, isOpen INTEGER NOT NULL, dueDay TEXT NOT NULL,
     promisedDay TEXT, statutoryDay TEXT, accessId TEXT, recordId TEXT, deposit TEXT NOT NULL, deposited TEXT, moves INTEGER NOT NULL,
     document TEXT, transactionId TEXT NOT NULL, block INTEGER NOT NULL, UNIQUE (applicationId, itemCode))`,
  // One for each question that a page is read by, so that a page costs the same however many tasks there are.
  'CREATE INDEX tasksOpen ON tasks (isOpen, dueDay, ordinal)',
  'CREATE INDEX tasksOpenByDepartment ON tasks (department, isOpen, dueDay, ordinal)',
  'CREATE INDEX tasksOpenByItem ON tasks (itemCode, isOpen, dueDay, ordinal)',
  'CREATE INDEX tasksByState ON tasks (state, dueDay, ordinal)',
  'CREATE INDEX tasksByDepartmentAndState ON tasks (department, state, dueDay, ordinal)',
  'CREATE INDEX tasksByItemAndState ON tasks (itemCode, state, dueDay, ordinal)',
  'CREATE INDEX tasksOfItem ON tasks (itemCode, ordinal)',
  'CREATE INDEX tasksOfItemInState ON tasks (itemCode, state, ordinal)',
  'CREATE INDEX tasksFiledOfItem ON tasks (filedBy, itemCode, ordinal)',
  'CREATE INDEX tasksFiledOfItemInState ON tasks (filedBy, itemCode, state, ordinal)',
  'CREATE INDEX tasksByAccess ON tasks (accessId) WHERE accessId IS NOT NULL',
  'CREATE INDEX tasksByResult ON tasks (recordId) WHERE recordId IS NOT NULL',
  `CREATE TABLE taskMoves (ordinal INTEGER PRIMARY KEY, applicationId TEXT NOT NULL, itemCode TEXT NOT NULL,
     department TEXT NOT NULL, filedBy TEXT NOT NULL, move TEXT NOT NULL, madeBy TEXT NOT NULL, state TEXT NOT NULL,
     applicationState TEXT NOT NULL, at TEXT NOT NULL, transactionId TEXT NOT NULL, block INTEGER NOT NULL)`,
  'CREATE INDEX taskMovesByApplication ON taskMoves (applicationId, block, ordinal)',
  'CREATE INDEX taskMovesByDepartment ON taskMoves (department, block, ordinal)',
  'CREATE INDEX taskMovesByFiler ON taskMoves (filedBy, block, ordinal)',
  'CREATE INDEX taskMovesByBlock ON taskMoves (block, ordinal)',
  `CREATE TABLE disbelieved (ordinal INTEGER PRIMARY KEY, keyHash TEXT NOT NULL, reason TEXT NOT NULL,
     transactionId TEXT NOT NULL, block INTEGER NOT NULL)`,
  `CREATE TABLE counters (name TEXT NOT NULL, label TEXT NOT NULL, total INTEGER NOT NULL,
     PRIMARY KEY (name, label)) WITHOUT ROWID`,
];

const MIGRATIONS: Record<string, Migration> = {
  '0001-tables': {
    up: async (database) => {
      for (const statement of TABLES) await sql.raw(statement).execute(database);
    },
  },
};

/** Brings the tables to this version. @throws {ReadModelMismatch} if a newer version of the software made them. */
export async function migrate(database: Kysely<ReadModelTables>): Promise<void> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  throw new ReadModelMismatch('its tables were made by another version of the software', { cause: error });
}
