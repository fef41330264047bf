// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import fc from 'fast-check';
import type {
  FilingMoveRequest,
  MovesResponse,
  TaskMoveRequest,
} from '../../../chaincode/transactions/application-moves.js';
import { moveApplications } from '../../../chaincode/transactions/move-applications.js';
import { moveTasks } from '../../../chaincode/transactions/move-tasks.js';
import { departmentOf } from '../../../chaincode/domain/names.js';
import { FILER, FOLLOW_UP, PARALLEL, PERMIT } from '../support/application-catalogue.js';
import { ApplicationDistrict, REASONS } from '../support/application-district.js';
import { digest } from '../support/register.js';

const TASK_MOVES = [
  'ACCEPT',
  'ACCEPT',
  'START_REVIEW',
  'START_REVIEW',
  'REQUEST_CORRECTION',
  'STOP_CLOCK',
  'RESUME_CLOCK',
  'APPROVE',
  'REJECT',
  'REFUSE_ACCEPTANCE',
  'ISSUE',
] as const;
const FILING_MOVES = ['CORRECT', 'CORRECT', 'WITHDRAW'] as const;
const DECISIONS: readonly string[] = ['APPROVE', 'REJECT', 'REFUSE_ACCEPTANCE'];

interface Act {
  readonly move: (typeof TASK_MOVES)[number] | (typeof FILING_MOVES)[number];
  readonly itemCode: string;
}
const act: fc.Arbitrary<Act> = fc.record({
  move: fc.constantFrom(...TASK_MOVES, ...FILING_MOVES),
  itemCode: fc.constantFrom(PERMIT, FOLLOW_UP),
});

/** What a move needs; a correction asks for nothing but a form. */
const DETAILS: Readonly<Record<string, object>> = { REQUEST_CORRECTION: { materials: [], fields: ['purpose'] } };

describe('random moves of several departments in pairs at once', () => {
  let district: ApplicationDistrict;
  before(async function () {
    this.timeout(60_000);
    district = await ApplicationDistrict.open();
  });
  after(() => district.close());

  const endorse = ({ move, itemCode }: Act, applicationId: string, deposit: string) => {
    const { district: network } = district.world;
    const asked = { move, applicationId, officer: 'officer-9', reason: REASONS[move] };
    if (FILING_MOVES.some((name) => name === move)) {
      const answer = move === 'CORRECT' ? { materials: [], deposit } : {};
      const moves = [{ ...asked, itemCodes: [itemCode], ...answer } as unknown as FilingMoveRequest];
      return network.endorse(moveApplications, { department: FILER, moves }, { as: FILER, role: 'officer' });
    }
    const department = departmentOf(itemCode);
    const moves = [{ ...asked, itemCode, ...DETAILS[move] } as unknown as TaskMoveRequest];
    return network.endorse(moveTasks, { department, moves }, { as: department, role: 'officer' });
  };

  it('leave a legal history of each task, with every acknowledged move in it once, and one decision at most', async () => {
    let [moved, conflicts] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(act, act), { minLength: 6, maxLength: 8 }), async (pairs) => {
        const { applicationId } = await district.filed([PERMIT, FOLLOW_UP], { theme: { code: PARALLEL, version: 1 } });
        const { filing } = await district.papers(applicationId);
        const deposit = filing.items[0]?.deposit ?? digest('');
        const acknowledged: Act[] = [];
        for (const pair of pairs) {
          const endorsed = [
            await endorse(pair[0], applicationId, deposit),
            await endorse(pair[1], applicationId, deposit),
          ];
          const outcomes = await district.world.district.network.order(endorsed);
          outcomes.forEach(({ validationCode }, index) => {
            const answer = JSON.parse(Buffer.from(endorsed[index]?.payload ?? []).toString()) as MovesResponse;
            if (validationCode !== 'VALID') conflicts += 1;
            else if (answer.results[0]?.status === 'MOVED') acknowledged.push(pair[index] as Act);
          });
        }
        for (const itemCode of [PERMIT, FOLLOW_UP]) {
          const { history } = await district.papers(applicationId, itemCode);
          const made = history.steps.map(({ move }) => move.move);
          const told = acknowledged.filter((one) => one.itemCode === itemCode).map(({ move }) => move);
          expect(made).to.have.members(told);
          expect(made.filter((name) => DECISIONS.includes(name)).length).to.be.lessThan(2);
          moved += made.length;
        }
      }),
      { seed: 7, numRuns: 6 },
    );
    expect(moved).to.be.greaterThan(12);
    expect(conflicts).to.be.greaterThan(2);
  }).timeout(60_000);
});
