// SPDX-License-Identifier: Apache-2.0
import { X509Certificate, createHash, createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NetworkError } from '../errors.js';
import { writeFileDurably } from '../blocks/write-file-durably.js';
import { createAuthority, issueCertificate } from './certificate-authority.js';
import type { Attributes, KeyPair, NodeRole } from './certificate-authority.js';
import { serializeIdentity } from './serialized-identity.js';
import { sign } from './signature.js';

/** An identity whose private key is at hand. */
export interface Signer {
  readonly mspId: string;
  readonly name: string;
  readonly certificate: string;
  /** `msp.SerializedIdentity`. */
  readonly serialized: Uint8Array;
  sign(data: Uint8Array): Uint8Array;
}

interface Enrolment extends KeyPair {
  readonly attributes: Attributes;
}

/** A certificate that ends within this time is renewed at the next enrolment. */
const RENEW_BEFORE = 30 * 24 * 3600 * 1000;

/** CA and identities of each organisation: one JSON file each, mode 0600, in a folder per MSP of mode 0700. */
export class IdentityStore {
  readonly #directory: string;
  readonly #authorities = new Map<string, KeyPair>();
  readonly #signers = new Map<string, Signer>();
  /** Enrolments of one organisation follow one another, so that two of the same name give one certificate. */
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** The CA certificate (PEM); the CA is made when the organisation is new. */
  async authority(mspId: string): Promise<string> {
    let authority = this.#authorities.get(mspId);
    if (authority === undefined) {
      await mkdir(join(this.#directory, fileName(mspId)), { recursive: true, mode: 0o700 });
      const path = join(this.#directory, fileName(mspId), 'ca.json');
      authority = await readJson<KeyPair>(path);
      if (authority === undefined) {
        authority = await createAuthority(mspId);
        await writeFileDurably(path, JSON.stringify(authority));
      }
      this.#authorities.set(mspId, authority);
    }
    return authority.certificate;
  }

  /** Idempotent; other attributes or a certificate about to end give a new certificate. Roles have names apart. */
  enrol(mspId: string, name: string, role: NodeRole, attributes: Attributes): Promise<Signer> {
    const turn = (this.#turns.get(mspId) ?? Promise.resolve()).then(() => this.#enrol(mspId, name, role, attributes));
    this.#turns.set(
      mspId,
      turn.catch(() => undefined),
    );
    return turn;
  }

  /** The signer of a certificate that was enrolled here, in this or an earlier run. */
  async signer(identity: {
    readonly mspId: string;
    readonly name: string;
    readonly certificate: string;
  }): Promise<Signer> {
    const known = this.#signers.get(identity.certificate);
    if (known?.mspId === identity.mspId && known.name === identity.name) return known;
    for (const role of ['client', 'admin'] as const) {
      const enrolment = await readJson<Enrolment>(this.#path(identity.mspId, identity.name, role));
      if (enrolment?.certificate === identity.certificate) {
        return this.#keep(identity.mspId, identity.name, enrolment);
      }
    }
    throw new NetworkError(`identity '${identity.name}' of ${identity.mspId} was not enrolled in this network`);
  }

  async #enrol(mspId: string, name: string, role: NodeRole, attributes: Attributes): Promise<Signer> {
    await this.authority(mspId);
    const authority = this.#authorities.get(mspId);
    if (authority === undefined) throw new NetworkError(`no CA for ${mspId}`);
    const path = this.#path(mspId, name, role);
    const present = await readJson<Enrolment>(path);
    if (present !== undefined && isGood(present, attributes)) return this.#keep(mspId, name, present);
    const enrolment = { ...(await issueCertificate(authority, { name, role, attributes })), attributes };
    await writeFileDurably(path, JSON.stringify(enrolment));
    return this.#keep(mspId, name, enrolment);
  }

  #keep(mspId: string, name: string, enrolment: Enrolment): Signer {
    const known = this.#signers.get(enrolment.certificate);
    if (known !== undefined) return known;
    const key: KeyObject = createPrivateKey(enrolment.privateKey);
    const { certificate } = enrolment;
    const serialized = serializeIdentity(mspId, certificate);
    const signer: Signer = { mspId, name, certificate, serialized, sign: (data) => sign(key, data) };
    this.#signers.set(certificate, signer);
    return signer;
  }

  #path(mspId: string, name: string, role: NodeRole): string {
    return join(this.#directory, fileName(mspId), `${fileName(name)}.${role}.json`);
  }
}

function isGood(enrolment: Enrolment, attributes: Attributes): boolean {
  return (
    sorted(enrolment.attributes) === sorted(attributes) &&
    Date.parse(new X509Certificate(enrolment.certificate).validTo) - Date.now() > RENEW_BEFORE
  );
}

function sorted(attributes: Attributes): string {
  return JSON.stringify(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Plain names stay readable; anything else (a slash, dots) becomes a digest. */
function fileName(name: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(name)
    ? name
    : `sha256-${createHash('sha256').update(name).digest('hex')}`;
}

async function readJson<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new NetworkError(`cannot read ${path}: ${(error as Error).message}`, { cause: error });
  }
}
