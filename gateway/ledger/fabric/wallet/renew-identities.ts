// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { authorityOf } from './authority.js';
import { CaClient } from './ca-client.js';
import type { EnrolmentOrder, EnrolmentStep } from './enrol-missing.js';
import { EnrolmentFailed } from './enrolment-failed.js';
import { keepIdentity } from './keep-identity.js';
import { endOf, readIdentity, readWallet } from './read-wallet.js';
import { newSigningRequest } from './signing-request.js';
import { labelOf, type WalletIdentity } from './wallet.js';

export interface RenewalOrder extends Pick<EnrolmentOrder, 'connections' | 'wallet' | 'roles' | 'onProgress'> {
  readonly departments: readonly string[];
  /** Those that end within so many days; `undefined`: all. */
  readonly withinDays?: number;
  readonly now?: () => number;
}

const DAY = 24 * 3_600_000;

/**
 * Has identities of the wallet certified anew, each under a new key and before its certificate ends: the present one
 * signs the request, so no secret and no registrar is needed.
 *
 * @throws {EnrolmentFailed} the first that fails; it and those after it stay as they are.
 */
export async function renewIdentities(order: RenewalOrder): Promise<EnrolmentStep[]> {
  const labels = await readWallet(order.wallet).labels();
  const steps: EnrolmentStep[] = [];
  for (const department of order.departments) {
    for (const label of labels.filter((one) => isWanted(one, department, order.roles))) {
      const step = await renewOne(order, department, label);
      order.onProgress?.(step);
      steps.push(step);
    }
  }
  return steps;
}

function isWanted(label: string, department: string, roles: readonly string[] | undefined): boolean {
  if (roles === undefined) return label.startsWith(`${department}.`);
  return roles.some((role) => label === labelOf(department, role));
}

async function renewOne(order: RenewalOrder, department: string, label: string): Promise<EnrolmentStep> {
  const identity = await readIdentity(order.wallet, label);
  if (identity === undefined) return { label, outcome: 'PRESENT' };
  const now = (order.now ?? Date.now)();
  const end = endOf(identity, label);
  const isDue = order.withinDays === undefined || end - now <= order.withinDays * DAY;
  if (!isDue) return { label, outcome: 'PRESENT' };
  const authority = await authorityOf(order.connections, department);
  const id = nameIn(identity);
  if (end <= now) throw new EnrolmentFailed('CERTIFICATE_EXPIRED', { node: authority.node, id });
  const { privateKey, csr } = await newSigningRequest(id);
  const { certificate } = await new CaClient(authority).reenrol(id, identity, csr, 'signing');
  await keepIdentity(order.wallet, label, { mspId: identity.mspId, certificate, privateKey });
  return { label, outcome: 'RENEWED' };
}

/** Under which name the CA knows the holder: the common name. */
export function nameIn({ certificate }: WalletIdentity): string {
  const { subject } = new X509Certificate(certificate);
  return /^CN=(.*)$/mu.exec(subject)?.[1] ?? '';
}
