// SPDX-License-Identifier: Apache-2.0
import type { Selectable } from 'kysely';
import type { Filing, Task } from '../../../chaincode/domain/application/application.js';
import type { ApplicationState, TaskState } from '../../../chaincode/domain/application/states.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { sha256 } from '../belief/digest.js';
import type { ReadModelDatabase, TaskTable } from '../tables.js';

/** Where a task stands, without its moves. */
export interface TaskRow {
  readonly itemCode: string;
  readonly department: string;
  readonly state: TaskState;
  readonly isOpen: boolean;
  /** The day by which the next thing is due, else the one since which it waits. */
  readonly dueDay: string;
  /** Last days of the promised and the statutory time, while the clock runs. */
  readonly promisedDay?: string;
  readonly statutoryDay?: string;
  /** Whether its department has what the applicant filled in last. */
  readonly isDeposited: boolean;
}

export interface ApplicationDetail {
  readonly filing: Filing;
  /** What departments did, by item; an item whose department has not moved has none. */
  readonly tasks: ReadonlyMap<string, Task>;
  readonly state: ApplicationState;
  /** In the order of the items. */
  readonly rows: readonly TaskRow[];
  /** Digest of the whole: another one after every move and every deposit. */
  readonly tag: string;
  /** Where it was filed. */
  readonly transactionId: string;
  readonly blockNumber: bigint;
}

/** An application, whoever asks: who may see it is for the caller to decide, by `filedBy` and the items' departments. */
export async function applicationById(
  database: ReadModelDatabase,
  applicationId: string,
): Promise<ApplicationDetail | undefined> {
  const row = await database
    .selectFrom('applications')
    .select(['document', 'state', 'filedIn', 'filedBlock'])
    .where('applicationId', '=', applicationId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const tasks = await database
    .selectFrom('tasks')
    .selectAll()
    .where('applicationId', '=', applicationId)
    .orderBy('ordinal')
    .execute();
  const parts = tasks.map(({ document, deposited }) => [document, deposited]);
  return {
    filing: JSON.parse(row.document) as Filing,
    tasks: new Map(
      tasks.flatMap(({ itemCode, document }) => (document === null ? [] : [[itemCode, JSON.parse(document) as Task]])),
    ),
    state: row.state as ApplicationState,
    rows: tasks.map(taskOf),
    tag: sha256(canonicalJson([row.document, ...parts])),
    transactionId: row.filedIn,
    blockNumber: BigInt(row.filedBlock),
  };
}

export function taskOf(row: Selectable<TaskTable>): TaskRow {
  const { itemCode, department, state, isOpen, dueDay, promisedDay, statutoryDay, deposit, deposited } = row;
  return {
    itemCode,
    department,
    state: state as TaskState,
    isOpen: isOpen === 1,
    dueDay,
    ...(promisedDay === null ? {} : { promisedDay }),
    ...(statutoryDay === null ? {} : { statutoryDay }),
    isDeposited: deposited === deposit,
  };
}
