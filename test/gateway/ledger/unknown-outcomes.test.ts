// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { publishDepartment } from '../../../chaincode/transactions/publish-department.js';
import { EmbeddedLedger } from '../../../gateway/ledger/embedded/embedded-ledger.js';
import { findTransaction } from '../../../gateway/ledger/find-transaction.js';
import { LedgerUnavailable, OutcomeUnknown } from '../../../gateway/ledger/ledger-errors.js';
import { LedgerFault } from '../../../gateway/ledger/ledger-fault.js';
import {
  sharedWatch,
  type PreparedTransaction,
  type SubmissionWatch,
} from '../../../gateway/ledger/submission-watch.js';
import { NetworkError, NetworkFailure } from '../../../network/embedded/index.js';
import { department } from '../readmodel/documents.js';
import { faultyNetwork } from './faulty-network.js';
import { openTestLedger, testFolder, threeDepartments, type TestLedger } from './open-test-ledger.js';

const PUBLISHER = { caller: { department: 'data-bureau', role: 'publisher' }, watch: undefined } as const;
const publication = (version: number) => ({ department: 'data-bureau' as const, document: department(version) });
const codes = threeDepartments().departments.map(({ code }) => code);
const PATIENT = { endorse: 30_000, order: 30_000 };
const HASTY = { ...PATIENT, order: 100 };
const never = new Promise<never>(() => undefined);

class Witness implements SubmissionWatch {
  readonly told: PreparedTransaction[] = [];
  readonly outcomes: string[] = [];

  prepared(transaction: PreparedTransaction): Promise<void> {
    this.told.push(transaction);
    return Promise.resolve();
  }

  settled(_: string, outcome: string): void {
    this.outcomes.push(outcome);
  }
}

describe('a submit whose outcome does not come', function () {
  this.timeout(60_000);
  let test: TestLedger;
  let folder: ReturnType<typeof testFolder>;
  const over = (order: Parameters<typeof faultyNetwork>[1], times = PATIENT) =>
    new EmbeddedLedger(faultyNetwork(test.network, order), threeDepartments(), codes, times);

  beforeEach(async () => {
    folder = testFolder();
    test = await openTestLedger(folder.folder);
  });
  afterEach(async () => {
    await test.ledger.close();
    folder.remove();
  });

  async function failure(ledger: EmbeddedLedger, watch?: SubmissionWatch): Promise<unknown> {
    return ledger.submit(publishDepartment, publication(1), { ...PUBLISHER, watch }).then(
      () => new Error('it was committed'),
      (error: unknown) => error,
    );
  }

  it('because the acknowledgement is lost is unknown, and found on the ledger', async () => {
    const witness = new Witness();
    const ledger = over(async (handOver, transaction) => {
      await handOver(transaction);
      throw new Error('the connection broke');
    });
    const error = await failure(ledger, witness);
    expect(error).to.be.instanceOf(OutcomeUnknown);
    const { transactionId } = error as OutcomeUnknown;
    expect(witness.told).to.deep.equal([{ transactionId, name: 'PublishDepartment', place: 0 }]);
    expect(witness.outcomes).to.deep.equal(['UNKNOWN']);
    expect((await ledger.transaction(transactionId)).state).to.equal('COMMITTED');
    expect((await findTransaction(ledger, transactionId))?.response).to.include({ status: 'PUBLISHED' });
  });

  it('in time is unknown, and settled when it comes after all', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const ledger = over(async (handOver, transaction) => {
      await held;
      return handOver(transaction);
    }, HASTY);
    const { transactionId } = (await failure(ledger)) as OutcomeUnknown;
    expect(await ledger.transaction(transactionId)).to.deep.equal({ state: 'UNKNOWN' });
    release();
    for (let tries = 0; tries < 2_000 && (await ledger.height()) < 2n; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect((await ledger.transaction(transactionId)).state).to.equal('COMMITTED');
  });

  it('at all stays unknown as long as this process lives, and is absent for the next one', async () => {
    const ledger = over(() => never, HASTY);
    const { transactionId } = (await failure(ledger)) as OutcomeUnknown;
    expect(await ledger.transaction(transactionId)).to.deep.equal({ state: 'UNKNOWN' });
    const next = new EmbeddedLedger(test.network, threeDepartments(), codes);
    expect(await next.transaction(transactionId)).to.deep.equal({ state: 'ABSENT' });
  });

  it('since the disk did not confirm is unknown; what comes after that is refused, and nothing of it written', async () => {
    const ledger = over(() => Promise.reject(new NetworkFailure(1, new Error('EIO'), 'unconfirmed')));
    const first = await failure(ledger);
    expect(first).to.be.instanceOf(OutcomeUnknown);
    const witness = new Witness();
    expect(await failure(ledger, witness)).to.be.instanceOf(LedgerUnavailable);
    const [prepared] = witness.told;
    expect((await ledger.transaction(prepared?.transactionId ?? '')).state).to.equal('ABSENT');
    expect(witness.outcomes).to.deep.equal(['INVALID']);
  });

  it('because the ledger closed before it took it was not written', async () => {
    const ledger = over(async (handOver, transaction) => {
      await test.network.close();
      return handOver(transaction);
    });
    expect(await failure(ledger)).to.be.instanceOf(LedgerUnavailable);
  });

  it('is not ordered at all where it cannot be written down before', async () => {
    const watch: SubmissionWatch = {
      prepared: () => Promise.reject(new Error('no room')),
      settled: () => undefined,
    };
    expect(await failure(test.ledger, watch)).to.be.instanceOf(LedgerUnavailable);
    expect(await test.ledger.height()).to.equal(1n);
  });

  it('is a fault at once, and is known not to have been ordered, where it is larger than the channel allows', async () => {
    const witness = new Witness();
    const words = 'message payload is 11 bytes and exceeds maximum allowed 10 bytes';
    const error = await failure(
      over(() => Promise.reject(new NetworkError(words))),
      witness,
    );
    expect(error).to.be.instanceOf(LedgerFault).and.to.have.property('validationCode', undefined);
    expect((error as Error).message).to.include(words);
    expect(witness.outcomes).to.deep.equal(['INVALID']);
  });
});

describe('a submit that states nothing', function () {
  this.timeout(60_000);
  it('is answered without a block, by the judgement of its caller over the endorsed response', async () => {
    const folder = testFolder();
    const { ledger } = await openTestLedger(folder.folder);
    const ask = () =>
      ledger.submitUnless(publishDepartment, publication(1), {
        ...PUBLISHER,
        statesNothing: ({ status }) => status === 'UNCHANGED',
      });
    expect((await ask()).blockNumber).to.equal(1n);
    expect(await ask()).to.deep.equal({ response: { status: 'UNCHANGED', code: 'civil-affairs', version: 1 } });
    expect(await ledger.height()).to.equal(2n);
    await ledger.close();
    folder.remove();
  });
});

describe('a transaction that requests share', () => {
  it('tells each of them its place; who has no watch takes up a place all the same', async () => {
    const [first, second] = [new Witness(), new Witness()];
    await sharedWatch([first, undefined, second])?.prepared({ transactionId: 'a', name: 'OpenAccess', place: 0 });
    expect([...first.told, ...second.told].map(({ place }) => place)).to.deep.equal([0, 2]);
    expect(sharedWatch([undefined])).to.equal(undefined);
  });
});
