// SPDX-License-Identifier: Apache-2.0
import type { Answers } from './flip-ledger.js';
import type { Target } from './flip-targets.js';

/**
 * `refused`: the network did not open, and said what to do. `named`: it opened, and refused the damaged block alone.
 * `repaired`: every answer is the true one. `wrong`: anything else.
 */
export type Verdict = 'refused' | 'named' | 'repaired' | 'wrong';

const REMEDIES = [/remove the folder.* and it is built again/u, /restore the ledger from a backup/u];

/** What became of a flipped bit, given what the network answers with it. */
export function judgeFlip(target: Target, at: number, found: Answers | Error, truth: Answers): Verdict {
  const hit = target.blocks.find((block) => block.at <= at && at < block.end)?.number;
  if (found instanceof Error) return isGoodRefusal(found, hit) ? 'refused' : 'wrong';
  if (found.everything !== truth.everything || found.transactions !== truth.transactions) return 'wrong';
  if (found.blocks.length !== truth.blocks.length) return 'wrong';
  const others = found.blocks.flatMap((block, number) => (block === truth.blocks[number] ? [] : [{ number, block }]));
  if (others.length === 0) return 'repaired';
  const refusal = `refused: NetworkError block ${String(hit)} in `;
  return others.every(({ number, block }) => number === hit && block.startsWith(refusal)) ? 'named' : 'wrong';
}

/** Names the block that was hit, if one was, and says what to do. */
function isGoodRefusal({ name, message }: Error, hit: number | undefined): boolean {
  if (hit !== undefined && !message.includes(`block ${hit} in `)) return false;
  return name === 'NetworkError' && REMEDIES.some((each) => each.test(message));
}
