// SPDX-License-Identifier: Apache-2.0
import { Filing, Task } from '../domain/application/application.js';
import { applicationIdOf } from '../domain/application/application-id.js';
import { replayTask } from '../domain/application/replay.js';
import type { TaskHistory } from '../domain/application/task-history.js';
import type { ServiceItem } from '../domain/catalogue/service-item.js';
import { DomainError } from '../domain/domain-error.js';
import { departmentOf } from '../domain/names.js';
import { canonicalJson } from '../wire/canonical-json.js';
import { stateKeys } from '../wire/state-keys.js';
import { checker, readCatalogueVersion, readStamped, type Reading } from './documents.js';
import { parsedAs } from './parse-once.js';

const FILING = checker(Filing);
const TASK = checker(Task);

/** One task with all that it is worked out from. */
export interface TaskReading {
  readonly filing: Filing;
  /** Absent before the first move of the item's department. */
  readonly task: Task | undefined;
  readonly history: TaskHistory;
}

/** An application that its filing department stands for. @throws {DomainError} APPLICATION_UNKNOWN */
export async function readFiling(context: Reading, applicationId: string): Promise<Filing> {
  const read = (text: string) => parsedAs(FILING, text);
  const filing = await readStamped(context, stateKeys.application(applicationId), read, ({ filedBy }) => filedBy);
  if (filing?.applicationId !== applicationId || applicationIdOf(filing, context.crypto.sha256) !== applicationId) {
    throw new DomainError('APPLICATION_UNKNOWN');
  }
  return filing;
}

/**
 * A task as both documents tell it.
 *
 * @throws {DomainError} TASK_UNKNOWN; APPLICATION_CONTRADICTED also if the department's document was destroyed: its
 *   stamp says that there is one.
 */
export async function readTask(context: Reading, filing: Filing, itemCode: string): Promise<TaskReading> {
  if (!filing.items.some((item) => item.itemCode === itemCode)) throw new DomainError('TASK_UNKNOWN');
  const key = stateKeys.task(filing.applicationId, itemCode);
  const department = departmentOf(itemCode);
  const task = await readStamped(
    context,
    key,
    (text) => parsedAs(TASK, text),
    () => department,
  );
  if (task === undefined && (await context.statements(department).hash(key)) !== undefined) {
    throw new DomainError('APPLICATION_CONTRADICTED', "the task's document was destroyed");
  }
  return { filing, task, history: replayTask(filing, itemCode, task, context.crypto.sha256) };
}

/** The very item that was filed. @throws {DomainError} VERSION_UNKNOWN if it is no longer what it was then. */
export async function readFiledItem(
  context: Reading,
  { itemCode, itemVersion, itemDigest }: TaskHistory['filed'],
): Promise<ServiceItem> {
  const item = await readCatalogueVersion(context, 'item', itemCode, itemVersion);
  if (item === undefined || context.crypto.sha256(canonicalJson(item)) !== itemDigest) {
    throw new DomainError('VERSION_UNKNOWN', 'the item on the ledger is not the one that was filed');
  }
  return item;
}
