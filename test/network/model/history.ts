// SPDX-License-Identifier: Apache-2.0

/** Chaincodes of the network that histories are played on, and how many of the three peers each asks for. */
export const CHAINCODES = { one: 1, two: 2 } as const;
export type Chaincode = keyof typeof CHAINCODES;
export const CHANNEL = 'district';
export const ORGANISATIONS = ['AMSP', 'BMSP', 'CMSP'] as const;

/** Collections: who holds the values, and whose peers endorse writes instead of the chaincode's policy. */
export const COLLECTIONS = {
  _implicit_org_AMSP: { members: ['AMSP'], endorsers: ['AMSP'] },
  shared: { members: ['AMSP', 'BMSP'], endorsers: undefined },
  guarded: { members: ['AMSP', 'BMSP', 'CMSP'], endorsers: ['CMSP'] },
} as const;
export type Collection = keyof typeof COLLECTIONS;

/** One call of the stub. Keys and bounds are whole keys; `value` '' deletes. */
export type Step =
  | { readonly do: 'get' | 'history' | 'policy'; readonly key: string }
  | { readonly do: 'put'; readonly key: string; readonly value: string }
  | { readonly do: 'delete'; readonly key: string }
  | { readonly do: 'setPolicy'; readonly key: string; readonly organisations: readonly string[] }
  | { readonly do: 'range'; readonly from: string; readonly to: string; readonly rows: number | undefined }
  | { readonly do: 'composite'; readonly type: string; readonly attributes: readonly string[] }
  | {
      readonly do: 'page';
      readonly from: string;
      readonly to: string;
      readonly size: number;
      readonly bookmark: string;
    }
  | {
      readonly do: 'getPrivate' | 'hash' | 'privatePolicy' | 'deletePrivate' | 'purge';
      readonly collection: Collection;
      readonly key: string;
    }
  | { readonly do: 'putPrivate'; readonly collection: Collection; readonly key: string; readonly value: string }
  | {
      readonly do: 'setPrivatePolicy';
      readonly collection: Collection;
      readonly key: string;
      readonly organisations: readonly string[];
    }
  | { readonly do: 'scanPrivate'; readonly collection: Collection; readonly from: string; readonly to: string }
  | { readonly do: 'event'; readonly name: string }
  /** `stops`: the callee ends with status 500 at its first refused step, else it goes on. */
  | { readonly do: 'call'; readonly chaincode: Chaincode; readonly stops: boolean; readonly steps: readonly Step[] };

export interface PlannedTransaction {
  readonly chaincode: Chaincode;
  readonly endorsers: readonly string[];
  readonly steps: readonly Step[];
  /** How many blocks pass between endorsement and ordering. */
  readonly delay: number;
  /** Place in its block, by size. */
  readonly place: number;
  /** The envelope is ordered once more: in the same block, or in the next. */
  readonly again: 'same block' | 'next block' | undefined;
}

/** Blocks of transactions; those of one block are endorsed over one height. */
export interface PlannedHistory {
  /** Rows `n00000`, … that exist from the start. */
  readonly filled: number;
  readonly blocks: readonly (readonly PlannedTransaction[])[];
}
