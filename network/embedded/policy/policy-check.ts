// SPDX-License-Identifier: Apache-2.0
import type { Membership } from '../identity/membership.js';
import type { PolicyCheck } from '../peer/seams.js';
import { evaluatePolicy } from './evaluate-policy.js';
import type { SigningMember } from './evaluate-policy.js';
import { parsePolicy } from './parse-policy.js';
import { decodePolicy } from './signature-policy.js';
import type { SignaturePolicy } from './signature-policy.js';

const KEPT = 10_000;

/**
 * A check that parses each policy once. A policy that cannot be read is satisfied by nobody: it may come from a
 * transaction's key metadata, and validation must go on.
 */
export function createPolicyCheck(membership: Membership): PolicyCheck {
  const policies = new Map<string, SignaturePolicy | undefined>();
  return (policy, endorsers) => {
    const compiled = compileOnce(policies, policy);
    if (compiled === undefined) return false;
    const signers = endorsers
      .map(({ mspId, certificate }) => membership.find(mspId, certificate))
      .filter((member): member is NonNullable<typeof member> => member !== undefined);
    return evaluatePolicy(compiled, signers satisfies SigningMember[]);
  };
}

function compileOnce(
  policies: Map<string, SignaturePolicy | undefined>,
  policy: string | Uint8Array,
): SignaturePolicy | undefined {
  const key = typeof policy === 'string' ? `text:${policy}` : `bytes:${Buffer.from(policy).toString('latin1')}`;
  if (policies.has(key)) return policies.get(key);
  if (policies.size >= KEPT) policies.clear();
  const compiled = compile(policy);
  policies.set(key, compiled);
  return compiled;
}

function compile(policy: string | Uint8Array): SignaturePolicy | undefined {
  try {
    return typeof policy === 'string' ? parsePolicy(policy) : decodePolicy(policy);
  } catch {
    return undefined;
  }
}
