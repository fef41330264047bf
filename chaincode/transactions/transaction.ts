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

/**
 * The one declaration of a transaction. Types, chaincode validation, endorsement plan, route schema,
 * OpenAPI and problem responses derive from it.
 */
export interface Transaction<Name extends string = string, Q extends TSchema = TSchema, R extends TSchema = TSchema> {
  readonly name: Name;
  /** `submit` is ordered into a block; `evaluate` only asks one peer. */
  readonly kind: 'submit' | 'evaluate';
  readonly summary: string;
  readonly roles: readonly Role[];
  readonly request: Q;
  /** Shape of each JSON entry of the transient map, by name; absent where nothing travels privately. */
  readonly transient?: Readonly<Record<string, TSchema>>;
  readonly response: R;
  readonly refusals: readonly RefusalCode[];
  endorsers(request: Static<Q>): EndorsementPlan;
  execute(context: TransactionContext, request: Static<Q>): Promise<Static<R>>;
}

/** Keeps the literal types of a declaration. */
export function defineTransaction<const Name extends string, Q extends TSchema, R extends TSchema>(
  transaction: Transaction<Name, Q, R>,
): Transaction<Name, Q, R> {
  return transaction;
}
