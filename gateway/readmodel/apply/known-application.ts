// SPDX-License-Identifier: Apache-2.0
import type { Filing, Task } from '../../../chaincode/domain/application/application.js';
import { replayTask } from '../../../chaincode/domain/application/replay.js';
import type { TaskHistory } from '../../../chaincode/domain/application/task-history.js';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { sha256 } from '../belief/digest.js';
import type { TableRows } from './table-rows.js';

/** An application as the documents that are believed say it. */
export interface KnownApplication {
  readonly filing: Filing;
  /** By item; an item whose department has not moved has none. */
  readonly tasks: ReadonlyMap<string, Task>;
}

export function knownApplication(rows: TableRows, applicationId: string): KnownApplication | undefined {
  const row = rows.find('applications', ['document'], { applicationId });
  if (row === undefined) return undefined;
  const filing = JSON.parse(row.document) as Filing;
  const tasks = new Map<string, Task>();
  for (const { itemCode } of filing.items) {
    const text = rows.find('tasks', ['document'], { applicationId, itemCode })?.document ?? null;
    if (text !== null) tasks.set(itemCode, JSON.parse(text) as Task);
  }
  return { filing, tasks };
}

/** Whether a document is the one before it with more moves, and nothing else. */
export function growsFrom<D extends Filing | Task>(before: D, after: D): boolean {
  const shown = { ...after, moves: after.moves.slice(0, before.moves.length) };
  return canonicalJson(shown) === canonicalJson(before);
}

/** What became of each task, in the order of the items; `undefined` if a move is not legal or the documents differ. */
export function historiesOf({ filing, tasks }: KnownApplication): TaskHistory[] | undefined {
  try {
    return filing.items.map(({ itemCode }) => replayTask(filing, itemCode, tasks.get(itemCode), sha256));
  } catch (error) {
    // A time of the right shape that does not exist is a RangeError: what others wrote must not stop the reader.
    if (error instanceof DomainError || error instanceof RangeError) return undefined;
    throw error;
  }
}
