// SPDX-License-Identifier: Apache-2.0
import { resultMark } from '../domain/application/marks.js';
import { FRUITFUL } from '../domain/application/states.js';
import { depositOf } from '../domain/application/task-history.js';
import { GUARDS, type GuardName } from '../domain/application/guards.js';
import { ruleOf, type MoveName } from '../domain/application/moves.js';
import type { ServiceItem } from '../domain/catalogue/service-item.js';
import { DomainError } from '../domain/domain-error.js';
import { departmentOf } from '../domain/names.js';
import { canonicalJson } from '../wire/canonical-json.js';
import { stateKeys } from '../wire/state-keys.js';
import { readTask, type TaskReading } from './application-reading.js';
import { isMarkedStanding } from './record-marks.js';
import type { TransactionContext } from './transaction-context.js';

/** What a guard of a task's move looks at besides the task. */
export interface GuardedMove {
  readonly reading: TaskReading;
  readonly item: ServiceItem;
  readonly recordId?: string | undefined;
  /** Whether the rules of an instant item hold; absent for other moves. */
  readonly rulesHold?: () => Promise<boolean>;
}

type Holds = (context: TransactionContext, move: GuardedMove) => Promise<boolean>;

const TASK_GUARDS: Readonly<Partial<Record<GuardName, Holds>>> = {
  DEPENDENCIES_ISSUED: async (context, { reading: { filing, history } }) => {
    for (const itemCode of history.filed.dependsOn) {
      const { state } = (await readTask(context, filing, itemCode)).history;
      if (!FRUITFUL.some((fruitful) => fruitful === state)) return false;
    }
    return true;
  },
  DEPOSIT_THERE: async ({ statements }, { reading: { filing, history } }) => {
    const { itemCode } = history.filed;
    const there = await statements(departmentOf(itemCode)).hash(stateKeys.form(filing.applicationId, itemCode));
    return there === depositOf(history);
  },
  RESULT_DEPOSITED: isDeposited,
  RULES_HOLD: (_context, { rulesHold }) => rulesHold?.() ?? Promise.resolve(false),
};

/** What looks beyond the task is held here, by every endorsing peer. @throws {DomainError} the refusal of the first guard that does not hold */
export async function checkTaskGuards(context: TransactionContext, name: MoveName, move: GuardedMove): Promise<void> {
  for (const guard of ruleOf(name).guards) {
    const holds = TASK_GUARDS[guard];
    if (holds !== undefined && !(await holds(context, move))) throw new DomainError(GUARDS[guard]);
  }
}

/** The department marked this record as the result of this task, holds its values, and has not let it fall since. */
async function isDeposited(
  context: TransactionContext,
  { reading: { filing, history }, item, recordId }: GuardedMove,
): Promise<boolean> {
  if (item.resultRecordType === undefined || recordId === undefined) {
    return item.resultRecordType === recordId;
  }
  const { itemCode } = history.filed;
  const department = departmentOf(itemCode);
  const mark = await context.statements(department).hash(stateKeys.resultMark(filing.applicationId, itemCode));
  const expected = context.crypto.sha256(canonicalJson(resultMark(filing.applicationId, itemCode, recordId)));
  return mark === expected && (await isMarkedStanding(context, department, recordId));
}
