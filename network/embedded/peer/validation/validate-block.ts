// SPDX-License-Identifier: Apache-2.0
import type { ValidationCode } from '../../validation-code.js';
import { parseRwset } from '../rwset/parse-rwset.js';
import type { ParsedRwset } from '../rwset/parsed-rwset.js';
import type { BlockTransaction } from '../seams.js';
import { BlockUpdates } from './block-updates.js';
import { EndorsementCheck } from './endorsement.js';
import type { EndorsementRules } from './endorsement.js';
import { findConflict } from './find-conflict.js';

/** What validation found out about a block; `rwsets` holds those that could be read, by place. */
export interface ValidatedBlock {
  readonly codes: ValidationCode[];
  readonly updates: BlockUpdates;
  readonly rwsets: ReadonlyMap<number, ParsedRwset>;
}

/**
 * Checks a block over the state before it: endorsement policies of all transactions first, then ids that occur twice, then
 * in their order what each of them read. A transaction that came with another code than VALID keeps it and counts as absent.
 */
export async function validateBlock(
  blockNumber: number,
  transactions: readonly BlockTransaction[],
  rules: EndorsementRules,
): Promise<ValidatedBlock> {
  const rwsets = new Map<number, ParsedRwset>();
  const codes = markDuplicates(transactions, checkEndorsements(transactions, rules, rwsets));
  const updates = new BlockUpdates(rules.view);
  for (const [place, code] of codes.entries()) {
    const rwset = rwsets.get(place);
    if (code !== 'VALID' || rwset === undefined) continue;
    const conflict = await findConflict(rwset, rules.view, updates);
    if (conflict === undefined) updates.apply(rwset, { block: blockNumber, tx: place });
    else codes[place] = conflict;
  }
  return { codes, updates, rwsets };
}

function checkEndorsements(
  transactions: readonly BlockTransaction[],
  rules: EndorsementRules,
  rwsets: Map<number, ParsedRwset>,
): ValidationCode[] {
  const endorsement = new EndorsementCheck(rules);
  return transactions.map((transaction, place) => {
    if (transaction.code !== 'VALID') return transaction.code;
    const rwset = tryParse(transaction.results);
    if (rwset === undefined) return 'BAD_RWSET';
    rwsets.set(place, rwset);
    const names = new Set(rwset.map(({ name }) => name));
    if (names.size < rwset.length) return 'ILLEGAL_WRITESET';
    return endorsement.validate(transaction, rwset);
  });
}

/** Of well endorsed transactions with one id the first keeps it; one that failed before does not claim its id (F57). */
function markDuplicates(transactions: readonly BlockTransaction[], codes: readonly ValidationCode[]): ValidationCode[] {
  const claimed = new Set<string>();
  return codes.map((code, place) => {
    const id = transactions[place]?.transactionId;
    if (code !== 'VALID' || id === undefined) return code;
    if (claimed.has(id)) return 'DUPLICATE_TXID';
    claimed.add(id);
    return code;
  });
}

function tryParse(results: Uint8Array): ParsedRwset | undefined {
  try {
    return parseRwset(results);
  } catch {
    return undefined;
  }
}
