// SPDX-License-Identifier: Apache-2.0
import type { JWTVerifyGetKey } from 'jose';

/** The keys that count at this moment. */
export interface KeysNow {
  /** Another number than before whenever a key that counted counts no more: what was verified earlier does not stand. */
  readonly generation: number;
  readonly find: JWTVerifyGetKey;
}

/** Where the keys of an issuer come from. */
export interface TokenKeys {
  /** Cheap while nothing has changed. @throws {HttpProblem} ISSUER_UNAVAILABLE when they cannot be had. */
  now(): Promise<KeysNow>;
  /** The generation that {@link now} would give, where that can be said without waiting. */
  generation(): number | undefined;
}

/** Whose tokens count, and how long one may live. */
export interface TokenIssuer {
  readonly name: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
  readonly keys: TokenKeys;
  /** How far its clock may be from ours. */
  readonly toleranceSeconds: number;
  /** From `iat` to `exp`; a longer one is refused however well it is signed. */
  readonly longestSeconds: number;
}
