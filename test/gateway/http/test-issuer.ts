// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT, exportJWK, type JWK } from 'jose';

type Algorithm = 'ES256' | 'EdDSA' | 'RS256';

/** What a test wants different in a token. */
export interface TokenChange {
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Under this name in the header, whoever's key it is. */
  readonly kid?: string;
}

/** A token issuer over HTTP: discovery document, keys, tokens; everything can change while it runs. */
export class TestIssuer {
  readonly #server: Server;
  readonly #keys = new Map<string, { readonly key: KeyObject; readonly algorithm: Algorithm; readonly jwk: JWK }>();
  /** How the published keys are answered. */
  mood: 'well' | 'failing' | 'silent' = 'well';
  /** How often the keys were fetched. */
  fetched = 0;
  name = '';

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(): Promise<TestIssuer> {
    const server = createServer();
    const issuer = new TestIssuer(server);
    server.on('request', (request, response) => {
      const body = request.url === '/keys' ? issuer.#published() : issuer.#discovery();
      if (issuer.mood === 'failing') response.writeHead(500).end();
      else if (issuer.mood === 'well') response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    issuer.name = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return issuer;
  }

  async add(kid: string, algorithm: Algorithm = 'ES256'): Promise<void> {
    const { privateKey: key, publicKey } = newPair(algorithm);
    this.#keys.set(kid, { key, algorithm, jwk: { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' } });
  }

  /** From now on the key is not published; tokens can still be signed with it. */
  withdraw(kid: string): void {
    const known = this.#keys.get(kid);
    if (known !== undefined) this.#keys.set(kid, { ...known, jwk: {} });
  }

  /** An intake's token, good for an hour. */
  async token(signer: string, { claims = {}, kid = signer }: TokenChange = {}): Promise<string> {
    const known = this.#keys.get(signer);
    if (known === undefined) throw new RangeError(`there is no key ${signer}`);
    const now = Math.floor(Date.now() / 1000);
    const usual = { iss: this.name, aud: 'onedoor', sub: 'officer-17', department: 'human-resources', role: 'intake' };
    return new SignJWT({ ...usual, iat: now, exp: now + 3_600, ...claims })
      .setProtectedHeader({ alg: known.algorithm, kid })
      .sign(known.key);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #discovery(): object {
    return { issuer: this.name, jwks_uri: `${this.name}/keys`, token_endpoint: `${this.name}/token` };
  }

  #published(): object {
    this.fetched += 1;
    return { keys: [...this.#keys.values()].map(({ jwk }) => jwk).filter(({ kid }) => kid !== undefined) };
  }
}

function newPair(algorithm: Algorithm) {
  if (algorithm === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return algorithm === 'EdDSA' ? generateKeyPairSync('ed25519') : generateKeyPairSync('rsa', { modulusLength: 2048 });
}
