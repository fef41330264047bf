// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../domain/roles.js';
import type { ParseOnce } from './parse-once.js';
import type { Crypto, DisclosureLog } from './transaction-context.js';

/** One write; without a department it goes into the public state. */
export interface LedgerWrite {
  readonly department: string | undefined;
  readonly key: string;
  readonly text: string;
}

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
  /** Several public keys, answered in their order. */
  readMany(keys: readonly string[]): Promise<readonly (string | undefined)[]>;
  readPrivate(department: string, key: string): Promise<string | undefined>;
  /** Several keys of one department, answered in their order. @throws as `readPrivate`, or what it answers is not VALID. */
  readManyPrivate(department: string, keys: readonly string[]): Promise<readonly (string | undefined)[]>;
  /** SHA-256 of the value, base64url. */
  hashPrivate(department: string, key: string): Promise<string | undefined>;
  /** In this order. */
  write(writes: readonly LedgerWrite[]): Promise<void>;
  /** The private part of the request as it came; absent entries are `undefined`. */
  transient(name: string): string | undefined;
  readonly crypto: Crypto;
  /** Reads documents that stand unchanged through many transactions. */
  readonly parse: ParseOnce;
  readonly log: DisclosureLog;
}
