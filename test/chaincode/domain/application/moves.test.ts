// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { GUARDS } from '../../../../chaincode/domain/application/guards.js';
import { legalMoves } from '../../../../chaincode/domain/application/legal-moves.js';
import { MOVE_NAMES, ruleOf } from '../../../../chaincode/domain/application/moves.js';
import { FRUITFUL, FRUITLESS, TASK_STATES, type TaskState } from '../../../../chaincode/domain/application/states.js';
import { moveNamed, historyOf } from '../../support/application.js';
import { expectRefusal } from '../../support/expect-refusal.js';

const UPLOAD = { materials: [{ materialCode: 'diploma', how: 'UPLOAD' as const, digests: ['d'] }] };
const LATE = { at: '2026-03-17T02:00:00.000Z' };
const NOTICE: [['REQUEST_CORRECTION']] = [['REQUEST_CORRECTION']];

describe('the table of moves', () => {
  const reached = (from: readonly TaskState[]): TaskState[] => {
    const next = from.flatMap((state) => MOVE_NAMES.flatMap((name) => ruleOf(name).leads[state] ?? []));
    const all = [...new Set([...from, ...next])];
    return all.length === from.length ? all : reached(all);
  };

  it('leads to every state, and from every state that is not an end to a result and to an end without one', () => {
    expect(reached(['SUBMITTED'])).to.have.members([...TASK_STATES]);
    const ends: TaskState[] = [...FRUITLESS, ...FRUITFUL];
    for (const state of TASK_STATES.filter((one) => !ends.includes(one))) {
      const further = reached([state]);
      expect(further, state).to.include('ISSUED');
      expect(
        FRUITLESS.some((end) => further.includes(end)),
        state,
      ).to.equal(true);
    }
  });

  it('leaves no way out of an end without a result, nor any way to take back an issued one', () => {
    for (const state of FRUITLESS) {
      expect([...legalMoves(state, 'FILING'), ...legalMoves(state, 'TASK')], state).to.deep.equal([]);
    }
    expect(reached(['ISSUED'])).to.have.members(['ISSUED', 'DELIVERED', 'CLOSED']);
  });

  it('lets an applicant withdraw at every stage before the result', () => {
    const before = TASK_STATES.filter(
      (state) => !FRUITFUL.some((one) => one === state) && !FRUITLESS.some((one) => one === state),
    );
    for (const state of before) expect(legalMoves(state, 'FILING'), state).to.include('WITHDRAW');
  });

  it('names guards that are refused by codes of their own, and has reasons for every move', () => {
    for (const name of MOVE_NAMES) {
      const { reasons, guards, roles } = ruleOf(name);
      expect(reasons.length, name).to.be.greaterThan(0);
      expect(Object.keys(GUARDS)).to.include.members([...guards]);
      expect(roles, name).to.include('officer');
    }
  });

  it('leaves decisions to officers', () => {
    expect(legalMoves('UNDER_REVIEW', 'TASK', 'intake')).to.deep.equal(['REQUEST_CORRECTION']);
    expect(legalMoves('UNDER_REVIEW', 'TASK', 'officer')).to.include.members(['APPROVE', 'REJECT', 'STOP_CLOCK']);
  });
});

describe('a move', () => {
  it('that is not legal is refused with the state and what would be', () => {
    expectRefusal(() => historyOf([['ACCEPT'], ['ACCEPT']]), 'MOVE_NOT_ALLOWED', '/move');
    expect(() => historyOf([['APPROVE']])).to.throw(/^SUBMITTED allows ACCEPT, REFUSE_ACCEPTANCE, REQUEST_CORRECTION/u);
    expect(() => historyOf([['REFUSE_ACCEPTANCE'], ['CLOSE']])).to.throw('NOT_ACCEPTED allows nothing');
  });

  it('has a reason of its own', () => {
    expectRefusal(() => historyOf([['ACCEPT', { reason: 'APPLICANT_WISH' }]]), 'REASON_NOT_ALLOWED', '/reason');
    const issued = [['ISSUE_INSTANTLY']] as const;
    expectRefusal(() => historyOf([...issued, ['DELIVER', { reason: 'POSTED' }]]), 'REASON_NOT_ALLOWED');
  });

  it('is not earlier than the one before', () => {
    expectRefusal(() => historyOf([['ACCEPT', { at: '2026-03-09T01:59:59.999Z' }]]), 'TIME_WENT_BACK');
  });

  it('is written into the document of whoever may make it', () => {
    const filed = historyOf([]);
    expect(moveNamed('WITHDRAW', 'FILING')).to.have.property('itemCodes');
    expectRefusal(() => historyOf([['WITHDRAW', {}, 'TASK']]), 'MOVE_NOT_ALLOWED');
    expectRefusal(() => historyOf([['ACCEPT', {}, 'FILING']]), 'MOVE_NOT_ALLOWED');
    expect(filed.state).to.equal('SUBMITTED');
  });
});

describe('a correction', () => {
  it('is asked for once, answered whole, and the task goes on where it was', () => {
    expect(historyOf([...NOTICE, ['CORRECT']]).state).to.equal('SUBMITTED');
    const review = [['ACCEPT'], ['START_REVIEW'], ...NOTICE] as const;
    expect(historyOf(review).state).to.equal('SUPPLEMENT_REQUESTED');
    expect(historyOf([...review, ['CORRECT']]).state).to.equal('UNDER_REVIEW');
    expectRefusal(() => historyOf([...NOTICE, ['CORRECT'], ...NOTICE]), 'CORRECTION_SPENT');
    expectRefusal(
      () => historyOf([...NOTICE, ['CORRECT'], ['ACCEPT'], ['START_REVIEW'], ...NOTICE]),
      'CORRECTION_SPENT',
    );
  });

  it('answers what the notice names, no less and nothing else', () => {
    expectRefusal(() => historyOf([...NOTICE, ['CORRECT', { materials: [] }]]), 'CORRECTION_INCOMPLETE');
    const other = [{ materialCode: 'other', how: 'COMMITMENT', digest: 'd' }];
    expectRefusal(() => historyOf([...NOTICE, ['CORRECT', { materials: other }]]), 'CORRECTION_INCOMPLETE');
    const fields = { notice: { materials: [], fields: ['phone'], dueDay: '2026-03-16' } };
    const asked = [['REQUEST_CORRECTION', fields]] as const;
    expectRefusal(() => historyOf([...asked, ['CORRECT', { materials: [] }]]), 'CORRECTION_INCOMPLETE');
    expect(historyOf([...asked, ['CORRECT', { materials: [], deposit: 'd' }]]).state).to.equal('SUBMITTED');
  });

  it('can be answered to the end of its day, and lapses from the next on: never both', () => {
    const last = { at: '2026-03-16T15:59:59.999Z' };
    const next = { at: '2026-03-16T16:00:00.000Z' };
    expect(historyOf([...NOTICE, ['CORRECT', last]]).state).to.equal('SUBMITTED');
    expectRefusal(() => historyOf([...NOTICE, ['LAPSE', last]]), 'NOT_DUE_YET');
    expectRefusal(() => historyOf([...NOTICE, ['CORRECT', next]]), 'CORRECTION_OVERDUE');
    expect(historyOf([...NOTICE, ['LAPSE', next]]).state).to.equal('LAPSED');
  });

  it('leaves a material missing if it is not asked for, and such a task is not accepted', () => {
    const filed = { materials: [{ materialCode: 'diploma', how: 'MISSING' as const }] };
    expectRefusal(() => historyOf([['ACCEPT']], filed), 'MATERIALS_MISSING');
    expect(historyOf([...NOTICE, ['CORRECT'], ['ACCEPT']], filed).state).to.equal('ACCEPTED');
  });
});

describe('a stopped clock', () => {
  const stopped = (changes: object) => [['ACCEPT'], ['START_REVIEW'], ['STOP_CLOCK', { ...changes }]] as const;

  it('lets the task lapse only if a day was named, and has passed', () => {
    expectRefusal(() => historyOf([...stopped({}), ['LAPSE', LATE]]), 'NOT_DUE_YET');
    const due = stopped({ dueDay: '2026-03-16' });
    expectRefusal(() => historyOf([...due, ['LAPSE']]), 'NOT_DUE_YET');
    expect(historyOf([...due, ['LAPSE', LATE]]).state).to.equal('LAPSED');
  });

  it('keeps the task from being decided', () => {
    expectRefusal(() => historyOf([...stopped({}), ['APPROVE']]), 'MOVE_NOT_ALLOWED');
    expect(historyOf([...stopped({}), ['RESUME_CLOCK'], ['APPROVE']]).state).to.equal('APPROVED');
  });
});

describe('handing over', () => {
  const issued = [['ISSUE_INSTANTLY']] as const;
  const outcome = (of: string, materialCode = 'diploma') => ({
    originals: [{ itemCode: 'human-resources.graduate-report', materialCode, outcome: of }],
  });

  it('waits for the originals of uploads, and for these alone', () => {
    expect(historyOf([...issued, ['DELIVER']]).state).to.equal('DELIVERED');
    expectRefusal(() => historyOf([...issued, ['DELIVER']], UPLOAD), 'ORIGINALS_UNCHECKED');
    expect(historyOf([...issued, ['CHECK_ORIGINALS'], ['DELIVER']], UPLOAD).state).to.equal('DELIVERED');
  });

  it('does not happen when an original differs, until one that matches is shown', () => {
    const differs = [...issued, ['CHECK_ORIGINALS', outcome('DIFFERS')]] as const;
    expectRefusal(() => historyOf([...differs, ['DELIVER']], UPLOAD), 'ORIGINALS_UNCHECKED');
    expect(historyOf([...differs, ['CHECK_ORIGINALS'], ['DELIVER']], UPLOAD).state).to.equal('DELIVERED');
  });

  it('compares uploads, each once, and nothing else', () => {
    const twice = { originals: [...outcome('MATCHES').originals, ...outcome('DIFFERS').originals] };
    for (const changes of [outcome('MATCHES', 'other'), twice]) {
      expectRefusal(() => historyOf([...issued, ['CHECK_ORIGINALS', changes]], UPLOAD), 'ORIGINALS_INVALID');
    }
    expectRefusal(() => historyOf([...issued, ['CHECK_ORIGINALS']]), 'ORIGINALS_INVALID');
  });
});
