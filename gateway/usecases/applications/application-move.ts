// SPDX-License-Identifier: Apache-2.0
import { ruleOf, type MoveDocument, type MoveName } from '../../../chaincode/domain/application/moves.js';
import type { MoveReason } from '../../../chaincode/domain/application/reasons.js';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { departmentOf } from '../../../chaincode/domain/names.js';
import type { Session } from '../session.js';
import type { KnownApplication } from './known-application.js';
import type { MoveRequest } from './move-request.js';

/** A move with its place: in whose document, about which items, why. */
export interface PlacedMove {
  readonly document: MoveDocument;
  /** At least one. */
  readonly itemCodes: readonly string[];
  readonly reason: MoveReason;
}

/**
 * Where the table puts a move of this caller. Without items named it is about all those that it can be made about: in the filing
 * those in a state from which it leads, in a task the department's only item.
 *
 * @throws {DomainError} ROLE_NOT_ENTITLED; DEPARTMENT_NOT_ENTITLED: a task of another department, or a move of the filing department;
 * TASK_UNKNOWN
 */
export function placeMove(
  { filing, histories }: Pick<KnownApplication, 'filing' | 'histories'>,
  { department, role }: Session,
  body: MoveRequest,
): PlacedMove {
  const rule = ruleOf(body.move);
  if (!rule.roles.includes(role)) {
    throw new DomainError('ROLE_NOT_ENTITLED', `${body.move} is for ${rule.roles.join(', ')}`, '/move');
  }
  const filedIt = filing.filedBy === department;
  const document: MoveDocument = isFilers(rule.in, filedIt) ? 'FILING' : 'TASK';
  const items = [...histories.keys()];
  const own =
    document === 'FILING' ? items.filter(() => filedIt) : items.filter((code) => departmentOf(code) === department);
  const itemCodes = namedItems(items, body) ?? meant(body.move, { histories }, own);
  if (itemCodes.length === 0 || !itemCodes.every((code) => own.includes(code)))
    throw new DomainError('DEPARTMENT_NOT_ENTITLED', undefined, '/itemCode');
  if (document === 'TASK' && itemCodes.length > 1) throw new DomainError('TASK_UNKNOWN', 'name one item', '/itemCode');
  return { document, itemCodes, reason: reasonOf(body, rule.reasons) };
}

/** @throws {DomainError} TASK_UNKNOWN */
function namedItems(items: readonly string[], { itemCode, itemCodes }: MoveRequest): readonly string[] | undefined {
  const named = itemCodes ?? (itemCode === undefined ? undefined : [itemCode]);
  if (named?.some((code) => !items.includes(code)) === true)
    throw new DomainError('TASK_UNKNOWN', undefined, '/itemCode');
  return named;
}

/** With a choice the filing department moves the filing, so that one move can be about several items. */
function isFilers(documents: readonly MoveDocument[], filedIt: boolean): boolean {
  return documents.includes('FILING') && (filedIt || !documents.includes('TASK'));
}

/** Of several items those that the move leads on; if it leads none, all of them: the ledger says why it does not. */
function meant(
  move: MoveName,
  { histories }: Pick<KnownApplication, 'histories'>,
  candidates: readonly string[],
): readonly string[] {
  const { leads } = ruleOf(move);
  const movable = candidates.filter((code) => {
    const history = histories.get(code);
    return history !== undefined && leads[history.state] !== undefined;
  });
  return movable.length === 0 ? candidates : movable;
}

/** The schema asks for a reason wherever it does not follow. */
function reasonOf(body: MoveRequest, reasons: readonly MoveReason[]): MoveReason {
  if (body.reason !== undefined) return body.reason as MoveReason;
  if (body.move === 'DELIVER') return body.delivery.method === 'POST' ? 'POSTED' : 'HANDED_OVER';
  const [only] = reasons;
  if (only === undefined) throw new DomainError('REASON_NOT_ALLOWED', undefined, '/reason');
  return only;
}
