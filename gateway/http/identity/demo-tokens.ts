// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Role } from '../../../chaincode/domain/roles.js';
import { AUDIENCE, DEMO_ALGORITHM, DEMO_ISSUER, DEMO_LIFETIME_SECONDS } from './token-claims.js';

export interface DemoTokenRequest {
  readonly department: string;
  readonly role: Role;
  /** The handle by which the department knows its officer. */
  readonly officer: string;
  /** Default now. */
  readonly issuedAt?: Date;
}

/** A token of the demo issuer, good for eight hours. @param key private P-256 key, as {@link demoSigningKey} reads it. */
export async function issueDemoToken(key: KeyObject, request: DemoTokenRequest): Promise<string> {
  const { department, role, officer, issuedAt = new Date() } = request;
  const seconds = Math.floor(issuedAt.getTime() / 1000);
  return new SignJWT({ department, role })
    .setProtectedHeader({ alg: DEMO_ALGORITHM, typ: 'JWT' })
    .setIssuer(DEMO_ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(officer)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + DEMO_LIFETIME_SECONDS)
    .sign(key);
}

/** Reads the PKCS 8 text that stands in the key file. */
export function demoSigningKey(pem: string): KeyObject {
  return createPrivateKey(pem);
}
