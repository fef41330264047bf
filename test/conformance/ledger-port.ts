// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { Type } from 'typebox';
import { publishDepartment } from '../../chaincode/transactions/publish-department.js';
import { DepartmentNotHosted } from '../../gateway/ledger/department-not-hosted.js';
import { findTransaction } from '../../gateway/ledger/find-transaction.js';
import { LedgerConflict } from '../../gateway/ledger/ledger-errors.js';
import { LedgerFault } from '../../gateway/ledger/ledger-fault.js';
import type { Ledger, LedgerBlock } from '../../gateway/ledger/ledger.js';
import { department } from '../gateway/readmodel/documents.js';

export const CALLER = { department: 'data-bureau', role: 'publisher' } as const;
export const PUBLISHER = { caller: CALLER, watch: undefined };
export const publication = (version: number, code: string) => ({
  department: 'data-bureau' as const,
  document: department(version, code),
});

/** The error of what must not succeed. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => new Error('it was accepted'),
    (error: unknown) => error as Error,
  );
}

export interface LedgerStage {
  readonly name: string;
  /** Of letters and hyphens; what is published here is called by it, since a ledger may be shared. */
  readonly suffix: string;
  /** A ledger over the minimal definition, whose gateway hosts both departments. */
  readonly open: (context: Mocha.Context) => Promise<{ readonly ledger: Ledger; readonly remove: () => Promise<void> }>;
  readonly timeoutMs: number;
}

/** What every adapter of the ledger port promises. */
export function ledgerPort({ name, suffix, open, timeoutMs }: LedgerStage): void {
  describe(`the ledger port over ${name}`, function () {
    this.timeout(timeoutMs);
    let ledger: Ledger;
    let remove: (() => Promise<void>) | undefined;
    const code = (title: string) => `${title}-${suffix}`;

    before(async function () {
      ({ ledger, remove } = await open(this));
    });
    after(() => remove?.());

    it('answers a submit with the response, the transaction and its block, which then shows it', async () => {
      const committed = await ledger.submit(publishDepartment, publication(1, code('first')), PUBLISHER);
      const { transactionId, blockNumber } = committed;
      expect(committed.response).to.deep.equal({ status: 'PUBLISHED', code: code('first'), version: 1 });
      expect(await ledger.transaction(transactionId)).to.deep.equal({ state: 'COMMITTED', blockNumber });
      expect(Number(await ledger.height())).to.be.greaterThan(Number(blockNumber));
      const found = await findTransaction(ledger, transactionId);
      expect(found).to.deep.include({
        creator: { mspId: 'DataBureauMSP' },
        call: { name: 'PublishDepartment', request: publication(1, code('first')) },
        response: committed.response,
      });
      expect(found?.writes.map(({ key }) => key)).to.include(`c/department/${code('first')}`);
      expect(found?.hashedWrites.map((write) => write.department)).to.deep.equal(['data-bureau', 'data-bureau']);
    });

    it('reads its own writes at either peer, and orders nothing that states nothing', async () => {
      await ledger.submit(publishDepartment, publication(1, code('own')), PUBLISHER);
      for (const peer of ['data-bureau', 'human-resources']) {
        const answer = await ledger.evaluate(publishDepartment, publication(1, code('own')), { caller: CALLER, peer });
        expect(answer.status).to.equal('UNCHANGED');
      }
      const statesNothing = ({ status }: { readonly status: string }) => status === 'UNCHANGED';
      const answer = await ledger.submitUnless(publishDepartment, publication(1, code('own')), {
        ...PUBLISHER,
        statesNothing,
      });
      expect(answer).to.not.have.property('blockNumber');
    });

    it('knows nothing of a transaction that was never made', async () => {
      expect(await ledger.transaction('0'.repeat(64))).to.deep.equal({ state: 'ABSENT' });
    });

    it('says that another transaction came first', async () => {
      const other = publication(1, code('hot'));
      const both = [
        publication(1, code('hot')),
        { ...other, document: { ...other.document, bodies: ['AUDITOR' as const] } },
      ];
      const errors = await Promise.all(
        both.map((request) =>
          ledger.submit(publishDepartment, request, PUBLISHER).then(
            () => undefined,
            (error: unknown) => error,
          ),
        ),
      );
      const [conflict] = errors.filter((error) => error !== undefined);
      expect(errors.filter((error) => error === undefined)).to.have.length(1);
      expect(conflict).to.be.instanceOf(LedgerConflict).and.include({ validationCode: 'MVCC_READ_CONFLICT' });
      const state = await ledger.transaction((conflict as LedgerConflict).transactionId);
      expect(state).to.include({ state: 'INVALID', validationCode: 'MVCC_READ_CONFLICT' });
    });

    it('calls it a fault when the wrong departments endorsed', async () => {
      const alone = {
        ...publishDepartment,
        endorsers: () => ({ kind: 'alone', department: 'human-resources' }) as const,
      };
      const error = await rejection(ledger.submit(alone, publication(1, code('alone')), PUBLISHER));
      expect(error).to.be.instanceOf(LedgerFault).and.include({ validationCode: 'ENDORSEMENT_POLICY_FAILURE' });
    });

    it('orders nothing of another shape, and signs for nobody else', async () => {
      const height = await ledger.height();
      const other = { ...publishDepartment, response: Type.Object({ other: Type.String() }) };
      const shape = ledger.submit(
        other as unknown as typeof publishDepartment,
        publication(1, code('shape')),
        PUBLISHER,
      );
      expect(await rejection(shape)).to.be.instanceOf(LedgerFault);
      const guest = { caller: { department: 'civil-affairs', role: 'publisher' }, watch: undefined } as const;
      const foreign = ledger.submit(publishDepartment, publication(1, code('guest')), guest);
      expect(await rejection(foreign)).to.be.instanceOf(DepartmentNotHosted);
      expect(await ledger.height()).to.equal(height);
    });

    it('gives blocks from the first one on, chained, then live ones until the signal aborts', async () => {
      const abort = new AbortController();
      const seen: LedgerBlock[] = [];
      const { blockNumber } = await ledger.submit(publishDepartment, publication(1, code('live')), PUBLISHER);
      const following = (async () => {
        for await (const block of ledger.blocks({ from: 0n, signal: abort.signal })) {
          seen.push(block);
          if (block.number > blockNumber) abort.abort();
        }
      })();
      await ledger.submit(publishDepartment, publication(2, code('live')), PUBLISHER);
      await following;
      expect(seen.map(({ number }) => Number(number))).to.deep.equal(seen.map((_, index) => index));
      for (const [index, { previousHash }] of seen.entries()) {
        if (index > 0) expect(previousHash).to.equal(seen[index - 1]?.hash);
      }
    });
  });
}
