// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../../../../chaincode/domain/roles.js';
import { authorityOf, type Authority } from './authority.js';
import { CaClient } from './ca-client.js';
import { EnrolmentFailed } from './enrolment-failed.js';
import { readSecrets, takeOutSecret } from './enrolment-secrets.js';
import { keepIdentity } from './keep-identity.js';
import { readIdentity, readWallet } from './read-wallet.js';
import { newSigningRequest } from './signing-request.js';
import { labelOf } from './wallet.js';

/** Where identities come from and where they are kept. */
export interface EnrolmentFolders {
  /** Connection profiles, `<department>.json`. */
  readonly connections: string;
  /** One-time secrets, `<department>.json`. */
  readonly enrolments: string;
  readonly wallet: string;
}

export interface EnrolmentOrder extends EnrolmentFolders {
  readonly departments: readonly string[];
  /** Default: every role for which there is a secret. One that is named must end in the wallet. */
  readonly roles?: readonly Role[];
  readonly onProgress?: (step: EnrolmentStep) => void;
}

/** What was done about one identity. */
export interface EnrolmentStep {
  readonly label: string;
  readonly outcome: 'ENROLLED' | 'PRESENT' | 'RENEWED';
}

/**
 * Enrols what has a secret and is not in the wallet yet. What is there stays; a secret that was used is taken out of its
 * file. May be run again after a failure: what was enrolled before it is in the wallet.
 *
 * @throws {EnrolmentFailed} the first that fails; those before it are kept. NO_SECRET: a role that was named, or a
 *   department without a single identity, can get none.
 */
export async function enrolMissing(order: EnrolmentOrder): Promise<EnrolmentStep[]> {
  const steps: EnrolmentStep[] = [];
  for (const department of order.departments) {
    const authority = await authorityOf(order.connections, department);
    const secrets = await readSecrets(order.enrolments, department);
    const known = await presentRoles(order.wallet, department);
    const roles = order.roles ?? [...new Set([...Object.keys(secrets), ...known])].sort();
    if (roles.length === 0) throw new EnrolmentFailed('NO_SECRET', { node: authority.node, id: department });
    for (const role of roles) {
      const step = await enrolOne(order, { authority, role, secret: secrets[role] });
      order.onProgress?.(step);
      steps.push(step);
    }
  }
  return steps;
}

interface Wanted {
  readonly authority: Authority;
  readonly role: string;
  readonly secret: { readonly id: string; readonly secret: string } | undefined;
}

async function enrolOne(folders: EnrolmentFolders, { authority, role, secret }: Wanted): Promise<EnrolmentStep> {
  const { department, mspId, node } = authority;
  const label = labelOf(department, role);
  const present = await readIdentity(folders.wallet, label);
  if (present === undefined) {
    if (secret === undefined) throw new EnrolmentFailed('NO_SECRET', { node, id: label });
    const { privateKey, csr } = await newSigningRequest(secret.id);
    const { certificate } = await new CaClient(authority).enrol(secret.id, secret.secret, csr);
    await keepIdentity(folders.wallet, label, { mspId, certificate, privateKey });
  }
  await takeOutSecret(folders.enrolments, department, role);
  return { label, outcome: present === undefined ? 'ENROLLED' : 'PRESENT' };
}

async function presentRoles(wallet: string, department: string): Promise<string[]> {
  const labels = await readWallet(wallet).labels();
  return labels
    .filter((label) => label.startsWith(`${department}.`))
    .map((label) => label.slice(department.length + 1));
}
