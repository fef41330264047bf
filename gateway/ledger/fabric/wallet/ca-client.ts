// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey } from 'node:crypto';
import { Utils } from 'fabric-common';
import FabricCaClient, { type AttributeRequest, type CaAnswer } from 'fabric-ca-client/lib/FabricCAClient.js';
import { sign } from '../../../../network/embedded/identity/signature.js';
import type { Authority } from './authority.js';
import { EnrolmentFailed, type EnrolmentFault } from './enrolment-failed.js';
import type { WalletIdentity } from './wallet.js';

/** What a CA issued: the certificate, and the chain that it stands under, PEM. */
export interface Issued {
  readonly certificate: string;
  readonly chain: string;
}

/** Which certificate is asked for: one that signs on the ledger, or one of a TLS client or server. */
export type Profile = 'signing' | 'tls';

/** A CA that is busy is waited for: a secret whose answer was not waited for is spent all the same. */
const ANSWER_MS = 30_000;
/** Its types leave this out; fabric-ca-client alone reads the setting. */
const settings = Utils as unknown as { setConfigSetting: (name: string, value: number) => void };
settings.setConfigSetting('connection-timeout', ANSWER_MS);

/**
 * By the one attribute chaincode knows the role, by the other the pseudonym service knows a gateway. A certificate
 * carries them only where that is asked for, and never both.
 */
const ATTRIBUTES: Readonly<Record<Profile, readonly AttributeRequest[]>> = {
  signing: [{ name: 'onedoor.role', optional: true }],
  tls: [{ name: 'onedoor.tls', optional: true }],
};
/** A connection per request: the client adds a listener to a kept one each time it is used again. */
const ONCE = { agent: false } as const;

/** One department's CA, asked by fabric-ca-client over TLS that its connection profile vouches for. Knows no registrar. */
export class CaClient {
  readonly #authority: Authority;
  readonly #client: FabricCaClient;

  constructor(authority: Authority) {
    this.#authority = authority;
    const { protocol, hostname, port } = new URL(authority.url);
    const tlsOptions = { trustedRoots: [authority.root], verify: true };
    const address = { protocol: protocol.slice(0, -1), hostname, ...(port === '' ? {} : { port: Number(port) }) };
    this.#client = new FabricCaClient({ ...address, caname: authority.caName, tlsOptions }, { hash: () => '' });
  }

  /** Spends the one-time secret. @throws {EnrolmentFailed} */
  async enrol(id: string, secret: string, csr: string, profile: Profile = 'signing'): Promise<Issued> {
    try {
      const body = bodyOf(csr, profile);
      return issuedIn(
        await this.#client.request('POST', 'enroll', undefined, body, { auth: `${id}:${secret}`, ...ONCE }),
      );
    } catch (error) {
      throw this.#failed(error, id, 'SECRET_REFUSED');
    }
  }

  /** Has the identity that signs the request certified anew, under another key. @throws {EnrolmentFailed} */
  async reenrol(id: string, identity: WalletIdentity, csr: string, profile: Profile): Promise<Issued> {
    const body = bodyOf(csr, profile);
    const key = createPrivateKey(identity.privateKey);
    const signer = { _certificate: identity.certificate, sign: (text: string) => sign(key, Buffer.from(text)) };
    try {
      return issuedIn(await this.#client.request('POST', 'reenroll', signer, body, ONCE));
    } catch (error) {
      throw this.#failed(error, id, 'CERTIFICATE_REFUSED');
    }
  }

  #failed(error: unknown, id: string, unauthorised: EnrolmentFault): EnrolmentFailed {
    const { node } = this.#authority;
    const refusals = refusalsIn(error);
    if (refusals === undefined) {
      const code = isUntrusted(error) ? 'CA_UNTRUSTED' : 'CA_UNREACHABLE';
      return new EnrolmentFailed(code, { node, id }, { cause: error });
    }
    const [{ code, message } = { code: 0, message: 'no reason given' }] = refusals;
    if (code === AUTHENTICATION_FAILURE) return new EnrolmentFailed(unauthorised, { node, id }, { cause: error });
    return new EnrolmentFailed('CA_REFUSED', { node, id, reason: `${message} (${code})` }, { cause: error });
  }
}

/** fabric-ca-server tells whoever is not let in nothing else, for a spent secret and for a revoked certificate alike. */
const AUTHENTICATION_FAILURE = 20;

function bodyOf(csr: string, profile: Profile) {
  return { certificate_request: csr, attr_reqs: ATTRIBUTES[profile], ...(profile === 'tls' ? { profile } : {}) };
}

function issuedIn({ result }: CaAnswer): Issued {
  const text = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8');
  return { certificate: text(result.Cert), chain: text(result.ServerInfo.CAChain) };
}

interface CaRefusal {
  readonly code: number;
  readonly message: string;
}

function refusalsIn(error: unknown): readonly CaRefusal[] | undefined {
  if (!(error instanceof Error) || !('errors' in error) || !Array.isArray(error.errors)) return undefined;
  return error.errors as CaRefusal[];
}

/** Codes of OpenSSL for a certificate that does not chain to the root, is over, or is for another host. */
function isUntrusted(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /CERT|SIGNATURE|ALTNAME/u.test(code);
}
