// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import fc from 'fast-check';
import { DomainError } from '../../../../chaincode/domain/domain-error.js';
import { legalMoves } from '../../../../chaincode/domain/application/legal-moves.js';
import {
  MOVE_NAMES,
  ruleOf,
  type MoveDocument,
  type MoveName,
} from '../../../../chaincode/domain/application/moves.js';
import { replayTask } from '../../../../chaincode/domain/application/replay.js';
import { FRUITLESS, type TaskState } from '../../../../chaincode/domain/application/states.js';
import { filedItem, filing, ITEM, Papers } from '../../support/application.js';
import { digest } from '../../support/register.js';

type Name = Exclude<MoveName, 'SUBMIT'>;
interface Try {
  readonly name: Name;
  readonly document: MoveDocument;
  /** Days that pass before it. */
  readonly days: number;
  readonly outcome: 'MATCHES' | 'DIFFERS';
}

const NAMES = MOVE_NAMES.filter((name): name is Name => name !== 'SUBMIT');
const tried: fc.Arbitrary<Try> = fc.record({
  name: fc.constantFrom(...NAMES),
  document: fc.constantFrom<MoveDocument>('FILING', 'TASK'),
  days: fc.constantFrom(0, 0, 0, 1, 9),
  outcome: fc.constantFrom<Try['outcome']>('MATCHES', 'MATCHES', 'DIFFERS'),
});
const SEED = { seed: 20_260_309, numRuns: 400 };
const FIRST_DAY = 9;
const DUE_DAY = 16;

/** What the rules say in other words than theirs: enough to tell which moves are legal. */
class Model {
  state: TaskState = 'SUBMITTED';
  day = FIRST_DAY;
  noticed = false;
  matched = false;
  decisions = 0;

  permits({ name, document }: Try): boolean {
    const { leads, in: documents } = ruleOf(name);
    if (leads[this.state] === undefined || !documents.includes(document)) return false;
    const late = this.day > DUE_DAY;
    const further: Partial<Record<Name, boolean>> = {
      REQUEST_CORRECTION: !this.noticed,
      CORRECT: !late,
      LAPSE: late && this.state !== 'CLOCK_STOPPED',
      DELIVER: this.matched,
    };
    return further[name] ?? true;
  }

  make({ name, outcome }: Try): void {
    this.state = ruleOf(name).leads[this.state] ?? this.state;
    if (name === 'REQUEST_CORRECTION') this.noticed = true;
    if (name === 'CHECK_ORIGINALS') this.matched = outcome === 'MATCHES';
    if (['APPROVE', 'REJECT', 'ISSUE_INSTANTLY'].includes(name)) this.decisions += 1;
  }
}

const uploaded = {
  items: [filedItem({ materials: [{ materialCode: 'diploma', how: 'UPLOAD', digests: [digest('diploma')] }] })],
};

/** Writes the move without asking any rule; what came of it is what the documents then tell. */
function written(papers: Papers, { name, document, outcome }: Try, day: number): Papers {
  const after = new Papers(papers.filing);
  after.task = papers.task;
  const originals =
    name === 'CHECK_ORIGINALS' ? { originals: [{ itemCode: ITEM, materialCode: 'diploma', outcome }] } : {};
  return after.move(name, { at: `2026-03-${String(day).padStart(2, '0')}T04:00:00.000Z`, ...originals }, document);
}

function stateOf(papers: Papers): TaskState | 'CONTRADICTED' {
  try {
    return replayTask(papers.filing, ITEM, papers.task, digest).state;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'APPLICATION_CONTRADICTED') return 'CONTRADICTED';
    throw error;
  }
}

describe('random moves of both sides', () => {
  it('lead where the table says, are believed exactly if they are legal, and decide a task once at most', () => {
    const seen = new Set<TaskState>();
    fc.assert(
      fc.property(fc.array(tried, { maxLength: 14 }), (tries) => {
        const model = new Model();
        let papers = new Papers(filing(uploaded));
        for (const one of tries) {
          model.day = Math.min(model.day + one.days, 28);
          const next = written(papers, one, model.day);
          const legal = model.permits(one);
          if (legal) model.make(one);
          expect(stateOf(next), `${one.name} in ${model.state}`).to.equal(legal ? model.state : 'CONTRADICTED');
          if (legal) papers = next;
          seen.add(model.state);
        }
        expect(model.decisions).to.be.lessThan(2);
      }),
      SEED,
    );
    expect(seen.size).to.be.greaterThan(8);
  });

  it('walked along what is legal end in a state that nothing leaves, or go on', () => {
    const seen = new Set<TaskState>();
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 5, maxLength: 20 }), (choices) => {
        const model = new Model();
        let papers = new Papers(filing(uploaded));
        for (const choice of choices) {
          model.day = Math.min(model.day + (choice % 7 === 0 ? 8 : 0), 28);
          const both = (['FILING', 'TASK'] as const).flatMap((document) =>
            legalMoves(model.state, document).map((name) => ({
              name: name as Name,
              document,
              days: 0,
              outcome: 'MATCHES' as const,
            })),
          );
          const legal = both.filter((one) => model.permits(one));
          const one = legal[choice % Math.max(legal.length, 1)];
          if (one === undefined) break;
          papers = written(papers, one, model.day);
          model.make(one);
          expect(stateOf(papers)).to.equal(model.state);
          seen.add(model.state);
        }
        if (FRUITLESS.some((end) => end === model.state)) expect(legalMoves(model.state, 'TASK')).to.deep.equal([]);
      }),
      SEED,
    );
    expect(seen.size).to.equal(14);
  });
});
