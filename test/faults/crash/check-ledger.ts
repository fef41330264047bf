// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import type { IdempotencyTables } from '../../../gateway/idempotency/tables.js';
import type { LedgerTransaction } from '../../../gateway/ledger/ledger.js';
import type { GatewayParts } from '../../../gateway/open-parts.js';
import { openReadModel } from '../../../gateway/readmodel/read-model.js';
import { rebuildReadModel } from '../../../gateway/readmodel/rebuild-read-model.js';
import type { ReadModelDatabase } from '../../../gateway/readmodel/tables.js';
import { openSqlite } from '../../../gateway/sqlite/open-sqlite.js';
import type { CheckOrder, CheckReport } from './messages.js';

/** Names of transactions that only requests with a key make. */
const KEYED: readonly (string | undefined)[] = ['AttestRecords', 'ChangeRecordStatus', 'OpenAccess'];
type Placed = LedgerTransaction & { readonly block: number };

/** Holds ledger, read model and idempotency store of an open gateway against each other. */
export async function checkLedger(parts: GatewayParts, order: CheckOrder): Promise<CheckReport> {
  const height = await parts.ledger.height();
  const isShown = await parts.projector.waitFor(height - 1n, 30_000);
  const transactions = await transactionsFrom(parts, BigInt(order.from), height);
  const store = openSqlite<IdempotencyTables>(parts.home.idempotency, { synchronous: 'FULL' });
  try {
    const wrong = [
      ...(isShown ? [] : ['the read model does not reach the ledger']),
      ...acknowledgedOnce(order.acknowledged, transactions),
      ...(await shownOnce(parts.readModel, transactions)),
      ...(await boundToRequests(store, transactions, order.from)),
      ...(await statesAgree(store, parts)),
      ...(order.whole ? await sameWhenRebuilt(parts) : []),
    ];
    return { report: 'checked', height: Number(height), transactions: transactions.length, wrong };
  } finally {
    await store.destroy();
  }
}

async function transactionsFrom({ ledger }: GatewayParts, from: bigint, height: bigint): Promise<Placed[]> {
  const found: Placed[] = [];
  if (from >= height) return found;
  for await (const { number, transactions } of ledger.blocks({ from })) {
    found.push(...transactions.map((one) => ({ ...one, block: Number(number) })));
    if (number + 1n >= height) break;
  }
  return found;
}

function acknowledgedOnce(acknowledged: readonly string[], transactions: readonly Placed[]): string[] {
  return [...new Set(acknowledged)].flatMap((id) => {
    const times = transactions.filter((one) => one.transactionId === id && one.validationCode === 'VALID').length;
    return times === 1 ? [] : [`acknowledged ${id} stands ${times} times on the ledger`];
  });
}

async function shownOnce(database: ReadModelDatabase, transactions: readonly Placed[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const { transactionId, validationCode, block } of transactions) {
    const rows = await database
      .selectFrom('transactions')
      .select(['block', 'validationCode'])
      .where('transactionId', '=', transactionId)
      .execute();
    const [row] = rows;
    if (rows.length !== 1 || row?.block !== block || row.validationCode !== validationCode)
      wrong.push(`the read model shows ${transactionId} otherwise than block ${block}`);
  }
  return wrong;
}

/** What was ordered for a request with a key was written down before. */
async function boundToRequests(
  store: Kysely<IdempotencyTables>,
  transactions: readonly Placed[],
  from: number,
): Promise<string[]> {
  if (from === 0) return [];
  const rows = await store.selectFrom('preparations').select('transactionId').execute();
  const bound = new Set(rows.map(({ transactionId }) => transactionId));
  return transactions
    .filter(({ call, transactionId }) => KEYED.includes(call?.name) && !bound.has(transactionId))
    .map(({ transactionId }) => `no request is bound to ${transactionId}`);
}

/** The last thousand bound transactions are in the states that the ledger gives them, and no request is unfinished. */
async function statesAgree(store: Kysely<IdempotencyTables>, { ledger }: GatewayParts): Promise<string[]> {
  const wrong: string[] = [];
  const rows = await store
    .selectFrom('preparations')
    .innerJoin('submissions', 'submissions.submissionId', 'preparations.submissionId')
    .select(['transactionId', 'state', 'kept'])
    .orderBy('createdAt', 'desc')
    .limit(1_000)
    .execute();
  for (const { transactionId, state, kept } of rows) {
    const { state: now } = await ledger.transaction(transactionId);
    if ((state === 'VALID') !== (now === 'COMMITTED')) wrong.push(`${transactionId} is ${state}, on the ledger ${now}`);
    if (kept === null) wrong.push(`the request of ${transactionId} is unfinished`);
  }
  return wrong;
}

const TABLES = ['checkpoint', 'transactions', 'records', 'recordChanges', 'accesses', 'conclusions', 'counters'];

async function sameWhenRebuilt({ ledger, readModel }: GatewayParts): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'onedoor-rebuilt-'));
  const file = join(folder, 'readmodel.sqlite');
  await rebuildReadModel({ file, ledger });
  const rebuilt = await openReadModel(file);
  const wrong: string[] = [];
  for (const table of TABLES) {
    const texts = await Promise.all([readModel, rebuilt].map((database) => rowsOf(database, table)));
    if (texts[0] !== texts[1]) wrong.push(`the table ${table} is another one when the read model is made anew`);
  }
  await rebuilt.destroy();
  await rm(folder, { recursive: true });
  return wrong;
}

async function rowsOf(database: ReadModelDatabase, table: string): Promise<string> {
  const { rows } = await sql`SELECT * FROM ${sql.table(table)}`.execute(database);
  return JSON.stringify(rows.map((row) => JSON.stringify(row)).sort());
}
