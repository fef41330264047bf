// SPDX-License-Identifier: Apache-2.0
import type { LedgerAccess } from './ledger-access.js';

type Text = string | undefined;

/** What is committed, each key asked for once however often it is read: every question is a turn to the peer and back. */
export interface CommittedReads {
  readonly read: (key: string) => Promise<Text>;
  readonly readPrivate: (department: string, key: string) => Promise<Text>;
  readonly hashPrivate: (department: string, key: string) => Promise<Text>;
  /** Asks for all of them in one turn where the peer can; '' is the public state. */
  readonly readAhead: (place: string, keys: readonly string[]) => Promise<void>;
}

export function rememberReads(ledger: LedgerAccess): CommittedReads {
  const values = new Map<string, Text>();
  const hashes = new Map<string, Text>();
  return {
    read: (key) => once(values, placed('', key), () => ledger.read(key)),
    readPrivate: (department, key) => once(values, placed(department, key), () => ledger.readPrivate(department, key)),
    hashPrivate: (department, key) => once(hashes, placed(department, key), () => ledger.hashPrivate(department, key)),
    readAhead: async (place, keys) => {
      const unread = [...new Set(keys)].filter((key) => !values.has(placed(place, key)));
      if (unread.length === 0) return;
      const texts = await (place === '' ? ledger.readMany(unread) : ledger.readManyPrivate(place, unread));
      for (const [index, key] of unread.entries()) values.set(placed(place, key), texts[index]);
    },
  };
}

async function once(known: Map<string, Text>, key: string, ask: () => Promise<Text>): Promise<Text> {
  if (known.has(key)) return known.get(key);
  const text = await ask();
  known.set(key, text);
  return text;
}

/** Department codes hold no U+0000. */
function placed(place: string, key: string): string {
  return `${place}\0${key}`;
}
