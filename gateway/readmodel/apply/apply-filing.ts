// SPDX-License-Identifier: Apache-2.0
import type { Filing } from '../../../chaincode/domain/application/application.js';
import type { DisbeliefReason } from '../belief/belief.js';
import { addApplication, showApplication } from './application-rows.js';
import { growsFrom, historiesOf, knownApplication } from './known-application.js';
import type { Writer } from './writer.js';

/**
 * An application begins in the transaction that its id was made from, without a move; from then on its filing only gets
 * moves, each of which the table lets be made.
 */
export function applyFiling(writer: Writer, filing: Filing): DisbeliefReason | undefined {
  const known = knownApplication(writer.rows, filing.applicationId);
  if (known === undefined) {
    if (filing.madeIn.transactionId !== writer.source.transactionId) return 'NOT_ITS_OWN';
    if (filing.moves.length > 0 || hasTwice(filing)) return 'MOVE_NOT_LEGAL';
    addApplication(writer, filing);
    return undefined;
  }
  if (!growsFrom(known.filing, filing)) return 'REWRITTEN';
  if (known.filing.moves.length === filing.moves.length) return undefined;
  const histories = historiesOf({ ...known, filing });
  if (histories === undefined) return 'MOVE_NOT_LEGAL';
  showApplication(writer, { filing, tasks: known.tasks }, histories);
  return undefined;
}

/** An item that stands in a filing twice would be one task with two beginnings. */
function hasTwice({ items }: Filing): boolean {
  return new Set(items.map(({ itemCode }) => itemCode)).size !== items.length;
}
