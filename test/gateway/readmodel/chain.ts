// SPDX-License-Identifier: Apache-2.0
import { mspIdOf } from '../../../chaincode/domain/names.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import type { HashedWrite, LedgerBlock, LedgerTransaction, PublicWrite } from '../../../gateway/ledger/ledger.js';
import type { CatalogueKind } from '../../../chaincode/wire/state-keys.js';
import { AT, digest } from './documents.js';

/** What a transaction put on the ledger; parts are put together by {@link block}. */
export interface Part {
  readonly writes?: readonly PublicWrite[];
  readonly hashedWrites?: readonly HashedWrite[];
  readonly statements?: readonly { department: string; keyHash: string; document: unknown }[];
}

/** A public document with its stamp. */
export function stamped(department: string, key: string, document: unknown): Part {
  const text = canonicalJson(document);
  return { ...unstamped(key, document), hashedWrites: [hashed(department, key, text)] };
}

export function unstamped(key: string, document: unknown): Part {
  return { writes: [{ key, value: new TextEncoder().encode(canonicalJson(document)) }] };
}

/** A statement with the hash that its department wrote. */
export function stated(department: string, key: string, document: unknown): Part {
  const text = canonicalJson(document);
  return { ...claimed(department, key, document), hashedWrites: [hashed(department, key, text)] };
}

/** A statement whose department wrote nothing. */
export function claimed(department: string, key: string, document: unknown): Part {
  return { statements: [{ department, keyHash: digest(key), document }] };
}

/** A catalogue document under both its keys, as a publisher writes it. */
export function published(publisher: string, kind: CatalogueKind, document: { code: string; version: number }): Part {
  const { code, version } = document;
  const current = stamped(publisher, stateKeys.catalogue(kind, code), document);
  const kept = stamped(publisher, stateKeys.catalogueVersion(kind, code, version), document);
  return merged([current, kept]);
}

export function hashed(department: string, key: string, text: string): HashedWrite {
  return { department, keyHash: digest(key), valueHash: digest(text) };
}

export interface Written {
  readonly parts: readonly Part[];
  readonly code?: string;
  readonly caller?: string;
  /** Default: `tx-<block>-<position>`. */
  readonly id?: string;
  readonly call?: LedgerTransaction['call'];
}

function transaction(
  place: string,
  { parts, code = 'VALID', caller = 'human-resources', ...written }: Written,
): LedgerTransaction {
  const { writes = [], hashedWrites = [], statements } = merged(parts);
  return {
    transactionId: written.id ?? place,
    validationCode: code,
    creator: { mspId: mspIdOf(caller) },
    timestamp: AT,
    call: written.call ?? { name: 'Anything', request: {} },
    response: statements === undefined ? {} : { statements },
    writes,
    hashedWrites,
  };
}

/** Blocks whose hashes chain; each argument is one transaction. */
export function blocks(...contents: readonly (readonly Written[])[]): LedgerBlock[] {
  const chain: LedgerBlock[] = [];
  for (const [index, written] of contents.entries()) {
    chain.push({
      number: BigInt(index),
      hash: digest(`block ${index}`),
      previousHash: index === 0 ? '' : digest(`block ${index - 1}`),
      transactions: written.map((one, position) => transaction(`tx-${index}-${position}`, one)),
    });
  }
  return chain;
}

function merged(parts: readonly Part[]): Part {
  const statements = parts.flatMap((part) => part.statements ?? []);
  return {
    writes: parts.flatMap((part) => part.writes ?? []),
    hashedWrites: parts.flatMap((part) => part.hashedWrites ?? []),
    ...(statements.length === 0 ? {} : { statements }),
  };
}
