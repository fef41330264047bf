// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { join } from 'node:path';
import { publishDepartment } from '../../../chaincode/transactions/publish-department.js';
import { mspIdOf } from '../../../chaincode/domain/names.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import { startProjector, type Projector } from '../../../gateway/readmodel/projector.js';
import { catalogueEntry } from '../../../gateway/readmodel/queries/catalogue.js';
import { readModelCounts } from '../../../gateway/readmodel/queries/counts.js';
import { listDisbelieved } from '../../../gateway/readmodel/queries/disbelieved.js';
import { recordById } from '../../../gateway/readmodel/queries/records.js';
import { transactionById } from '../../../gateway/readmodel/queries/transactions.js';
import { listVerifications } from '../../../gateway/readmodel/queries/verifications.js';
import { openReadModel } from '../../../gateway/readmodel/read-model.js';
import { ReadModelMismatch } from '../../../gateway/readmodel/read-model-mismatch.js';
import { rebuildReadModel } from '../../../gateway/readmodel/rebuild-read-model.js';
import type { ReadModelDatabase } from '../../../gateway/readmodel/tables.js';
import { openTestLedger, testFolder, type TestLedger } from '../ledger/open-test-ledger.js';
import * as documents from './documents.js';
import { everything } from './fresh-read-model.js';

const PUBLISHER = { caller: { department: 'data-bureau', role: 'publisher' }, watch: undefined } as const;
const MARRIAGE = 'civil-affairs.marriage';
const ENTRY = documents.entry(MARRIAGE, documents.record('marriage'));
const ENTRY_KEY = stateKeys.register(MARRIAGE, documents.digest('register pseudonym'));
const STATEMENT = { department: 'civil-affairs', keyHash: documents.digest(ENTRY_KEY), document: ENTRY };
const BUREAU = mspIdOf('data-bureau');
const HUMAN_RESOURCES = mspIdOf('human-resources');
const CIVIL_AFFAIRS = mspIdOf('civil-affairs');

describe('the projector over the embedded ledger', function () {
  this.timeout(60_000);
  let folder: ReturnType<typeof testFolder>;
  let file: string;
  let test: TestLedger;
  let database: ReadModelDatabase;
  let projector: Projector;

  beforeEach(async () => {
    folder = testFolder();
    file = join(folder.folder, 'readmodel.sqlite');
    test = await openTestLedger(join(folder.folder, 'ledger'));
    database = await openReadModel(file);
    projector = await startProjector({ database, ledger: test.ledger });
  });
  afterEach(async () => {
    await projector.stop();
    await database.destroy();
    await test.ledger.close();
    folder.remove();
  });

  const publish = (version: number) =>
    test.ledger.submit(
      publishDepartment,
      { department: 'data-bureau', document: documents.department(version) },
      PUBLISHER,
    );
  const applied = async (blockNumber: bigint) => {
    expect(await projector.waitFor(blockNumber, 5000)).to.equal(true);
  };
  const versionInForce = async (): Promise<number | undefined> =>
    (await catalogueEntry(database, 'department', 'civil-affairs'))?.document.version;

  /** A forged statement, a statement that is one, an access without its stamp. */
  async function dictateAll(): Promise<bigint> {
    await test.dictate([BUREAU, HUMAN_RESOURCES], { response: { statements: [STATEMENT] } });
    const hashed = [{ mspId: CIVIL_AFFAIRS, key: ENTRY_KEY, text: canonicalJson(ENTRY) }];
    await test.dictate([CIVIL_AFFAIRS], { hashed, response: { statements: [STATEMENT] } });
    const diary = [{ role: 'applicant', diary: documents.digest('diary'), n: 1, previous: documents.H0 }];
    const access = documents.access('first', { diary });
    const writes = { [stateKeys.access(access.accessId)]: canonicalJson(access) };
    return (await test.dictate([BUREAU, CIVIL_AFFAIRS], { writes })).blockNumber;
  }

  it('shows what was committed as soon as its block is waited for', async () => {
    const { blockNumber, transactionId } = await publish(1);
    await applied(blockNumber);
    expect(await versionInForce()).to.equal(1);
    expect(await transactionById(database, transactionId)).to.include({
      name: 'PublishDepartment',
      callerMspId: BUREAU,
      validationCode: 'VALID',
    });
    expect(projector.height).to.equal(blockNumber + 1n);
  });

  it('says so when a block does not come in time', async () => {
    expect(await projector.waitFor(99n, 20)).to.equal(false);
  });

  it('does not believe a statement in a response whose department wrote nothing', async () => {
    const forged = await test.dictate([BUREAU, HUMAN_RESOURCES], { response: { statements: [STATEMENT] } });
    expect(forged.validationCode).to.equal('VALID');
    await applied(forged.blockNumber);
    expect(await recordById(database, documents.recordIdOf('marriage'))).to.equal(undefined);
    expect((await listDisbelieved(database, { limit: 10 })).rows).to.deep.equal([
      {
        ordinal: 1,
        transactionId: forged.transactionId,
        block: Number(forged.blockNumber),
        keyHash: STATEMENT.keyHash,
        reason: 'NOT_HASHED',
      },
    ]);
  });

  it('shows nothing of a statement that two others wrote into the collection of a third', async () => {
    const hashed = [{ mspId: CIVIL_AFFAIRS, key: ENTRY_KEY, text: canonicalJson(ENTRY) }];
    const forged = await test.dictate([BUREAU, HUMAN_RESOURCES], { hashed, response: { statements: [STATEMENT] } });
    expect(forged.validationCode).to.equal('ENDORSEMENT_POLICY_FAILURE');
    await applied(forged.blockNumber);
    expect(await recordById(database, documents.recordIdOf('marriage'))).to.equal(undefined);
    expect((await readModelCounts(database)).transactions).to.include({ ENDORSEMENT_POLICY_FAILURE: 1 });
  });

  it('believes the same statement from the department itself', async () => {
    const hashed = [{ mspId: CIVIL_AFFAIRS, key: ENTRY_KEY, text: canonicalJson(ENTRY) }];
    const stated = await test.dictate([CIVIL_AFFAIRS], { hashed, response: { statements: [STATEMENT] } });
    expect(stated.validationCode).to.equal('VALID');
    await applied(stated.blockNumber);
    expect((await recordById(database, documents.recordIdOf('marriage')))?.department).to.equal('civil-affairs');
  });

  it('does not believe an access that two departments wrote in the name of a third', async () => {
    await applied(await dictateAll());
    expect((await listVerifications(database, { limit: 10 })).rows).to.deep.equal([]);
    expect((await readModelCounts(database)).disbelieved).to.deep.equal({ NOT_HASHED: 1, NOT_STAMPED: 1 });
  });

  it('goes on at the checkpoint after a restart, and applies no block twice', async () => {
    const { blockNumber } = await publish(1);
    await applied(blockNumber);
    await projector.stop();
    await database.destroy();
    const last = await publish(2);
    database = await openReadModel(file);
    expect(await versionInForce()).to.equal(1);
    projector = await startProjector({ database, ledger: test.ledger });
    expect(projector.height).to.equal(blockNumber + 1n);
    await applied(last.blockNumber);
    expect(await versionInForce()).to.equal(2);
    expect((await readModelCounts(database)).transactions).to.deep.equal({ VALID: 2 });
  });

  it('gives the same rows in every table when it is rebuilt', async () => {
    await publish(1);
    await dictateAll();
    const { blockNumber } = await publish(2);
    await applied(blockNumber);
    await projector.stop();
    const incremental = await everything(database);
    for (const table of ['transactions', 'catalogue', 'records', 'disbelieved', 'counters']) {
      expect(incremental[table], table).to.not.have.length(0);
    }
    await database.destroy();
    const progress: bigint[] = [];
    const rebuilt = await rebuildReadModel({ file, ledger: test.ledger, onProgress: (done) => progress.push(done) });
    expect(rebuilt).to.equal(blockNumber + 1n);
    expect(progress.at(-1)).to.equal(rebuilt);
    database = await openReadModel(file);
    expect(await everything(database)).to.deep.equal(incremental);
    projector = await startProjector({ database, ledger: test.ledger });
    await applied(blockNumber);
  });

  it('refuses another ledger, and one that is behind, naming the remedy', async () => {
    const { blockNumber } = await publish(1);
    await applied(blockNumber);
    const other = testFolder();
    const { ledger } = await openTestLedger(other.folder);
    const failure = (started: Promise<Projector>) =>
      started.then(
        () => undefined,
        (error: unknown) => error,
      );
    const behind = await failure(startProjector({ database, ledger }));
    expect(behind).to.be.instanceOf(ReadModelMismatch);
    expect(behind).to.have.property('message').that.includes('onedoor readmodel rebuild');
    await ledger.submit(publishDepartment, { department: 'data-bureau', document: documents.department(1) }, PUBLISHER);
    expect(await failure(startProjector({ database, ledger }))).to.be.instanceOf(ReadModelMismatch);
    await ledger.close();
    other.remove();
  });

  it('refuses tables that another projection filled', async () => {
    const { blockNumber } = await publish(1);
    await applied(blockNumber);
    await projector.stop();
    await database.updateTable('checkpoint').set({ projection: 0 }).execute();
    await database.destroy();
    const error = await openReadModel(file).then(
      () => undefined,
      (failure: unknown) => failure,
    );
    expect(error).to.be.instanceOf(ReadModelMismatch);
    await rebuildReadModel({ file, ledger: test.ledger });
    database = await openReadModel(file);
    expect(await versionInForce()).to.equal(1);
  });

  it('stops and tells why when it cannot write, and keeps effect and checkpoint together', async () => {
    await projector.stop();
    const faults: Error[] = [];
    await database.schema.dropTable('catalogue').execute();
    projector = await startProjector({ database, ledger: test.ledger, onFault: (fault) => faults.push(fault) });
    const { blockNumber } = await publish(1);
    expect(await projector.waitFor(blockNumber, 5000)).to.equal(false);
    expect(projector.fault).to.be.instanceOf(Error);
    expect(faults).to.deep.equal([projector.fault]);
    expect(projector.height).to.equal(blockNumber);
    expect(await database.selectFrom('transactions').selectAll().execute()).to.deep.equal([]);
  });
});
