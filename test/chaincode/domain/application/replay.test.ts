// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { Filing, Task } from '../../../../chaincode/domain/application/application.js';
import { replayTask } from '../../../../chaincode/domain/application/replay.js';
import { ITEM, Papers, filing, filedItem } from '../../support/application.js';
import { expectRefusal } from '../../support/expect-refusal.js';
import { digest } from '../../support/register.js';

const replay = (of: Filing, task?: Task) => replayTask(of, ITEM, task, digest);
const stateOf = ({ filing: of, task }: Papers) => replay(of, task).state;

describe('the documents of a task', () => {
  it('tell its moves in their order, whichever department made them', () => {
    const papers = new Papers();
    expect(stateOf(papers)).to.equal('SUBMITTED');
    papers.move('REQUEST_CORRECTION').move('CORRECT').move('ACCEPT').move('START_REVIEW').move('APPROVE').move('ISSUE');
    expect(stateOf(papers)).to.equal('ISSUED');
    papers.move('CHECK_ORIGINALS', {}, 'FILING').move('DELIVER').move('CLOSE', {}, 'FILING');
    expect(stateOf(papers)).to.equal('CLOSED');
    const { steps } = replay(papers.filing, papers.task);
    expect(steps.map(({ document, move }) => `${document} ${move.move}`)).to.deep.equal([
      'TASK REQUEST_CORRECTION',
      'FILING CORRECT',
      'TASK ACCEPT',
      'TASK START_REVIEW',
      'TASK APPROVE',
      'TASK ISSUE',
      'FILING CHECK_ORIGINALS',
      'TASK DELIVER',
      'FILING CLOSE',
    ]);
  });

  it('of another item or application are none', () => {
    expectRefusal(() => replayTask(filing(), 'tax.other', undefined, digest), 'TASK_UNKNOWN');
    const { task } = new Papers().move('ACCEPT');
    for (const changes of [{ itemCode: 'human-resources.other' }, { applicationId: 'a'.repeat(26) }]) {
      expectRefusal(() => replay(filing(), { ...(task as Task), ...changes }), 'APPLICATION_CONTRADICTED');
    }
  });

  it('with a move against the table are not believed, nor one whose guards do not hold', () => {
    for (const papers of [
      new Papers().move('APPROVE'),
      new Papers().move('ACCEPT').move('ACCEPT'),
      new Papers().move('ACCEPT', { reason: 'HEARING' }),
      new Papers().move('ACCEPT', {}, 'FILING'),
      new Papers().move('REQUEST_CORRECTION').move('LAPSE'),
      new Papers().move('REQUEST_CORRECTION').move('CORRECT').move('REQUEST_CORRECTION'),
      new Papers(filing({ items: [filedItem({ materials: [{ materialCode: 'diploma', how: 'MISSING' }] })] })).move(
        'ACCEPT',
      ),
    ]) {
      expectRefusal(() => stateOf(papers), 'APPLICATION_CONTRADICTED');
    }
  });

  it('show a filing that was rewritten: its facts, a move taken out, a move altered', () => {
    const asked = new Papers().move('REQUEST_CORRECTION').move('CORRECT').move('ACCEPT');
    const { filing: of, task } = asked;
    expect(replay(of, task).state).to.equal('ACCEPTED');
    for (const changed of [
      { ...of, caseRef: digest('another case') },
      { ...of, items: [filedItem({ deposit: digest('another form') })] },
      { ...of, moves: [] },
      { ...of, moves: of.moves.map((move) => ({ ...move, officer: 'officer-2' })) },
    ]) {
      expectRefusal(() => replay(changed, task), 'APPLICATION_CONTRADICTED');
    }
  });

  it('show a task that was rewritten under an answer of the filing', () => {
    const { filing: of, task } = new Papers().move('REQUEST_CORRECTION').move('CORRECT');
    const { task: other } = new Papers().move('REFUSE_ACCEPTANCE');
    for (const rewritten of [
      undefined,
      other,
      { ...(task as Task), moves: (task as Task).moves.map((move) => ({ ...move, officer: 'x-1' })) },
    ]) {
      expectRefusal(() => replay(of, rewritten), 'APPLICATION_CONTRADICTED');
    }
  });

  it('show a department that makes as if it had not seen a withdrawal', () => {
    const papers = new Papers().move('ACCEPT').move('WITHDRAW');
    const { seen } = (papers.task as Task).moves[0] ?? {};
    papers.move('START_REVIEW', { seen });
    expectRefusal(() => stateOf(papers), 'APPLICATION_CONTRADICTED');
  });

  it('show a move that claims to have seen what is not there', () => {
    const later = new Papers().move('ACCEPT', { seen: { moves: 1, digest: digest('x') } });
    expectRefusal(() => stateOf(later), 'APPLICATION_CONTRADICTED');
    const unseen = new Papers().move('WITHDRAW', { seen: [] });
    expectRefusal(() => stateOf(unseen), 'APPLICATION_CONTRADICTED');
    const ahead = new Papers().move('WITHDRAW', { seen: [{ itemCode: ITEM, moves: 3, digest: digest('x') }] });
    expectRefusal(() => stateOf(ahead), 'APPLICATION_CONTRADICTED');
  });
});
