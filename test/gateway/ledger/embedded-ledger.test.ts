// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { Type } from 'typebox';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { compareRecords } from '../../../chaincode/transactions/compare-records.js';
import { publishDepartment } from '../../../chaincode/transactions/publish-department.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { DepartmentNotHosted } from '../../../gateway/ledger/department-not-hosted.js';
import type { EmbeddedLedger } from '../../../gateway/ledger/embedded/embedded-ledger.js';
import { openEmbeddedLedger } from '../../../gateway/ledger/embedded/open-embedded-ledger.js';
import { LedgerConflict, LedgerUnavailable } from '../../../gateway/ledger/ledger-errors.js';
import { LedgerFault } from '../../../gateway/ledger/ledger-fault.js';
import type { LedgerBlock } from '../../../gateway/ledger/ledger.js';
import { loadDefinition } from '../../../network/definitions/load-definition.js';
import { department, digest } from '../readmodel/documents.js';
import { openTestLedger, testFolder, threeDepartments, type TestLedger } from './open-test-ledger.js';

const PUBLISHER = { caller: { department: 'data-bureau', role: 'publisher' }, watch: undefined } as const;
const publication = (version: number, code = 'civil-affairs') => ({
  department: 'data-bureau' as const,
  document: department(version, code),
});

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('it was accepted');
    },
    (error: unknown) => error,
  );
}

describe('the ledger port over the embedded network', function () {
  this.timeout(60_000);
  let test: TestLedger;
  let ledger: EmbeddedLedger;
  let folder: ReturnType<typeof testFolder>;
  beforeEach(async () => {
    folder = testFolder();
    test = await openTestLedger(folder.folder);
    ({ ledger } = test);
  });
  afterEach(async () => {
    await ledger.close();
    folder.remove();
  });

  async function firstBlocks(count: number): Promise<LedgerBlock[]> {
    const found: LedgerBlock[] = [];
    for await (const block of ledger.blocks({ from: 0n })) if (found.push(block) === count) break;
    return found;
  }

  it('answers a submit with the response, the transaction and its block', async () => {
    const committed = await ledger.submit(publishDepartment, publication(1), PUBLISHER);
    expect(committed.response).to.deep.equal({ status: 'PUBLISHED', code: 'civil-affairs', version: 1 });
    expect(committed.blockNumber).to.equal(1n);
    expect(await ledger.transaction(committed.transactionId)).to.deep.equal({ state: 'COMMITTED', blockNumber: 1n });
    expect(await ledger.height()).to.equal(2n);
  });

  it('knows nothing of a transaction that it has not seen', async () => {
    expect(await ledger.transaction('0'.repeat(64))).to.deep.equal({ state: 'ABSENT' });
  });

  it('passes a refusal on by its code and writes nothing', async () => {
    const error = await rejection(ledger.submit(publishDepartment, publication(2), PUBLISHER));
    expect(error).to.be.instanceOf(DomainError);
    expect(error).to.include({ code: 'VERSION_NOT_NEXT', pointer: '/document/version' });
    expect(await ledger.height()).to.equal(1n);
  });

  it('passes on that the role of the caller does not do', async () => {
    const caller = { department: 'data-bureau', role: 'intake' } as const;
    const error = await rejection(ledger.submit(publishDepartment, publication(1), { caller, watch: undefined }));
    expect(error).to.include({ code: 'ROLE_NOT_ENTITLED' });
  });

  it("passes on what one department's peer refuses to evaluate", async () => {
    const request = {
      department: 'civil-affairs',
      recordType: 'civil-affairs.marriage',
      version: 1,
      records: [{ from: '2026-01-01', until: null, source: digest('source'), content: digest('content') }],
    };
    const error = await rejection(
      ledger.evaluate(compareRecords, request, {
        caller: { department: 'civil-affairs', role: 'attester' },
        peer: 'civil-affairs',
        transient: { records: [{ register: digest('register'), claims: { a: 1 }, salts: { a: 'A'.repeat(22) } }] },
      }),
    );
    expect(error).to.be.instanceOf(DomainError);
    expect(error).to.include({ code: 'RECORD_TYPE_UNKNOWN' });
  });

  it('says that another transaction came first', async () => {
    test.network.hold('DataBureauMSP');
    test.network.hold('CivilAffairsMSP');
    await ledger.submit(publishDepartment, publication(1), PUBLISHER);
    const changed = { ...department(1), bodies: ['AUDITOR' as const] };
    const error = await rejection(
      ledger.submit(publishDepartment, { department: 'data-bureau' as const, document: changed }, PUBLISHER),
    );
    expect(error).to.be.instanceOf(LedgerConflict);
    expect(error).to.include({ validationCode: 'MVCC_READ_CONFLICT' });
    const { transactionId } = error as LedgerConflict;
    expect(await ledger.transaction(transactionId)).to.deep.equal({
      state: 'INVALID',
      blockNumber: 2n,
      validationCode: 'MVCC_READ_CONFLICT',
    });
  });

  it('asks the next witness when one does not give the same answer', async () => {
    test.network.hold('CivilAffairsMSP');
    await ledger.submit(publishDepartment, publication(1), PUBLISHER);
    const committed = await ledger.submit(publishDepartment, publication(1), PUBLISHER);
    expect(committed.response.status).to.equal('UNCHANGED');
  });

  it('calls it a fault when too few endorsed', async () => {
    const alone = {
      ...publishDepartment,
      endorsers: () => ({ kind: 'alone', department: 'data-bureau' }) as const,
    };
    const error = await rejection(ledger.submit(alone, publication(1), PUBLISHER));
    expect(error).to.be.instanceOf(LedgerFault);
    expect(error).to.include({ validationCode: 'ENDORSEMENT_POLICY_FAILURE' });
    const { transactionId } = error as LedgerFault;
    expect((await ledger.transaction(transactionId)).state).to.equal('INVALID');
  });

  it('orders nothing when the response is not the declared one', async () => {
    const other = { ...publishDepartment, response: Type.Object({ other: Type.String() }) };
    const error = await rejection(
      ledger.submit(other as unknown as typeof publishDepartment, publication(1), PUBLISHER),
    );
    expect(error).to.be.instanceOf(LedgerFault);
    expect(await ledger.height()).to.equal(1n);
  });

  it('is unavailable when no witness takes part, and after it was closed', async () => {
    const lonely = testFolder();
    const definition = loadDefinition('minimal');
    const [bureau] = definition.departments;
    if (bureau === undefined) throw new Error('the definition is empty');
    const alone = await openEmbeddedLedger({
      directory: lonely.folder,
      definition: { ...definition, departments: [bureau] },
    });
    expect(await rejection(alone.submit(publishDepartment, publication(1), PUBLISHER))).to.be.instanceOf(
      LedgerUnavailable,
    );
    await alone.close();
    lonely.remove();
    await ledger.submit(publishDepartment, publication(1), PUBLISHER);
    await ledger.close();
    expect(await rejection(ledger.submit(publishDepartment, publication(2), PUBLISHER))).to.be.instanceOf(
      LedgerUnavailable,
    );
  });

  it('signs only as the departments that it hosts', async () => {
    const other = testFolder();
    const { ledger: guest } = await openTestLedger(other.folder, ['human-resources']);
    const error = await rejection(guest.submit(publishDepartment, publication(1), PUBLISHER));
    expect(error).to.be.instanceOf(DepartmentNotHosted);
    await guest.close();
    other.remove();
  });

  it('shows blocks with calls, responses, writes, and stamps by department', async () => {
    const { transactionId, response } = await ledger.submit(publishDepartment, publication(1), PUBLISHER);
    const [genesis, block] = await firstBlocks(2);
    expect(genesis?.number).to.equal(0n);
    expect(block?.previousHash).to.equal(genesis?.hash);
    const [transaction] = block?.transactions ?? [];
    if (transaction === undefined) throw new Error('the block is empty');
    expect(transaction).to.deep.include({
      transactionId,
      validationCode: 'VALID',
      creator: { mspId: 'DataBureauMSP' },
      call: { name: 'PublishDepartment', request: publication(1) },
      response,
    });
    expect(transaction.timestamp).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u);
    const keys = ['c/department/civil-affairs', 'c/department/civil-affairs/1'];
    expect(transaction.writes.map(({ key }) => key)).to.have.members(keys);
    const valueHash = digest(canonicalJson(department(1)));
    expect(transaction.hashedWrites).to.have.deep.members(
      keys.map((key) => ({ department: 'data-bureau', keyHash: digest(key), valueHash })),
    );
  });

  it('shows no call for another contract', async () => {
    await test.dictate(['DataBureauMSP', 'CivilAffairsMSP'], { writes: { 'z/any': 'thing' } });
    const [, block] = await firstBlocks(2);
    expect(block?.transactions[0]).to.not.have.property('call');
    expect(block?.transactions[0]?.writes.map(({ key }) => key)).to.deep.equal(['z/any']);
  });

  it('gives live blocks until the signal aborts', async () => {
    const abort = new AbortController();
    const seen: bigint[] = [];
    const following = (async () => {
      for await (const { number } of ledger.blocks({ from: 1n, signal: abort.signal })) {
        seen.push(number);
        if (number === 2n) abort.abort();
      }
    })();
    await ledger.submit(publishDepartment, publication(1), PUBLISHER);
    await ledger.submit(publishDepartment, publication(2), PUBLISHER);
    await following;
    expect(seen).to.deep.equal([1n, 2n]);
  });

  it('goes on with the same ledger after it was opened again', async () => {
    const other = testFolder();
    const options = { directory: other.folder, definition: threeDepartments() };
    const first = await openEmbeddedLedger(options);
    const { transactionId } = await first.submit(publishDepartment, publication(1), PUBLISHER);
    await first.close();
    const second = await openEmbeddedLedger(options);
    expect((await second.transaction(transactionId)).state).to.equal('COMMITTED');
    const { blockNumber } = await second.submit(publishDepartment, publication(2), PUBLISHER);
    expect(blockNumber).to.equal(2n);
    await second.close();
    other.remove();
  });
});
