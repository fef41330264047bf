// SPDX-License-Identifier: Apache-2.0

/** Where an organisation's signing keys are: a token behind a PKCS#11 module. */
export interface Hsm {
  /** Path of the module. */
  readonly library: string;
  readonly label: string;
  readonly pin: string;
}

const HASHED = { hash: 'SHA2', security: 256 };

/** The section of a peer's or orderer's configuration that says who holds the signing keys. */
export function fabricBccsp(hsm: Hsm | undefined): object {
  const { hash: Hash, security: Security } = HASHED;
  if (hsm === undefined) return { Default: 'SW', SW: { Hash, Security } };
  const { library: Library, label: Label, pin: Pin } = hsm;
  return { Default: 'PKCS11', PKCS11: { Library, Label, Pin, Hash, Security } };
}

/** The same of a CA server, which makes the keys of its authorities there. */
export function authorityBccsp(hsm: Hsm | undefined): object {
  if (hsm === undefined) return { default: 'SW', sw: { ...HASHED, filekeystore: { keystore: 'msp/keystore' } } };
  const { library, label, pin } = hsm;
  return { default: 'PKCS11', pkcs11: { library, label, pin, ...HASHED } };
}
