// SPDX-License-Identifier: Apache-2.0
import { Type, type Static, type TSchema } from 'typebox';
import { DomainError } from '../domain/domain-error.js';
import { DepartmentCode, REGISTRAR, Version } from '../domain/names.js';
import type { RefusalCode } from '../domain/refusals.js';
import { witnessesOf } from '../domain/witnesses.js';
import { canonicalJson } from '../wire/canonical-json.js';
import { stateKeys, type CatalogueKind } from '../wire/state-keys.js';
import { publisherOf, writeStamped } from './documents.js';
import type { EndorsementPlan } from './transaction.js';
import type { TransactionContext } from './transaction-context.js';

/** Request of a publication; of the registrar's own kinds only the registrar is taken. */
export function publicationOf<S extends TSchema>(document: S) {
  return Type.Object({ department: DepartmentCode, document }, { additionalProperties: false });
}
export function registrarPublicationOf<S extends TSchema>(document: S) {
  return Type.Object({ department: Type.Literal(REGISTRAR), document }, { additionalProperties: false });
}

export const Published = Type.Object(
  {
    /** UNCHANGED: the same bytes are in force already, nothing was written. */
    status: Type.Union([Type.Literal('PUBLISHED'), Type.Literal('UNCHANGED')]),
    code: Type.String(),
    version: Version,
  },
  { additionalProperties: false },
);
export type Published = Static<typeof Published>;

/** What every publication can be refused for. */
export const PUBLICATION_REFUSALS = [
  'REQUEST_MALFORMED',
  'ROLE_NOT_ENTITLED',
  'DEPARTMENT_NOT_ENTITLED',
  'VERSION_NOT_NEXT',
] as const satisfies readonly RefusalCode[];

export function publicationEndorsers({ department }: { readonly department: string }): EndorsementPlan {
  return { kind: 'witnessed', department, witnesses: witnessesOf(department) };
}

interface Publication<D> {
  readonly kind: CatalogueKind;
  readonly department: string;
  readonly document: D;
  /** The rules of the kind, over what is on the ledger. */
  readonly check: () => Promise<void>;
}

/**
 * Publishes a catalogue document, or finds it published already.
 *
 * Which versions there are is read from the stamps: only the publisher can have made those, so overwritten
 * public bytes neither shift the count nor change an old version, and publishing the last version again
 * restores them.
 *
 * @throws {DomainError} DEPARTMENT_NOT_ENTITLED, VERSION_NOT_NEXT, then what `check` refuses.
 */
export async function publishDocument<D extends { readonly code: string; readonly version: number }>(
  context: TransactionContext,
  { kind, department, document, check }: Publication<D>,
): Promise<Published> {
  const { code, version } = document;
  if (publisherOf(kind, code) !== department) {
    throw new DomainError(
      'DEPARTMENT_NOT_ENTITLED',
      `${kind} ${code} is not published by ${department}`,
      '/document/code',
    );
  }
  const keys = [stateKeys.catalogue(kind, code), stateKeys.catalogueVersion(kind, code, version)];
  const text = canonicalJson(document);
  const state = await stateOf(context, { kind, department, code, version, digest: context.crypto.sha256(text) });
  if (state === 'LAST' && (await holdsEverywhere(context, keys, text))) return { status: 'UNCHANGED', code, version };
  if (state === 'NOT_NEXT') throw new DomainError('VERSION_NOT_NEXT', undefined, '/document/version');
  await check();
  for (const key of keys) writeStamped(context, department, key, document);
  return { status: 'PUBLISHED', code, version };
}

interface Candidate {
  readonly kind: CatalogueKind;
  readonly department: string;
  readonly code: string;
  readonly version: number;
  readonly digest: string;
}

/** LAST: these bytes are the newest version. NEXT: they may follow it. */
async function stateOf(context: TransactionContext, candidate: Candidate): Promise<'LAST' | 'NEXT' | 'NOT_NEXT'> {
  const { kind, department, code, version, digest } = candidate;
  const stamp = (of: number) => context.statements(department).hash(stateKeys.catalogueVersion(kind, code, of));
  const same = await stamp(version);
  if (same === digest) return (await stamp(version + 1)) === undefined ? 'LAST' : 'NOT_NEXT';
  if (same !== undefined) return 'NOT_NEXT';
  return version === 1 || (await stamp(version - 1)) !== undefined ? 'NEXT' : 'NOT_NEXT';
}

async function holdsEverywhere({ state }: TransactionContext, keys: readonly string[], text: string): Promise<boolean> {
  for (const key of keys) if ((await state.read(key)) !== text) return false;
  return true;
}
