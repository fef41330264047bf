// SPDX-License-Identifier: Apache-2.0
import type { PolicyCheck } from '../peer/seams.js';
import { evaluatePolicy } from './evaluate-policy.js';
import type { SigningMember } from './evaluate-policy.js';
import { parsePolicy } from './parse-policy.js';
import { decodePolicy } from './signature-policy.js';
import type { SignaturePolicy } from './signature-policy.js';

/** Who is a member, as far as a policy asks for it. */
export interface SigningMembers {
  find(mspId: string, certificate: string): SigningMember | undefined;
}

type Policies = Map<string, SignaturePolicy | undefined>;

const KEPT = 10_000;

/**
 * A check that parses each policy once. A policy that cannot be read is satisfied by nobody: it may come from a
 * transaction's key metadata, and validation must go on.
 */
export function createPolicyCheck(membership: SigningMembers): PolicyCheck {
  const texts: Policies = new Map();
  const bytes: Policies = new Map();
  return (policy, endorsers) => {
    const compiled =
      typeof policy === 'string'
        ? once(texts, policy, () => parsePolicy(policy))
        : once(bytes, Buffer.from(policy).toString('latin1'), () => decodePolicy(policy));
    if (compiled === undefined) return false;
    const signers = endorsers
      .map(({ mspId, certificate }) => membership.find(mspId, certificate))
      .filter((member): member is NonNullable<typeof member> => member !== undefined);
    return evaluatePolicy(compiled, signers);
  };
}

function once(policies: Policies, key: string, read: () => SignaturePolicy): SignaturePolicy | undefined {
  if (policies.has(key)) return policies.get(key);
  if (policies.size >= KEPT) policies.clear();
  const policy = orNothing(read);
  policies.set(key, policy);
  return policy;
}

function orNothing(read: () => SignaturePolicy): SignaturePolicy | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
