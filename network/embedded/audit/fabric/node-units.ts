// SPDX-License-Identifier: Apache-2.0
import type { msp } from '@hyperledger/fabric-protos';
import type { NodeRole } from '../../identity/certificate-authority.js';

interface NodeUnit {
  readonly role: NodeRole;
  /** PEM of the only CA below which the unit counts; empty: any of the organisation. */
  readonly certifier: string;
}

/** The units of a certificate's subject that say what its holder is (NodeOUs). */
export class NodeUnits {
  readonly #units: ReadonlyMap<string, NodeUnit>;

  private constructor(units: ReadonlyMap<string, NodeUnit>) {
    this.#units = units;
  }

  /** Nothing where the organisation does not tell its members apart. */
  static of(config: msp.FabricNodeOUs | undefined): NodeUnits | undefined {
    if (config?.getEnable() !== true) return undefined;
    const identifiers: readonly [NodeRole, msp.FabricOUIdentifier | undefined][] = [
      ['client', config.getClientOuIdentifier()],
      ['peer', config.getPeerOuIdentifier()],
      ['admin', config.getAdminOuIdentifier()],
      ['orderer', config.getOrdererOuIdentifier()],
    ];
    const units = new Map<string, NodeUnit>();
    for (const [role, identifier] of identifiers) {
      const name = identifier?.getOrganizationalUnitIdentifier() ?? '';
      const certifier = Buffer.from(identifier?.getCertificate_asU8() ?? []).toString('utf8');
      if (name !== '') units.set(name, { role, certifier });
    }
    return new NodeUnits(units);
  }

  /**
   * The role of who has these units in the subject: exactly one of them must be one of the organisation's.
   * @param isIssuer whether a certificate (PEM) is the one that issued it.
   */
  roleOf(units: readonly string[], isIssuer: (pem: string) => boolean): NodeRole | undefined {
    const known = units.flatMap((unit) => this.#units.get(unit) ?? []);
    const [only] = known;
    if (known.length !== 1 || only === undefined) return undefined;
    return only.certifier === '' || isIssuer(only.certifier) ? only.role : undefined;
  }
}
