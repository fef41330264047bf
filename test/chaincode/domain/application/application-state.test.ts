// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { nodeCrypto } from '../../../../chaincode/fabric/node-crypto.js';
import { applicationIdOf } from '../../../../chaincode/domain/application/application-id.js';
import { applicationState } from '../../../../chaincode/domain/application/application-state.js';
import { APPLICATION_STATES, TASK_STATES, type TaskState } from '../../../../chaincode/domain/application/states.js';

describe('the state of an application', () => {
  for (const [tasks, state] of [
    [['SUBMITTED'], 'SUBMITTED'],
    [['SUBMITTED', 'ACCEPTED'], 'ACCEPTED'],
    [['SUBMITTED', 'ISSUED'], 'ACCEPTED'],
    [['CORRECTION_REQUESTED', 'ISSUED'], 'CORRECTION_REQUESTED'],
    [['UNDER_REVIEW', 'SUPPLEMENT_REQUESTED'], 'CORRECTION_REQUESTED'],
    [['CLOCK_STOPPED', 'APPROVED'], 'UNDER_REVIEW'],
    [['APPROVED', 'REJECTED'], 'APPROVED'],
    [['APPROVED', 'ISSUED'], 'APPROVED'],
    [['ISSUED', 'DELIVERED', 'WITHDRAWN'], 'ISSUED'],
    [['CLOSED', 'CLOSED'], 'CLOSED'],
    [['REJECTED', 'WITHDRAWN'], 'REJECTED'],
    [['WITHDRAWN', 'NOT_ACCEPTED'], 'NOT_ACCEPTED'],
    [['WITHDRAWN', 'LAPSED'], 'LAPSED'],
    [['WITHDRAWN'], 'WITHDRAWN'],
  ] as [TaskState[], string][]) {
    it(`is ${state} with tasks ${tasks.join(', ')}, in whatever order`, () => {
      expect(applicationState(tasks)).to.equal(state);
      expect(applicationState([...tasks].reverse())).to.equal(state);
    });
  }

  it('is one for each state of a single task', () => {
    for (const state of TASK_STATES) expect(APPLICATION_STATES).to.include(applicationState([state]));
  });
});

describe('the id of an application', () => {
  const idOf = (filedBy: string, transactionId: string, index: number) =>
    applicationIdOf({ filedBy, madeIn: { transactionId, index } }, nodeCrypto.sha256);

  it('is another for another department, transaction or place in it', () => {
    const ids = [idOf('tax', 'ab', 0), idOf('tax', 'ab', 1), idOf('tax', 'ac', 0), idOf('customs', 'ab', 0)];
    expect(new Set(ids).size).to.equal(4);
    for (const id of ids) expect(id).to.match(/^[a-z2-7]{26}$/u);
    expect(idOf('tax', 'ab', 0)).to.equal(ids[0]);
  });
});
