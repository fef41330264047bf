// SPDX-License-Identifier: Apache-2.0
import { Type } from 'typebox';
import { Value } from 'typebox/value';

/** The two members of the discovery document that count here; the others may be anything. */
const Discovery = Type.Object({ issuer: Type.String(), jwks_uri: Type.String() });

/** Where an issuer says its keys are (OpenID Connect Discovery). @throws Error in words for the operator's log */
export async function findJwks(issuer: string, timeoutMs: number): Promise<URL> {
  const address = `${issuer.replace(/\/$/u, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
  if (response.status !== 200) throw new Error(`the discovery document was answered with ${response.status}`);
  const document: unknown = await response.json();
  if (!Value.Check(Discovery, document)) throw new Error('the discovery document names no issuer or no keys');
  if (document.issuer !== issuer) throw new Error('the discovery document is of another issuer');
  if (!isSafeAddress(document.jwks_uri)) throw new Error('the keys of the issuer are at no https address');
  return new URL(document.jwks_uri);
}

/** Keys come over https only; on the loopback interface nobody can put others in their place. */
export function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);
