// SPDX-License-Identifier: Apache-2.0
import type { KnownCollections } from '../definitions/collections.js';
import type { ParsedRwset } from '../rwset/parsed-rwset.js';
import type { BlockTransaction } from '../seams.js';
import type { StateView } from '../store/state-view.js';
import type { BlockUpdates } from '../validation/block-updates.js';

/** One transaction of the block that changes state. */
export interface ValidTransaction {
  /** Place in the block. */
  readonly place: number;
  readonly transaction: BlockTransaction;
  readonly rwset: ParsedRwset;
}

/** What commit works on: a block whose codes are final, over the state before it. */
export interface CommittedBlock {
  readonly number: number;
  readonly valid: readonly ValidTransaction[];
  readonly updates: BlockUpdates;
  readonly view: StateView;
  readonly collections: KnownCollections;
  /** Organisations of the channel. */
  readonly mspIds: readonly string[];
  /** Not validated just now: read again from the block file. */
  readonly isReplay: boolean;
}
