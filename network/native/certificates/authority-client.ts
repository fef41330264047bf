// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { ClientRequest, IncomingMessage } from 'node:http';
import https from 'node:https';
import type { RequestOptions } from 'node:https';
import FabricCAServices from 'fabric-ca-client';
import { User, Utils } from 'fabric-common';
import { NetworkFailure } from '../network-failure.js';
import { certificateRequest, newKey } from './key-pair.js';
import type { Identity } from './msp-folder.js';
import { signLow } from './sign-low.js';

/** What the CA calls an identity that is there already. */
const ALREADY_REGISTERED = 74;
/** What it calls one that it does not know, when it is to revoke it. */
const UNKNOWN_TO_REVOKE = 10;
/** It says the same where it could not look, and why behind it. */
const NOT_LOOKED = /database (request|connection)/u;

/** The library's own 3 s are too few for an authority that is asked by many at once: it works on each secret on purpose. */
const CONNECTION_MS = 60_000;
(Utils as unknown as { setConfigSetting(name: string, value: number): void }).setConfigSetting(
  'connection-timeout',
  CONNECTION_MS,
);

export type IdentityType = 'client' | 'peer' | 'admin' | 'orderer';

export interface Registration {
  readonly id: string;
  readonly type: IdentityType;
  /** Certificate attributes. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** How often its secret may be used. */
  readonly enrolments: number;
}

export interface Enrolment {
  readonly id: string;
  readonly secret: string;
  /** `tls` for a TLS certificate. */
  readonly profile?: 'tls';
  readonly hosts?: readonly string[];
  /** Certifies this key again instead of a new one. */
  readonly privateKey?: KeyObject;
}

export type Enrolled = Pick<Identity, 'certificate' | 'privateKey'>;

/** One authority of a CA server, as its registrar and as those whom it certifies see it. */
export class AuthorityClient {
  readonly #node: string;
  readonly #caName: string;
  readonly #service: FabricCAServices;

  /** `root`: PEM of the certificate that stands behind the server's TLS. */
  constructor(node: string, url: string, caName: string, root: string) {
    this.#node = node;
    this.#caName = caName;
    this.#service = withoutReuse(new FabricCAServices(url, { trustedRoots: [root], verify: true }, caName));
  }

  /**
   * Registers an identity and gives back its one-time secret. One that is registered already, because an earlier
   * attempt broke off, gets a new secret.
   */
  async register(registrar: Enrolled, { id, type, attributes = {}, enrolments }: Registration): Promise<string> {
    const secret = randomBytes(24).toString('base64url');
    const attrs = Object.entries(attributes).map(([name, value]) => ({ name, value, ecert: true }));
    const user = asUser(registrar);
    const request = { enrollmentID: id, enrollmentSecret: secret, affiliation: '', attrs };
    try {
      await this.#service.register({ ...request, role: type, maxEnrollments: enrolments }, user);
    } catch (error) {
      if (!hasCode(error, ALREADY_REGISTERED)) throw this.#failure(`register ${id}`, error);
      // The authority counts all enrolments that ever were, whatever the secret; each of them left a certificate.
      const maxEnrollments = enrolments === -1 ? -1 : (await this.#certificatesOf(id, user)) + enrolments;
      await this.#renewSecret({ ...request, type, maxEnrollments }, user);
    }
    return secret;
  }

  async #renewSecret(request: FabricCAServices.IIdentityRequest, user: User): Promise<void> {
    try {
      await this.#service.newIdentityService().update(request.enrollmentID, request, user);
    } catch (error) {
      throw this.#failure(`renew the secret of ${request.enrollmentID}`, error);
    }
  }

  async #certificatesOf(id: string, user: User): Promise<number> {
    try {
      const wanted = { id, ca: this.#caName };
      const { result } = await clientOf(this.#service).newCertificateService().getCertificates(wanted, user);
      return result.certs.length;
    } catch (error) {
      throw this.#failure(`list the certificates of ${id}`, error);
    }
  }

  /** Has a new key certified for one who shows a certificate that is good; needs no secret and counts as no enrolment. */
  async enrolAgain(id: string, enrolled: Enrolled): Promise<Enrolled> {
    const privateKey = newKey();
    const csr = await certificateRequest(privateKey, id, []);
    try {
      const { result } = await clientOf(this.#service).reenroll(csr, asUser(enrolled).getSigningIdentity());
      return { certificate: Buffer.from(result.Cert, 'base64').toString('utf8'), privateKey };
    } catch (error) {
      throw this.#failure(`enrol ${id} again`, error);
    }
  }

  /** Has a key certified, a new one unless one is given. */
  async enrol({ id, secret, profile, hosts = [], privateKey = newKey() }: Enrolment): Promise<Enrolled> {
    const csr = await certificateRequest(privateKey, id, hosts);
    try {
      const { certificate } = await this.#service.enroll({
        enrollmentID: id,
        enrollmentSecret: secret,
        csr,
        ...(profile === undefined ? {} : { profile }),
      });
      return { certificate, privateKey };
    } catch (error) {
      throw this.#failure(`enrol ${id}`, error);
    }
  }

  /**
   * Nobody enrols with the identity's secret any more, however it became known; it goes on by its certificate.
   * Can be done again.
   */
  async closeSecret(registrar: Enrolled, id: string): Promise<void> {
    try {
      const request = { maxEnrollments: 1 } as FabricCAServices.IIdentityRequest;
      await this.#service.newIdentityService().update(id, request, asUser(registrar));
    } catch (error) {
      throw this.#failure(`close the secret of ${id}`, error);
    }
  }

  /** Revokes every certificate of an identity; it is certified no more. Answers whether there is such an identity. */
  async revoke(registrar: Enrolled, id: string): Promise<boolean> {
    try {
      await this.#service.revoke({ enrollmentID: id, reason: 'privilegewithdrawn' }, asUser(registrar));
      return true;
    } catch (error) {
      if (hasCode(error, UNKNOWN_TO_REVOKE) && !NOT_LOOKED.test(String(error))) return false;
      throw this.#failure(`revoke ${id}`, error);
    }
  }

  /** Everything that is revoked and has not expired, PEM. */
  async revocationList(registrar: Enrolled): Promise<string> {
    try {
      const list = (await this.#service.generateCRL({}, asUser(registrar))) as unknown;
      return Buffer.from(String(list), 'base64').toString('utf8');
    } catch (error) {
      throw this.#failure('list what is revoked', error);
    }
  }

  #failure(what: string, cause: unknown): NetworkFailure {
    const said = cause instanceof Error ? cause.message : String(cause);
    return new NetworkFailure(
      'CERTIFICATE_AUTHORITY_REFUSED',
      {
        zh: `证书机构 ${this.#node} 未能完成“${what}”：${said}。请查看“onedoor network logs ${this.#node}”，然后重试。`,
        en: `Certificate authority ${this.#node} did not ${what}: ${said}. See "onedoor network logs ${this.#node}", then try again.`,
      },
      { node: this.#node, cause },
    );
  }
}

interface CertificateList {
  readonly result: { readonly certs: readonly unknown[] };
}

/** What the library's public part does not offer or declare: enrolling again with a key of one's own, and counting certificates. */
interface InnerClient {
  _httpClient: Pick<typeof https, 'request'>;
  newCertificateService(): { getCertificates(wanted: object, registrar: User): Promise<CertificateList> };
  reenroll(csr: string, signer: unknown): Promise<{ readonly result: { readonly Cert: string } }>;
}

function clientOf(service: FabricCAServices): InnerClient {
  return (service as unknown as { _fabricCAClient: InnerClient })._fabricCAClient;
}

/** A connection per request: the library leaves a listener on each socket, and an agent that kept them would gather these. */
function withoutReuse(service: FabricCAServices): FabricCAServices {
  const request = (options: RequestOptions, onAnswer?: (answer: IncomingMessage) => void): ClientRequest =>
    https.request({ ...options, agent: false }, onAnswer);
  clientOf(service)._httpClient = { request: request as typeof https.request };
  return service;
}

function hasCode(error: unknown, code: number): boolean {
  return error instanceof Error && new RegExp(`"?code"?:\\s*${code}\\b`, 'u').test(error.message);
}

/** The library asks of a registrar's user no more than this: its class, the certificate, and signatures in hex. */
function asUser({ certificate, privateKey }: Enrolled): User {
  const identity = {
    _certificate: certificate,
    sign: (text: string): string => signLow(Buffer.from(text), privateKey).toString('hex'),
  };
  const user = Object.create(User.prototype) as User;
  return Object.assign(user, { getSigningIdentity: () => identity });
}
