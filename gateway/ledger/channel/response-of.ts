// SPDX-License-Identifier: Apache-2.0
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { LedgerFault } from '../ledger-fault.js';

const checks = new WeakMap<TSchema, { Check(value: unknown): boolean }>();

/** Parses what the endorsers answered. @throws {LedgerFault} if it is not what the declaration promises. */
export function responseOf<R extends TSchema>(schema: R, payload: Uint8Array, transactionId: string): Static<R> {
  const text = new TextDecoder().decode(payload);
  let response: unknown;
  try {
    response = JSON.parse(text);
  } catch (cause) {
    throw new LedgerFault(transactionId, 'its response is not JSON', undefined, { cause });
  }
  let check = checks.get(schema);
  if (check === undefined) checks.set(schema, (check = Compile(schema)));
  if (!check.Check(response)) throw new LedgerFault(transactionId, 'its response does not have the declared shape');
  return response as Static<R>;
}
