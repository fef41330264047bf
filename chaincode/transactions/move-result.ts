// SPDX-License-Identifier: Apache-2.0
import { legalMoves } from '../domain/application/legal-moves.js';
import type { MoveDocument } from '../domain/application/moves.js';
import { ruleOf, type MoveName } from '../domain/application/moves.js';
import type { TaskState } from '../domain/application/states.js';
import { DomainError } from '../domain/domain-error.js';
import type { MoveResult } from './application-moves.js';
import { readFiling, readTask } from './application-reading.js';
import type { TransactionContext } from './transaction-context.js';

/** Where tasks are after a move. */
export type Standing = readonly { readonly itemCode: string; readonly state: TaskState }[];

/** A move that is asked for, and who has to make it. */
export interface Attempted {
  readonly index: number;
  readonly applicationId: string;
  readonly itemCodes: readonly string[];
  readonly document: MoveDocument;
  readonly move: () => Promise<Standing>;
}

/** Makes one move by itself: refused, it writes nothing, and says where the tasks are that it speaks of. */
export async function attemptMove(context: TransactionContext, attempted: Attempted): Promise<MoveResult> {
  const { index, applicationId, itemCodes, document, move } = attempted;
  try {
    return { index, applicationId, status: 'MOVED', tasks: [...(await context.attempt(move))] };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const tasks = await standingOf(context, applicationId, itemCodes);
    const refused = { index, applicationId, status: 'REFUSED' as const, tasks: [...tasks], code: error.code };
    if (error.code !== 'MOVE_NOT_ALLOWED') return refused;
    const legal = tasks.map(({ state }) => legalMoves(state, document, context.caller.role));
    return { ...refused, legal: (legal[0] ?? []).filter((name) => legal.every((names) => names.includes(name))) };
  }
}

/** @throws {DomainError} ROLE_NOT_ENTITLED: some moves are an officer's alone. */
export function checkMover({ caller }: TransactionContext, name: MoveName): void {
  const { roles } = ruleOf(name);
  if (caller.role === undefined || !roles.includes(caller.role)) {
    throw new DomainError('ROLE_NOT_ENTITLED', `${name} is for ${roles.join(', ')}`, '/move');
  }
}

/** What can be said of tasks that could not be moved; nothing of those that cannot be read. */
async function standingOf(
  context: TransactionContext,
  applicationId: string,
  itemCodes: readonly string[],
): Promise<Standing> {
  const standing: { itemCode: string; state: TaskState }[] = [];
  try {
    const filing = await readFiling(context, applicationId);
    for (const itemCode of itemCodes) {
      const { state } = (await readTask(context, filing, itemCode)).history;
      standing.push({ itemCode, state });
    }
    return standing;
  } catch (error) {
    if (error instanceof DomainError) return [];
    throw error;
  }
}
