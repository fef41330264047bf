// SPDX-License-Identifier: Apache-2.0
import { departmentOf } from '../../../chaincode/domain/names.js';
import type { MoveAnswer } from '../../../gateway/usecases/applications/move-answer.js';
import { itemIn, makeMove, readApplication, type Mover } from '../application.js';
import { refusalOf, type Stage } from '../stage.js';
import { plain, unless, type Told } from '../told.js';
import { COUNTER, SUBJECTS } from './freight-case.js';

interface Reviewed {
  readonly told: Told;
  /** The result. */
  readonly recordId: string;
}

/** One department decides its item; the others see it at once, and none can begin before what it depends on. */
export async function reviewStep(
  stage: Stage,
  id: string,
  itemCode: string,
  waiting: string | undefined,
): Promise<Reviewed> {
  const early = waiting === undefined ? [] : [await tooEarly(stage, id, waiting)];
  const issued = await decide(stage, id, itemCode);
  const { recordId = '' } = issued;
  const { view } = await readApplication(stage, COUNTER, id);
  const { state, moves = [] } = itemIn(view, itemCode) ?? {};
  const told = {
    title: { zh: `审批：${itemCode}`, en: `Reviewed: ${itemCode}` },
    lines: [
      ...early.map(({ line }) => plain(line)),
      plain(moves.map(({ move }) => move).join(' → ')),
      ...view.items.map((one) => plain(`${one.itemCode.padEnd(36)} ${one.state}`)),
    ],
    amiss: [
      ...unless(state === 'ISSUED', `${itemCode} is ${state ?? 'not there'}`),
      ...unless(recordId !== '', 'there is no result'),
      ...early.flatMap(({ amiss }) => amiss),
    ],
    answer: issued,
  };
  return { told, recordId };
}

async function decide(stage: Stage, id: string, itemCode: string): Promise<MoveAnswer> {
  const officer: Mover = { department: departmentOf(itemCode), role: 'officer' };
  for (const move of ['ACCEPT', 'START_REVIEW', 'APPROVE'] as const) {
    await makeMove(stage, officer, id, { move, itemCode, reason: REASONS[move] });
  }
  const subjects = itemCode.startsWith('transport.') ? { applicant: SUBJECTS.applicant } : SUBJECTS;
  return makeMove(stage, officer, id, { move: 'ISSUE', itemCode, result: { subjects } });
}

const REASONS = { ACCEPT: 'COMPLETE', START_REVIEW: 'ACCEPTED', APPROVE: 'CONDITIONS_MET' } as const;

/** Whoever tries to begin with an item whose turn has not come is told so. */
async function tooEarly(stage: Stage, id: string, itemCode: string): Promise<{ line: string; amiss: string[] }> {
  const officer: Mover = { department: departmentOf(itemCode), role: 'officer' };
  const refusal = await refusalOf(makeMove(stage, officer, id, { move: 'ACCEPT', itemCode }));
  const code = refusal?.code ?? 'OK';
  return {
    line: `${itemCode}  ACCEPT → ${code}`,
    amiss: unless(code === 'DEPENDENCY_OPEN', `${itemCode} was not kept waiting: ${code}`),
  };
}
