// SPDX-License-Identifier: Apache-2.0
import type { ValidationCode } from '../../validation-code.js';
import type { KnownCollections } from '../definitions/collections.js';
import { parseRwset } from '../rwset/parse-rwset.js';
import type { BlockTransaction } from '../seams.js';
import type { StateView } from '../store/state-view.js';
import { BlockUpdates } from '../validation/block-updates.js';
import type { ValidatedBlock } from '../validation/validate-block.js';
import type { CommittedBlock, ValidTransaction } from './committed-block.js';

interface Surroundings {
  readonly view: StateView;
  readonly collections: KnownCollections;
  readonly mspIds: readonly string[];
}

/**
 * Makes a block ready for commit from its final codes alone, without looking at what it read. What validation of this very
 * block found out spares reading it again.
 */
export function committedBlock(
  number: number,
  transactions: readonly BlockTransaction[],
  codes: readonly ValidationCode[],
  surroundings: Surroundings,
  validated: ValidatedBlock | undefined,
): CommittedBlock {
  const valid: ValidTransaction[] = [];
  for (const [place, transaction] of transactions.entries()) {
    if (codes[place] !== 'VALID') continue;
    valid.push({ place, transaction, rwset: validated?.rwsets.get(place) ?? parseRwset(transaction.results) });
  }
  if (validated !== undefined && validated.codes.every((code, place) => code === codes[place])) {
    return { number, valid, updates: validated.updates, isReplay: false, ...surroundings };
  }
  const updates = new BlockUpdates(surroundings.view);
  for (const { place, rwset } of valid) updates.apply(rwset, { block: number, tx: place });
  return { number, valid, updates, isReplay: validated === undefined, ...surroundings };
}
