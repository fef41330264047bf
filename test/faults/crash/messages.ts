// SPDX-License-Identifier: Apache-2.0

/** What the campaign asks of the gateway's process. */
export type Order = { readonly order: 'open'; readonly home: string } | CheckOrder;

export interface CheckOrder {
  readonly order: 'check';
  /** The first block that is to be looked at. */
  readonly from: number;
  /** Transactions that were acknowledged since. */
  readonly acknowledged: readonly string[];
  /** Whether to make the read model anew from block 0 as well, and compare. */
  readonly whole: boolean;
}

export type Report =
  | { readonly report: 'ready' }
  | { readonly report: 'open'; readonly url: string; readonly tokens: Readonly<Record<Actor, string>> }
  | CheckReport
  | { readonly report: 'failed'; readonly reason: string };

export interface CheckReport {
  readonly report: 'checked';
  readonly height: number;
  readonly transactions: number;
  /** What does not agree; ids and codes only. */
  readonly wrong: readonly string[];
}

export const ACTORS = { attester: 'data-bureau', intake: 'human-resources' } as const;
export type Actor = keyof typeof ACTORS;
