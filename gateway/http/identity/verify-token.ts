// SPDX-License-Identifier: Apache-2.0
import type { KeyObject } from 'node:crypto';
import { decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose';
import { Value } from 'typebox/value';
import { OfficerHandle } from '../../../chaincode/domain/names.js';
import { isRole } from '../../../chaincode/domain/roles.js';
import type { Session } from '../../usecases/session.js';
import { HttpProblem } from '../problems/http-problem.js';
import { ALGORITHM, AUDIENCE, DEMO_ISSUER } from './token-claims.js';

export interface TokenPolicy {
  /** Public key of the demo issuer; absent once an issuer is configured. */
  readonly demoKey: KeyObject | undefined;
  /** Departments for which this gateway signs. */
  readonly departments: readonly string[];
  /** Default the clock. */
  readonly now?: () => Date;
}

/**
 * Who a token speaks for. A token is good up to, not at, the second in which it ends.
 *
 * @throws {HttpProblem} TOKEN_EXPIRED, TOKEN_FOREIGN (signature, issuer, audience or shape), DEMO_TOKENS_OFF,
 * then DEPARTMENT_NOT_HOSTED, ROLE_UNKNOWN.
 */
export async function verifyToken(token: string, policy: TokenPolicy): Promise<Session> {
  if (policy.demoKey === undefined) throw new HttpProblem(isDemo(token) ? 'DEMO_TOKENS_OFF' : 'TOKEN_FOREIGN');
  return sessionOf(await verified(token, policy.demoKey, policy.now?.() ?? new Date()), policy.departments);
}

async function verified(token: string, key: KeyObject, now: Date): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [ALGORITHM],
      issuer: DEMO_ISSUER,
      audience: AUDIENCE,
      requiredClaims: ['exp', 'sub', 'department', 'role'],
      currentDate: now,
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new HttpProblem('TOKEN_EXPIRED');
    throw new HttpProblem('TOKEN_FOREIGN');
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

function isDemo(token: string): boolean {
  try {
    return decodeJwt(token).iss === DEMO_ISSUER;
  } catch {
    return false;
  }
}
