// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { sql } from 'kysely';
import { join } from 'node:path';
import type { Access, Conclusion } from '../../../chaincode/domain/access/access.js';
import type { RegisterEntry, RegisterRecord } from '../../../chaincode/domain/register/register-entry.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { applyWhole } from '../../../gateway/readmodel/apply/apply-whole.js';
import { sha256 } from '../../../gateway/readmodel/belief/digest.js';
import { openReadModel } from '../../../gateway/readmodel/read-model.js';
import type { LedgerBlock, LedgerTransaction } from '../../../gateway/ledger/ledger.js';
import { AccessDistrict, partOf } from '../../chaincode/support/access-district.js';
import { auditBlocks, blocksOf } from './audited-blocks.js';

describe('the audit of what is stated on a ledger', () => {
  let blocks: LedgerBlock[];
  let conclusion: Conclusion;

  before(async function () {
    this.timeout(60_000);
    const world = await AccessDistrict.open();
    await world.consent(['name', 'married']);
    const asked = { name: 'one', request: { disclose: 'fields' as const, fields: ['fullName'] } };
    const done = await world.conclude([partOf(await world.openedFor(asked))]);
    conclusion = done.response.statements[0]?.document as unknown as Conclusion;
    blocks = await blocksOf(world.district.network);
    await world.close();
  });

  const codes = async (changed: readonly LedgerBlock[]) => (await auditBlocks(changed)).map(({ code }) => code);

  it('finds nothing in what was stated rightly', async () => {
    expect(conclusion.verdicts.map(({ verdict }) => verdict)).to.deep.equal(['VERIFIED']);
    expect(conclusion.granted).to.have.length(1);
    expect(await auditBlocks(blocks)).to.deep.equal([]);
  });

  /** As if the source itself had stated another conclusion: its own hash stands in its collection. */
  function concluding(change: (right: Conclusion) => Conclusion): LedgerBlock[] {
    return changed(blocks, (transaction) => {
      const { statements, ...rest } = (transaction.response ?? {}) as { statements?: Stated[] };
      const [statement] = statements ?? [];
      if (statement === undefined || !('accessDigest' in statement.document)) return transaction;
      const document = change(statement.document as unknown as Conclusion);
      const valueHash = sha256(canonicalJson(document));
      return {
        ...transaction,
        response: { ...rest, statements: [{ ...statement, document }] },
        hashedWrites: transaction.hashedWrites.map((write) =>
          write.keyHash === statement.keyHash ? { ...write, valueHash } : write,
        ),
      };
    });
  }

  const firstVerdict = (change: object) => (right: Conclusion) => ({
    ...right,
    verdicts: right.verdicts.map((verdict) => ({ ...verdict, ...change })),
  });
  const lies: [what: string, code: string, change: (right: Conclusion) => Conclusion][] = [
    ['a verdict on a record in another version', 'VERDICT_RECORD', firstVerdict({ recordTypeVersion: 7 })],
    ['a verdict on another status', 'VERDICT_RECORD', firstVerdict({ verdict: 'REVOKED' })],
    [
      'a refusal against a consent',
      'VERDICT_REFUSAL',
      firstVerdict({ verdict: 'REFUSED', refusal: 'CONSENT_MISSING' }),
    ],
    ['a verdict left out', 'VERDICTS_INCOMPLETE', (right) => ({ ...right, verdicts: [] })],
    ['another item', 'ITEM_DIFFERS', (right) => ({ ...right, itemDigest: 'A'.repeat(43) })],
    ['another time', 'DOCUMENT_TIME', (right) => ({ ...right, at: '2026-01-01T00:00:00.000Z' })],
    [
      'a grant of more than was planned',
      'GRANT_BEYOND_PLAN',
      (right) => ({ ...right, granted: right.granted.map((one) => ({ ...one, claims: ['name', 'secret'] })) }),
    ],
    ['another access', 'ACCESS_DIFFERS', (right) => ({ ...right, accessDigest: 'A'.repeat(43) })],
  ];
  for (const [what, code, change] of lies) {
    it(`names ${what} as ${code}`, async () => {
      expect(await codes(concluding(change))).to.include(code);
    });
  }

  it('names a verdict whose bytes are not those that the source hashed', async () => {
    const altered = changed(blocks, (transaction) => {
      const text = canonicalJson(transaction.response ?? {}).replace('VERIFIED', 'NOT_FOUND');
      return 'response' in transaction ? { ...transaction, response: JSON.parse(text) as unknown } : transaction;
    });
    expect(await codes(altered)).to.deep.equal(['NOT_HASHED']);
  });

  /** As if the source's own peer ran another chaincode: the last entry of the register is stated once more, altered. */
  function restating(change: (record: RegisterRecord) => RegisterRecord | undefined): LedgerBlock[] {
    const [last, first] = [blocks.at(-1), registered(blocks)];
    if (last === undefined || first === undefined) throw new Error('no entry to state again');
    const { transaction, statement } = first;
    const entry = statement.document as unknown as RegisterEntry;
    const records = entry.records.flatMap((record) => change(record) ?? []);
    const document = { ...entry, records, at: last.transactions[0]?.timestamp ?? '' };
    const again: LedgerTransaction = {
      ...transaction,
      transactionId: 'f'.repeat(64),
      timestamp: document.at,
      response: { results: [], statements: [{ ...statement, document }] },
      hashedWrites: [{ ...first.write, valueHash: sha256(canonicalJson(document)) }],
    };
    const { number, hash } = last;
    return [...blocks, { number: number + 1n, hash: 'B'.repeat(43), previousHash: hash, transactions: [again] }];
  }

  const rewritten: [what: string, change: (record: RegisterRecord) => RegisterRecord | undefined][] = [
    ['other commitments', (record) => ({ ...record, commitments: { name: 'A'.repeat(43) } })],
    ['a longer validity', (record) => ({ ...record, until: '2999-12-31' })],
    ['another time of attestation', (record) => ({ ...record, attestedAt: '2020-01-01T00:00:00.000Z' })],
    ['a status without a reason', (record) => ({ ...record, status: 'REVOKED' })],
    ['a record that nobody attested', (record) => ({ ...record, recordId: '0'.repeat(26) })],
  ];
  for (const [what, change] of rewritten) {
    it(`names a register that was stated again with ${what} as REGISTER_REWRITTEN`, async () => {
      expect(await codes(restating((record) => record))).to.not.include('REGISTER_REWRITTEN');
      expect(await codes(restating(change))).to.include('REGISTER_REWRITTEN');
    });
  }

  it('names a row of a diary that is another than the head was made of', async () => {
    const altered = changed(blocks, (transaction) => {
      const row = transaction.writes.find(({ key }) => key.startsWith('x/'));
      if (row?.value === undefined) return transaction;
      const access = { ...(JSON.parse(new TextDecoder().decode(row.value)) as Access), officer: 'another-officer' };
      const value = new TextEncoder().encode(canonicalJson(access));
      const hash = (write: LedgerTransaction['hashedWrites'][number]) =>
        write.keyHash === sha256(row.key) ? { ...write, valueHash: sha256(value) } : write;
      return {
        ...transaction,
        writes: transaction.writes.map((write) => (write === row ? { ...write, value } : write)),
        hashedWrites: transaction.hashedWrites.map(hash),
      };
    });
    expect(await codes(altered)).to.deep.equal(['DIARY_HEAD_PUSHED', 'ACCESS_DIFFERS']);
  });

  it('names a time that leaves its neighbours on either side, and takes a pause for none', async () => {
    const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22) + seconds * 1000).toISOString();
    const chain = (...seconds: number[]): LedgerBlock[] =>
      seconds.map((each, index) => ({
        number: BigInt(index),
        hash: String(index),
        previousHash: String(index - 1),
        transactions: [{ ...nothing(`tx-${index}`), timestamp: at(each) }],
      }));
    const found = async (...seconds: number[]) =>
      (await auditBlocks(chain(...seconds))).map(({ code, block }) => `${code} ${block}`);
    expect(await found(0, 59, 1, 40_000, 40_001, 90_000)).to.deep.equal([]);
    expect(await found(0, 1, 2, 500, 3, 4)).to.deep.equal(['TIME_AHEAD 3']);
    expect(await found(500, 3, 4)).to.deep.equal(['TIME_AHEAD 0']);
    expect(await found(1000, 1001, 1002, 3, 1004, 1005, 1006)).to.deep.equal(['TIME_BEHIND 3']);
  });

  it('names tables that are served and are not those of the blocks', async () => {
    const differences = await auditBlocks(blocks, async (audit, folder) => {
      const served = join(folder, 'served.sqlite');
      const database = await openReadModel(served);
      for (const block of blocks) applyWhole(database, block);
      const same = await audit.compare(served, blocks.length - 1);
      await sql`UPDATE evidenceVerdicts SET verdict = 'NOT_FOUND'`.execute(database);
      await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(database);
      await database.destroy();
      return [...same, ...(await audit.compare(served, blocks.length - 1))];
    });
    expect(differences.map(({ code, detail }) => `${code} ${detail}`)).to.deep.equal([
      'READ_MODEL_DIFFERS table evidenceVerdicts: 1 rows are missing or other ones, 1 are too many or other ones',
    ]);
  });
});

interface Stated {
  readonly keyHash: string;
  readonly document: Readonly<Record<string, unknown>>;
}

function changed(
  blocks: readonly LedgerBlock[],
  change: (transaction: LedgerTransaction) => LedgerTransaction,
): LedgerBlock[] {
  return blocks.map((block) => ({ ...block, transactions: block.transactions.map(change) }));
}

/** The last register entry that was stated, with what it takes to state it again. */
function registered(blocks: readonly LedgerBlock[]) {
  for (const transaction of blocks.flatMap(({ transactions }) => transactions).reverse()) {
    const { statements = [] } = (transaction.response ?? {}) as { statements?: Stated[] };
    const statement = statements.find(({ document }) => 'records' in document);
    const write = transaction.hashedWrites.find(({ keyHash }) => keyHash === statement?.keyHash);
    if (statement !== undefined && write !== undefined) return { transaction, statement, write };
  }
  return undefined;
}

function nothing(transactionId: string): LedgerTransaction {
  return {
    transactionId,
    validationCode: 'VALID',
    creator: { mspId: 'DataBureauMSP' },
    timestamp: '',
    writes: [],
    hashedWrites: [],
  };
}
