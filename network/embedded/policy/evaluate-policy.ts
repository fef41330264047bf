// SPDX-License-Identifier: Apache-2.0
import type { NodeRole } from '../identity/certificate-authority.js';
import type { Principal, SignaturePolicy } from './signature-policy.js';

/** One who signed: a checked member of an organisation. */
export interface SigningMember {
  readonly mspId: string;
  readonly role: NodeRole | undefined;
  readonly isNamedAdmin?: true;
}

/**
 * Whether the signers satisfy the policy. As in Fabric each signer counts once; a rule takes the first unused signer
 * that fits and never gives it back, so the order of rules can matter (`AND('A.member', 'A.peer')` fails where a peer's
 * signature comes before a client's).
 */
export function evaluatePolicy(policy: SignaturePolicy, signers: readonly SigningMember[]): boolean {
  return satisfies(policy, signers, new Array<boolean>(signers.length).fill(false));
}

function satisfies(policy: SignaturePolicy, signers: readonly SigningMember[], used: boolean[]): boolean {
  if ('signedBy' in policy) {
    const index = signers.findIndex((signer, at) => used[at] !== true && fits(signer, policy.signedBy));
    if (index < 0) return false;
    used[index] = true;
    return true;
  }
  let verified = 0;
  for (const rule of policy.rules) {
    const attempt = [...used];
    if (!satisfies(rule, signers, attempt)) continue;
    verified += 1;
    attempt.forEach((value, at) => (used[at] = value));
  }
  return verified >= policy.outOf;
}

function fits(signer: SigningMember, principal: Principal): boolean {
  if (signer.mspId !== principal.mspId) return false;
  if (principal.role === 'admin' && signer.isNamedAdmin === true) return true;
  return principal.role === 'member' || principal.role === signer.role;
}
