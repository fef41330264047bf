// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../domain/roles.js';
import type { ParseOnce } from './parse-once.js';

/**
 * What a transaction may see. Everything here is the same on every endorsing peer, save `statements`,
 * whose values only the department's own peer can read.
 */
export interface TransactionContext {
  readonly transactionId: string;
  /** Ledger time: header time of the transaction, ISO 8601 UTC with milliseconds. */
  readonly at: string;
  readonly caller: { readonly mspId: string; readonly role: Role | undefined };
  readonly state: PublicState;
  /** The implicit collection `P(D)` of a department. */
  readonly statements: (department: string) => PrivateStatements;
  /**
   * Runs one element of a batch: what it writes stays only if it does not throw. What it throws is passed on.
   * One element at a time; they may be nested.
   */
  readonly attempt: <T>(element: () => Promise<T>) => Promise<T>;
  readonly crypto: Crypto;
  /** Reads catalogue documents, which stand unchanged through many transactions. */
  readonly parse: ParseOnce;
  readonly log: DisclosureLog;
}

/** Public keys. Reads see writes that this transaction made before (an overlay in memory; the ledger itself has no read-your-writes). */
export interface PublicState {
  read(key: string): Promise<string | undefined>;
  /** Asks the ledger for all of these at once; reading them later asks no more. They count as read. */
  readAhead(keys: readonly string[]): Promise<void>;
  write(key: string, text: string): void;
}

/** Private keys of one department; same overlay. */
export interface PrivateStatements {
  /** @throws on a peer that does not hold the collection. */
  read(key: string): Promise<string | undefined>;
  /** As that of the public state; only for the department whose peer runs this. @throws as `read`. */
  readAhead(keys: readonly string[]): Promise<void>;
  /** SHA-256 of the value, base64url; every peer knows it. */
  hash(key: string): Promise<string | undefined>;
  write(key: string, text: string): void;
}

/** Texts are hashed as UTF-8; all digests are base64url without padding. */
export interface Crypto {
  readonly sha256: (text: string) => string;
  readonly hmacSha256: (key: Uint8Array, text: string) => string;
  /** ECDSA P-256 with SHA-256, IEEE P1363; `publicKey` is SPKI DER in base64. Never throws. */
  readonly verify: (publicKey: string, text: string, signature: string) => boolean;
  /** AES-256-GCM; the nonce is derived from key and `nonceSeed`, so use a fresh seed with a key. Answer: base64url of nonce ‖ ciphertext ‖ tag. */
  readonly seal: (key: Uint8Array, nonceSeed: string, text: string) => string;
}

/** What left a source is written to its chaincode server's log: ids and names, never values. */
export interface DisclosureLog {
  released(entry: { accessId: string; reader: string; recordType: string; claims: readonly string[] }): void;
}
