// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { DomainError } from '../../../../chaincode/domain/domain-error.js';
import { LedgerConflict, LedgerUnavailable, OutcomeUnknown } from '../../../../gateway/ledger/ledger-errors.js';
import { rejectionOf } from '../support/rejection-of.js';
import { Recorder, apart, conflict, numbers } from './recorder.js';

describe('gathering what fails', () => {
  it('splits a batch after a conflict, so that only the element at fault fails, after five tries more', async () => {
    const recorder = new Recorder();
    recorder.fault = (ids) => (ids.includes(3) ? conflict() : undefined);
    const gatherer = recorder.gatherer();
    const settled = await Promise.allSettled(numbers(8).map((id) => gatherer.add('d', apart(id))));
    expect(settled.map(({ status }) => status === 'fulfilled')).to.deep.equal(numbers(8).map((id) => id !== 3));
    expect((settled[3] as PromiseRejectedResult).reason).to.be.instanceOf(LedgerConflict);
    expect(recorder.batches.filter((batch) => batch.length === 1 && batch[0] === 3)).to.have.length(6);
  });

  it('succeeds when the conflict passes', async () => {
    const recorder = new Recorder();
    let left = 3;
    recorder.fault = () => (left-- > 0 ? conflict() : undefined);
    expect(await recorder.gatherer().add('d', apart(1))).to.equal('result 1');
    expect(recorder.pauses).to.deep.equal([25, 50, 100]);
  });

  it('never waits longer than two seconds before a try', async () => {
    const recorder = new Recorder();
    recorder.fault = conflict;
    await rejectionOf(recorder.gatherer().add('d', apart(1)));
    expect(Math.max(...recorder.pauses)).to.be.at.most(2000);
    expect(recorder.pauses).to.have.length(5);
  });

  it('tries again where a peer has not seen the access yet', async () => {
    const recorder = new Recorder();
    let left = 1;
    recorder.fault = () => (left-- > 0 ? new DomainError('ACCESS_UNKNOWN') : undefined);
    expect(await recorder.gatherer().add('d', apart(1))).to.equal('result 1');
  });

  it('finds the element for which the whole was refused, without waiting', async () => {
    const recorder = new Recorder();
    recorder.fault = (ids) => (ids.includes(5) ? new DomainError('REQUEST_MALFORMED') : undefined);
    const gatherer = recorder.gatherer();
    const settled = await Promise.allSettled(numbers(8).map((id) => gatherer.add('d', apart(id))));
    expect(settled.map(({ status }) => status === 'fulfilled')).to.deep.equal(numbers(8).map((id) => id !== 5));
    expect(recorder.pauses).to.deep.equal([]);
  });

  for (const { name, error } of [
    { name: 'no answer', error: new LedgerUnavailable('nobody answers') },
    { name: 'an unknown outcome', error: new OutcomeUnknown('tx') },
  ]) {
    it(`passes ${name} on to every caller and sends nothing twice`, async () => {
      const recorder = new Recorder();
      recorder.fault = () => error;
      const gatherer = recorder.gatherer();
      const settled = await Promise.allSettled(numbers(4).map((id) => gatherer.add('d', apart(id))));
      expect(settled.map((one) => (one as PromiseRejectedResult).reason as unknown)).to.deep.equal([
        error,
        error,
        error,
        error,
      ]);
      expect(recorder.batches).to.have.length(1);
    });
  }

  it('goes on after a failure, with the subjects free again', async () => {
    const recorder = new Recorder();
    recorder.fault = () => new LedgerUnavailable('nobody answers');
    const gatherer = recorder.gatherer();
    await rejectionOf(gatherer.add('d', apart(1)));
    recorder.fault = () => undefined;
    expect(await gatherer.add('d', apart(1))).to.equal('result 1');
  });
});
