// SPDX-License-Identifier: Apache-2.0
import { COLLECTIONS } from './history.js';
import type { Collection, PlannedTransaction, Step } from './history.js';

const KEYS = ['a', 'b', 'c', '\uFF5E', '\u{1F600}', 'n00007', '\0x\0', '\0x\0y\0'];

/** Some keys to begin with, so that most steps meet something. */
export function opening(filled: number): PlannedTransaction {
  const rows = Array.from({ length: filled }, (_, row) => `n${String(row).padStart(5, '0')}`);
  const puts = ['a', 'b', '\0x\0y\0', ...rows].map((key) => ({ do: 'put', key, value: '0' }) as const);
  const held = Object.keys(COLLECTIONS).map(
    (collection) => ({ do: 'putPrivate', collection: collection as Collection, key: 'p', value: '0' }) as const,
  );
  const endorsers = ['AMSP', 'CMSP'];
  return { chaincode: 'one', endorsers, steps: [...puts, ...held], delay: 0, place: 0, again: undefined };
}

/** All that a history can have touched. */
export function everything(): Step[] {
  const ofKeys = KEYS.flatMap((key) => (['get', 'policy', 'history'] as const).map((each) => ({ do: each, key })));
  const ofHashes = ofCollections(['hash', 'privatePolicy']);
  const rows = { do: 'range', from: '', to: '\u{10FFFF}', rows: undefined } as const;
  const composite = { do: 'composite', type: '', attributes: [] } as const;
  return [...ofKeys, rows, composite, ...ofHashes, ...privateValues()];
}

/** What one peer may hold and another not. */
export const privateValues = (): Step[] => ofCollections(['getPrivate']);

export function ofCollections(asked: readonly ('getPrivate' | 'hash' | 'privatePolicy')[]): Step[] {
  const collections = Object.keys(COLLECTIONS) as Collection[];
  return collections.flatMap((collection) =>
    ['p', 'q'].flatMap((key) => asked.map((each) => ({ do: each, collection, key }))),
  );
}
