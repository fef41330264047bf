// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../../../../chaincode/domain/roles.js';

/** A certificate of a department's CA with its private key, both PEM. */
export interface WalletIdentity {
  readonly mspId: string;
  readonly certificate: string;
  readonly privateKey: string;
}

/** Identities that were enrolled for this gateway: one per department and role. */
export interface Wallet {
  readonly directory: string;
  /**
   * Read anew each time, so that a renewed one counts from the next question on.
   * @throws {IdentityUnusable} it was never enrolled, cannot be read, or its certificate has expired.
   */
  identity(department: string, role: Role): Promise<WalletIdentity>;
  /** What is there, `<department>.<role>`, in order; empty where nothing was enrolled yet. */
  labels(): Promise<string[]>;
}

/** Under which name an identity stands in the wallet. No department code holds a dot. */
export function labelOf(department: string, role: string): string {
  return `${department}.${role}`;
}

/** Why an identity of the wallet cannot be used. */
export type IdentityFault = 'NOT_ENROLLED' | 'UNREADABLE' | 'EXPIRED' | 'FOREIGN';

const NEXT: Readonly<Record<IdentityFault, (label: string) => string>> = {
  NOT_ENROLLED: (label) => `the wallet holds no identity ${label}; enrol it with onedoor enrol`,
  UNREADABLE: (label) => `the wallet's identity ${label} cannot be read; remove its file and enrol it again`,
  FOREIGN: (label) =>
    `the wallet's identity ${label} is of another organisation than its department; remove its file and enrol it again`,
  EXPIRED: (label) => `the certificate of ${label} has expired; the CA's registrar lets it enrol anew`,
};

/** An identity is asked for that this gateway cannot sign with; the message says which and what to do. */
export class IdentityUnusable extends Error {
  override readonly name = 'IdentityUnusable';
  readonly code: IdentityFault;
  readonly label: string;

  constructor(code: IdentityFault, label: string, options?: ErrorOptions) {
    super(NEXT[code](label), options);
    this.code = code;
    this.label = label;
  }
}
