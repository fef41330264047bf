// SPDX-License-Identifier: Apache-2.0
import type { Members } from '../identity/members.js';
import type { KnownCollections } from '../peer/definitions/collections.js';
import type { PolicyCheck } from '../peer/seams.js';
import type { StateView } from '../peer/store/state-view.js';
import type { BlockUpdates } from '../peer/validation/block-updates.js';
import type { ValidationCode } from '../validation-code.js';
import type { LedgerFindingCode } from './ledger-finding.js';
import type { OpenedBlock } from './open-block.js';

export type Tell = (code: LedgerFindingCode, detail: string) => void;

/** Who takes part and who has to agree, as one configuration of the channel says. */
export interface ChannelRules {
  readonly members: Members;
  readonly policy: PolicyCheck;
  /** Whether those signed the block who have to. */
  isOrdered(opened: OpenedBlock): Promise<boolean>;
}

/** Follows the configuration blocks of a channel. */
export interface ChannelConfiguration {
  /** As of the last configuration that was taken in; nothing before the first. */
  readonly rules: ChannelRules | undefined;
  /** Takes a configuration in, and tells what is wrong with it; answers whether the block is one. */
  check(opened: OpenedBlock, tell: Tell): Promise<boolean>;
}

/** The chaincodes that can be called at one height, and what has to be asked before they write. */
export interface Definitions {
  readonly collections: KnownCollections;
  readonly chaincodePolicies: { get(chaincode: string): string | Uint8Array | undefined };
}

/** What differs between ledgers that are audited alike. */
export interface LedgerKind {
  readonly channel: string;
  readonly configuration: ChannelConfiguration;
  /** Names that an envelope may call; where the state says it, all of them. */
  readonly chaincodes: { has(name: string): boolean };
  /** @param view of the state before the block. */
  definitionsAt(view: StateView, rules: ChannelRules): Definitions;
  /** Validation takes certificates whenever they were good; that one was not at its time is told beside it. */
  readonly ignoresTime?: true;
  /** What is wrong about definitions that were rightly agreed upon; nothing where the ledger does not hold any. */
  weakness?(definitions: Definitions, rules: ChannelRules): string | undefined;
  /** The hash that chains codes and effects of a block; where it is left out, codes and read-write sets are chained. */
  readonly commitHash?: (previous: Uint8Array, codes: readonly ValidationCode[], updates: BlockUpdates) => Uint8Array;
}
