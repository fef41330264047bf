// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import { X509Certificate as ParsedCertificate } from '@peculiar/x509';
import { msp } from '@hyperledger/fabric-protos';
import type { NodeRole } from '../../identity/certificate-authority.js';
import type { Member } from '../../identity/membership.js';
import { NodeUnits } from './node-units.js';
import { Revocations } from './revocations.js';

interface Parts {
  readonly mspId: string;
  readonly roots: readonly X509Certificate[];
  readonly intermediates: readonly X509Certificate[];
  /** Raw certificates of administrators that are named one by one. */
  readonly admins: readonly Uint8Array[];
  readonly units: NodeUnits | undefined;
  readonly revocations: Revocations;
}

/** An X.509 MSP as a channel's configuration gives it: roots, intermediate CAs, node units, revocation lists. */
export class FabricMsp {
  readonly mspId: string;
  /** Fingerprints of the root certificates, in order of text. */
  readonly roots: readonly string[];
  readonly #parts: Parts;

  private constructor(parts: Parts) {
    this.mspId = parts.mspId;
    this.roots = parts.roots.map(({ fingerprint256 }) => fingerprint256).sort();
    this.#parts = parts;
  }

  /** Reads an `msp.MSPConfig`. @throws on another type than X.509, and on what cannot be read. */
  static async read(bytes: Uint8Array): Promise<FabricMsp> {
    const outer = msp.MSPConfig.deserializeBinary(bytes);
    if (outer.getType() !== 0) throw new Error(`MSP of type ${outer.getType()}: only X.509 is understood`);
    const config = msp.FabricMSPConfig.deserializeBinary(outer.getConfig_asU8());
    const roots = config.getRootCertsList_asU8().map(certificateOf);
    const intermediates = config.getIntermediateCertsList_asU8().map(certificateOf);
    return new FabricMsp({
      mspId: config.getName(),
      roots,
      intermediates,
      admins: config.getAdminsList_asU8().map((each) => certificateOf(each).raw),
      units: NodeUnits.of(config.getFabricNodeOus()),
      revocations: await Revocations.read(config.getRevocationListList_asU8(), [...roots, ...intermediates]),
    });
  }

  /**
   * The member that a certificate (PEM) makes, or nothing: a CA, a stranger, a revoked one, or one without a role where
   * members have one. Says nothing of time, as a peer's validation does not.
   */
  member(pem: string): Member | undefined {
    const certificate = parse(pem);
    if (certificate === undefined || certificate.ca) return undefined;
    const { mspId, admins, units, revocations } = this.#parts;
    const issuer = this.#issuer(certificate);
    if (issuer === undefined || revocations.includes(issuer, certificate)) return undefined;
    const role = units?.roleOf(unitsOf(certificate), (other) => parse(other)?.raw.equals(issuer.raw) ?? false);
    if (units !== undefined && role === undefined) return undefined;
    return {
      mspId,
      role: role satisfies NodeRole | undefined,
      ...(admins.some((admin) => certificate.raw.equals(admin)) ? { isNamedAdmin: true as const } : {}),
      publicKey: certificate.publicKey,
      notBefore: Date.parse(certificate.validFrom),
      notAfter: Date.parse(certificate.validTo),
    };
  }

  /** The CA that issued it, if a chain leads from there to a root. */
  #issuer(certificate: X509Certificate): X509Certificate | undefined {
    const { roots, intermediates, revocations } = this.#parts;
    const root = roots.find((each) => isIssuedBy(certificate, each));
    if (root !== undefined) return root;
    return intermediates.find((each) => {
      if (!isIssuedBy(certificate, each)) return false;
      const above = this.#issuer(each);
      return above !== undefined && !revocations.includes(above, each);
    });
  }
}

function isIssuedBy(certificate: X509Certificate, authority: X509Certificate): boolean {
  if (certificate.raw.equals(authority.raw)) return false; // or the search would never end
  return authority.ca && certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
}

function certificateOf(pem: Uint8Array): X509Certificate {
  return new X509Certificate(Buffer.from(pem));
}

function parse(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

/** All organisational units of the subject; several may stand in one relative name. */
function unitsOf({ raw }: X509Certificate): string[] {
  return new ParsedCertificate(raw).subjectName.getField('OU');
}
