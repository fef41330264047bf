// SPDX-License-Identifier: Apache-2.0
import { summariseVerdicts } from '../domain/access/summarise-verdicts.js';
import { whereItLeads } from '../domain/application/advance.js';
import { materialsOf } from '../domain/application/task-history.js';
import type { ServiceItem } from '../domain/catalogue/service-item.js';
import { dayOf } from '../domain/time.js';
import type { MovesResponse } from './application-moves.js';
import { readFiledItem, type TaskReading } from './application-reading.js';
import { readFiledAccess } from './filed-access.js';
import type { InstantIssue, IssueInstantlyRequest } from './issue-instantly.js';
import { keysOf, readOwnTask, seenBy, writeMove } from './move-each-task.js';
import { attemptMove, type Standing } from './move-result.js';
import { isMarkedStanding } from './record-marks.js';
import { checkTaskGuards } from './task-guards.js';
import { resultFrom } from './task-move.js';
import type { TransactionContext } from './transaction-context.js';

const ASKED = { move: 'ISSUE_INSTANTLY', reason: 'RULES_HOLD' } as const;

/** Issues each task by itself, from submitted in one move. */
export async function issueEachInstantly(
  context: TransactionContext,
  { department, issues }: IssueInstantlyRequest,
): Promise<MovesResponse> {
  await context.state.readAhead(issues.flatMap(({ applicationId, itemCode }) => keysOf(applicationId, itemCode)));
  const results: MovesResponse['results'] = [];
  for (const [index, issue] of issues.entries()) {
    const { applicationId, itemCode } = issue;
    const move = () => issueOne(context, department, issue);
    results.push(await attemptMove(context, { index, applicationId, itemCodes: [itemCode], document: 'TASK', move }));
  }
  return { results };
}

async function issueOne(context: TransactionContext, department: string, issue: InstantIssue): Promise<Standing> {
  const reading = await readOwnTask(context, department, issue);
  whereItLeads(reading.history, 'TASK', ASKED);
  const item = await readFiledItem(context, reading.history.filed);
  const { recordId, officer, conclusions } = issue;
  const rulesHold = () => doRulesHold(context, { reading, item }, conclusions);
  await checkTaskGuards(context, ASKED.move, { reading, item, recordId, rulesHold });
  const made = { officer, at: context.at, seen: seenBy(context, reading) };
  return writeMove(context, department, reading, { ...ASKED, ...made, result: resultFrom(reading, recordId) });
}

/**
 * Whether the item is instant, every material of the case is shown by a record, and each of these records still
 * stands: it is within its days, and its source has not marked it as fallen. The mark counts as read, so that one
 * which falls before this is in a block undoes it.
 */
async function doRulesHold(
  context: TransactionContext,
  { reading: { filing, history }, item }: { readonly reading: TaskReading; readonly item: ServiceItem },
  conclusions: InstantIssue['conclusions'],
): Promise<boolean> {
  const { accessId } = history.filed;
  const materials = materialsOf(history);
  if (!item.instant || materials.some(({ how }) => how !== 'RECORD')) return false;
  if (accessId === undefined) return materials.length === 0;
  const { filedBy, caseRef, at } = filing;
  const { access, believed } = await readFiledAccess(context, { item, filedBy, caseRef, accessId, at }, conclusions);
  const summary = summariseVerdicts(item, access, believed);
  if (summary.outcome !== 'SATISFIED') return false;
  const today = dayOf(context.at);
  for (const { department, recordId, validUntil } of summary.materials.flatMap(({ evidence }) => evidence)) {
    if (recordId === undefined || (typeof validUntil === 'string' && today > validUntil)) return false;
    if (!(await isMarkedStanding(context, department, recordId))) return false;
  }
  return true;
}
