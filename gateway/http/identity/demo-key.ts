// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { secretFile } from '../../pseudonyms/secret-file.js';
import { replaceSecret, WatchedFile } from '../../usecases/watched-file.js';
import { HttpProblem } from '../problems/http-problem.js';
import { demoSigningKey } from './demo-tokens.js';
import { AUDIENCE, DEMO_ALGORITHM, DEMO_ISSUER, DEMO_LIFETIME_SECONDS } from './token-claims.js';
import type { KeysNow, TokenIssuer, TokenKeys } from './token-keys.js';

/** The private key of the demo issuer: PKCS 8 text in a file of mode 0600, made if absent. */
export async function openDemoKey(path: string): Promise<KeyObject> {
  return demoSigningKey((await secretFile(path, newKey)).toString('utf8'));
}

/** Puts another key in its place: every token of the one before is refused within a second, by a running gateway too. */
export async function rotateDemoKey(path: string): Promise<void> {
  await replaceSecret(path, newKey());
}

/** The issuer of a demo: the key that lies in the home now. Without a file nothing it ever signed counts. */
export function demoIssuer(path: string): TokenIssuer {
  return demoIssuerOf(new DemoKeys(path));
}

export function demoIssuerOf(keys: TokenKeys): TokenIssuer {
  return {
    name: DEMO_ISSUER,
    audience: AUDIENCE,
    algorithms: [DEMO_ALGORITHM],
    keys,
    toleranceSeconds: 0,
    longestSeconds: DEMO_LIFETIME_SECONDS,
  };
}

class DemoKeys implements TokenKeys {
  readonly #file: WatchedFile<KeyObject>;

  constructor(path: string) {
    this.#file = new WatchedFile(path, (pem) => createPublicKey(demoSigningKey(pem.toString('utf8'))));
  }

  generation(): number | undefined {
    return this.#file.known()?.generation;
  }

  async now(): Promise<KeysNow> {
    const { content: key, generation } = await this.#file.now();
    return {
      generation,
      find: () => {
        if (key === undefined) throw new HttpProblem('TOKEN_FOREIGN');
        return key;
      },
    };
  }
}

function newKey(): Buffer {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return Buffer.from(privateKey.export({ format: 'pem', type: 'pkcs8' }));
}
