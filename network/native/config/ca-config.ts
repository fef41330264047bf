// SPDX-License-Identifier: Apache-2.0
import { authorityBccsp } from './bccsp.js';
import type { Hsm } from './bccsp.js';
import type { Authority } from '../plan/organisations.js';

const HOURS_A_YEAR = 8760;
const ROOT_YEARS = 15;

const TLS_PROFILE = {
  usage: ['signing', 'key encipherment', 'server auth', 'client auth', 'key agreement'],
  expiry: `${HOURS_A_YEAR}h`,
};

/** What the first start of an authority knows: who may register others. Not kept afterwards. */
export interface RegistrarSecret {
  readonly id: string;
  readonly secret: string;
}

/** Configuration of one authority. Identities come later, by registration. */
export function authorityConfig(
  { caName, use, organisation }: Pick<Authority, 'caName' | 'use' | 'organisation'>,
  registrar?: RegistrarSecret,
  hsm?: Hsm,
): object {
  return {
    ca: { name: caName, certfile: 'ca-cert.pem' },
    crl: { expiry: '8760h' },
    registry: { maxenrollments: -1, identities: registrar === undefined ? [] : [registrarEntry(registrar)] },
    db: { type: 'sqlite3', datasource: 'fabric-ca-server.db' },
    affiliations: {},
    signing: {
      default: { usage: ['digital signature'], expiry: `${HOURS_A_YEAR}h` },
      profiles: use === 'tls' ? { tls: TLS_PROFILE } : {},
    },
    csr: {
      cn: caName,
      keyrequest: { algo: 'ecdsa', size: 256 },
      names: [{ O: organisation.mspId }],
      hosts: ['localhost', '127.0.0.1'],
      ca: { expiry: `${ROOT_YEARS * HOURS_A_YEAR}h`, pathlength: 0 },
    },
    bccsp: authorityBccsp(hsm),
    cfg: { identities: { passwordattempts: 10 } },
  };
}

/** Configuration of a CA server: its first authority, the files of further ones, and where it listens. */
export function caServerConfig(
  authority: object,
  listeners: { readonly port: number; readonly operationsPort: number; readonly address: string },
  further: readonly string[],
): object {
  return {
    ...authority,
    port: listeners.port,
    address: listeners.address,
    tls: { enabled: true, certfile: 'tls-cert.pem', clientauth: { type: 'noclientcert' } },
    cafiles: further,
    // It cannot be switched off; nothing but this host reaches it, and it measures nothing.
    operations: { listenAddress: `${listeners.address}:${listeners.operationsPort}`, tls: { enabled: false } },
    metrics: { provider: 'disabled' },
  };
}

function registrarEntry({ id, secret }: RegistrarSecret): object {
  return {
    name: id,
    pass: secret,
    type: 'client',
    // Until it has its certificate, which an interruption may cost it; then its secret is closed for good.
    maxenrollments: -1,
    affiliation: '',
    attrs: {
      'hf.Registrar.Roles': 'client,peer,admin,orderer',
      'hf.Registrar.DelegateRoles': 'client',
      'hf.Registrar.Attributes': '*',
      'hf.Revoker': true,
      'hf.GenCRL': true,
    },
  };
}
