// SPDX-License-Identifier: Apache-2.0
import { decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose';
import { Value } from 'typebox/value';
import { OfficerHandle } from '../../../chaincode/domain/names.js';
import { isRole } from '../../../chaincode/domain/roles.js';
import type { Session } from '../../usecases/session.js';
import { HttpProblem } from '../problems/http-problem.js';
import { DEMO_ISSUER } from './token-claims.js';
import type { KeysNow, TokenIssuer } from './token-keys.js';

export interface TokenPolicy {
  /** Whose tokens count: the demo's, until the departments have an issuer of their own. */
  readonly issuer: TokenIssuer;
  /** Departments for which this gateway signs. */
  readonly departments: readonly string[];
  /** Default the clock. */
  readonly now?: () => Date;
}

/** Who a token speaks for, and until when: milliseconds since 1970, the clock's tolerance included. */
export interface VerifiedToken {
  readonly session: Session;
  readonly until: number;
}

/**
 * Verifies a token from its signature to its claims. A token is good up to, not at, the second in which it ends.
 *
 * @throws {HttpProblem} DEMO_TOKENS_OFF, TOKEN_EXPIRED, TOKEN_FOREIGN (signature, issuer, audience, lifetime or shape),
 * ISSUER_UNAVAILABLE, then DEPARTMENT_NOT_HOSTED, ROLE_UNKNOWN.
 */
export async function verifyToken(token: string, policy: TokenPolicy, keys?: KeysNow): Promise<VerifiedToken> {
  const { issuer } = policy;
  demandIssuer(token, issuer);
  const payload = await verified(token, policy, keys ?? (await issuer.keys.now()));
  const { iat = 0, exp = 0 } = payload;
  if (exp - iat > issuer.longestSeconds) throw new HttpProblem('TOKEN_FOREIGN');
  return { session: sessionOf(payload, policy.departments), until: (exp + issuer.toleranceSeconds) * 1000 };
}

async function verified(
  token: string,
  { issuer, now = () => new Date() }: TokenPolicy,
  keys: KeysNow,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keys.find, {
      algorithms: [...issuer.algorithms],
      issuer: issuer.name,
      audience: issuer.audience,
      clockTolerance: issuer.toleranceSeconds,
      maxTokenAge: issuer.longestSeconds, // which also refuses what was issued in the future
      requiredClaims: ['iat', 'exp', 'sub', 'department', 'role'],
      currentDate: now(),
    });
    return payload;
  } catch (error) {
    if (error instanceof HttpProblem) throw error;
    throw new HttpProblem(error instanceof errors.JWTExpired ? 'TOKEN_EXPIRED' : 'TOKEN_FOREIGN');
  }
}

function sessionOf(payload: JWTPayload, departments: readonly string[]): Session {
  const { sub: officer, department, role } = payload;
  if (!Value.Check(OfficerHandle, officer)) throw new HttpProblem('TOKEN_FOREIGN');
  if (typeof department !== 'string' || !departments.includes(department)) {
    throw new HttpProblem('DEPARTMENT_NOT_HOSTED');
  }
  if (typeof role !== 'string' || !isRole(role)) throw new HttpProblem('ROLE_UNKNOWN');
  return { department, role, officer };
}

/** Nobody's keys are fetched for a token that does not even claim to be theirs. @throws {HttpProblem} */
export function demandIssuer(token: string, { name }: TokenIssuer): void {
  const claimed = issuerIn(token);
  if (claimed !== name) throw new HttpProblem(claimed === DEMO_ISSUER ? 'DEMO_TOKENS_OFF' : 'TOKEN_FOREIGN');
}

function issuerIn(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}
