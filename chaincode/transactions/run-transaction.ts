// SPDX-License-Identifier: Apache-2.0
import { Compile, type Validator } from 'typebox/compile';
import { DomainError } from '../domain/domain-error.js';
import { mspIdOf } from '../domain/names.js';
import { hasOnlyCharacters } from '../domain/characters.js';
import { canonicalJson } from '../wire/canonical-json.js';
import { stateKeys } from '../wire/state-keys.js';
import type { LedgerAccess } from './ledger-access.js';
import { openOverlay, type Overlay } from './overlay.js';
import { malformed } from './refuse-malformed.js';
import type { Transaction } from './transaction.js';

/** A declaration with its schemas compiled, once for the life of the process. */
export interface RunnableTransaction {
  readonly transaction: Transaction;
  readonly request: Validator;
  readonly transient: readonly (readonly [name: string, schema: Validator])[];
}

export function prepareTransaction(transaction: Transaction): RunnableTransaction {
  const transient = Object.entries(transaction.transient ?? {}).map(
    ([name, schema]) => [name, Compile(schema)] as const,
  );
  return { transaction, request: Compile(transaction.request), transient };
}

/**
 * Runs one transaction: JSON text in, canonical JSON text out. Writes reach the ledger only if nothing throws,
 * and never from an `evaluate` transaction.
 *
 * @throws {DomainError} ROLE_NOT_ENTITLED, then REQUEST_MALFORMED, DEPARTMENT_NOT_ENTITLED, TRANSIENT_MISSING,
 *   then what the transaction itself refuses.
 */
export async function runTransaction(
  runnable: RunnableTransaction,
  ledger: LedgerAccess,
  text: string,
): Promise<string> {
  const { transaction } = runnable;
  checkRole(transaction, ledger);
  const request = parseRequest(runnable.request, text);
  checkCaller(transaction, ledger, request);
  const transient = parseTransient(runnable, ledger);
  const overlay = openOverlay(ledger);
  const response = canonicalJson(await transaction.execute(overlay.context, request, transient));
  if (transaction.kind === 'submit') {
    markNothingStated(transaction, request, overlay);
    await overlay.flush();
  }
  return response;
}

/**
 * A peer asks a transaction that writes nothing for the chaincode's policy of two departments, which the one
 * that acts alone cannot satisfy. So its answer that nothing changed, or that all was refused, leaves a mark in
 * its own collection; the mark is never read and so never in conflict.
 */
function markNothingStated(transaction: Transaction, request: unknown, { context, isEmpty }: Overlay): void {
  const plan = transaction.endorsers(request);
  if (plan.kind !== 'alone' || !isEmpty()) return;
  context.statements(plan.department).write(stateKeys.nothingStated(), context.transactionId);
}

function checkRole({ name, roles }: Transaction, { caller }: LedgerAccess): void {
  if (caller.role === undefined || !roles.includes(caller.role)) {
    throw new DomainError('ROLE_NOT_ENTITLED', `${name} is for ${roles.join(', ')}`);
  }
}

function parseRequest(schema: Validator, text: string): unknown {
  const request = parseJson(text);
  if (request === undefined) throw new DomainError('REQUEST_MALFORMED', 'the request is not JSON', '');
  if (!schema.Check(request)) throw malformed('REQUEST_MALFORMED', schema, request);
  if (!hasOnlyCharacters(request)) {
    throw new DomainError('REQUEST_MALFORMED', 'a text holds U+0000 or half a surrogate pair', '');
  }
  return request;
}

function checkCaller({ calledBy = 'department' }: Transaction, { caller }: LedgerAccess, request: unknown): void {
  if (calledBy !== 'department') return;
  const { department } = request as { readonly department?: unknown };
  if (typeof department !== 'string' || caller.mspId !== mspIdOf(department)) {
    throw new DomainError('DEPARTMENT_NOT_ENTITLED', undefined, '/department');
  }
}

function parseTransient({ transient }: RunnableTransaction, ledger: LedgerAccess): Record<string, unknown> {
  return Object.fromEntries(
    transient.map(([name, schema]) => {
      const text = ledger.transient(name);
      const value = text === undefined ? undefined : parseJson(text);
      if (value === undefined) throw new DomainError('TRANSIENT_MISSING', `"${name}" is missing`, `/${name}`);
      if (!schema.Check(value)) throw malformed('TRANSIENT_MISSING', schema, value, `/${name}`);
      return [name, value];
    }),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the caller's text, not a fault: the refusal follows
  }
}
