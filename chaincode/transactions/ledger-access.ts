// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../domain/roles.js';
import type { Crypto, DisclosureLog } from './transaction-context.js';

/**
 * One invocation as the ledger gives it, without an overlay: a read shows the committed state and never what
 * this transaction wrote. chaincode/fabric implements it over the shim's stub.
 */
export interface LedgerAccess {
  readonly transactionId: string;
  /** Header time, ISO 8601 UTC with milliseconds. */
  readonly at: string;
  readonly caller: { readonly mspId: string; readonly role: Role | undefined };
  read(key: string): Promise<string | undefined>;
  write(key: string, text: string): Promise<void>;
  readPrivate(department: string, key: string): Promise<string | undefined>;
  /** SHA-256 of the value, base64url. */
  hashPrivate(department: string, key: string): Promise<string | undefined>;
  writePrivate(department: string, key: string, text: string): Promise<void>;
  /** The private part of the request as it came; absent entries are `undefined`. */
  transient(name: string): string | undefined;
  readonly crypto: Crypto;
  readonly log: DisclosureLog;
}
