// SPDX-License-Identifier: Apache-2.0
import type { MoveName } from '../../../chaincode/domain/application/moves.js';
import type { ApplicationState, TaskState } from '../../../chaincode/domain/application/states.js';
import type { ReadModelDatabase } from '../tables.js';

/** A move of one task as it stands on the ledger: ids, codes and states only. */
export interface TaskMoveRow {
  readonly applicationId: string;
  readonly itemCode: string;
  readonly department: string;
  readonly filedBy: string;
  readonly move: MoveName;
  readonly madeBy: string;
  readonly state: TaskState;
  readonly applicationState: ApplicationState;
  readonly at: string;
}

/** Whose moves: those of one application, or of all in which a department takes part; of all where neither is named. */
export interface MoveScope {
  readonly applicationId?: string;
  readonly department?: string;
}

export interface BlockOfMoves {
  readonly block: number;
  readonly moves: readonly TaskMoveRow[];
}

/** The moves in the first block after that one which has any. Costs the same however many there were before. */
export async function nextMoves(
  database: ReadModelDatabase,
  scope: MoveScope,
  after: number,
): Promise<BlockOfMoves | undefined> {
  const block = await nextBlock(database, scope, after);
  if (block === undefined) return undefined;
  const { applicationId, department } = scope;
  let query = database.selectFrom('taskMoves').selectAll().where('block', '=', block);
  if (applicationId !== undefined) query = query.where('applicationId', '=', applicationId);
  if (department !== undefined)
    query = query.where((on) => on.or([on('department', '=', department), on('filedBy', '=', department)]));
  const rows = await query.orderBy('ordinal').execute();
  const moves = rows.map(({ move, state, applicationState, ...row }) => ({
    applicationId: row.applicationId,
    itemCode: row.itemCode,
    department: row.department,
    filedBy: row.filedBy,
    move: move as MoveName,
    madeBy: row.madeBy,
    state: state as TaskState,
    applicationState: applicationState as ApplicationState,
    at: row.at,
  }));
  return { block, moves };
}

async function nextBlock(
  database: ReadModelDatabase,
  { applicationId, department }: MoveScope,
  after: number,
): Promise<number | undefined> {
  const first = async (column?: 'applicationId' | 'department' | 'filedBy', value = '') => {
    let query = database.selectFrom('taskMoves').select('block').where('block', '>', after);
    if (column !== undefined) query = query.where(column, '=', value);
    return (await query.orderBy('block').limit(1).executeTakeFirst())?.block;
  };
  if (applicationId !== undefined) return first('applicationId', applicationId);
  if (department === undefined) return first();
  const found = [await first('department', department), await first('filedBy', department)];
  const blocks = found.filter((block) => block !== undefined);
  return blocks.length === 0 ? undefined : Math.min(...blocks);
}
