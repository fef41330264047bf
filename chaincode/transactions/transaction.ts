// SPDX-License-Identifier: Apache-2.0
import type { Static, TSchema } from 'typebox';
import type { RefusalCode } from '../domain/refusals.js';
import type { Role } from '../domain/roles.js';
import type { TransactionContext } from './transaction-context.js';

/**
 * Who endorses. `alone`: a statement of one department, endorsed by its own peer and nobody else.
 * `witnessed`: a public write by the acting department and one witness, the first candidate that answers.
 */
export type EndorsementPlan =
  | { readonly kind: 'alone'; readonly department: string }
  | { readonly kind: 'witnessed'; readonly department: string; readonly witnesses: readonly string[] };

/** Schema of each JSON entry of the transient map, by name. */
export type TransientSchemas = Readonly<Record<string, TSchema>>;
/** The checked private part of a request; empty where nothing travels privately. */
export type TransientOf<T extends TransientSchemas> = { readonly [Name in keyof T]: Static<T[Name]> };

/**
 * The one declaration of a transaction. Types, chaincode validation, endorsement plan, route schema,
 * OpenAPI and problem responses derive from it.
 */
export interface Transaction<
  Name extends string = string,
  Q extends TSchema = TSchema,
  R extends TSchema = TSchema,
  T extends TransientSchemas = TransientSchemas,
> {
  readonly name: Name;
  /** `submit` is ordered into a block; `evaluate` only asks one peer, and what it writes is dropped. */
  readonly kind: 'submit' | 'evaluate';
  readonly summary: string;
  readonly roles: readonly Role[];
  /**
   * Whose caller it must be. `department` (default): the one that `request.department` names, checked before
   * execution. `reader`: the reader of each access named, `filer`: who filed each application named; `execute` checks
   * it, as only the ledger knows.
   */
  readonly calledBy?: 'department' | 'reader' | 'filer';
  readonly request: Q;
  /** Absent where nothing travels privately. */
  readonly transient?: T;
  readonly response: R;
  readonly refusals: readonly RefusalCode[];
  endorsers(request: Static<Q>): EndorsementPlan;
  /** Request and transient are as the schemas say; role and caller are checked. */
  execute(context: TransactionContext, request: Static<Q>, transient: TransientOf<T>): Promise<Static<R>>;
}

/** Keeps the literal types of a declaration. */
export function defineTransaction<
  const Name extends string,
  Q extends TSchema,
  R extends TSchema,
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- no private part means no entries
  T extends TransientSchemas = {},
>(transaction: Transaction<Name, Q, R, T>): Transaction<Name, Q, R, T> {
  return transaction;
}
