// SPDX-License-Identifier: Apache-2.0
import { readIdentityOrNothing } from '../identity/serialized-identity.js';
import type { Members } from '../identity/members.js';
import type { ReadEnvelope } from '../protocol/read-envelope.js';

/** MSP ids of creator and endorsers whose certificate was not yet or no longer good at the time of the transaction. */
export function untimelyCertificates({ creator, action, timestamp }: ReadEnvelope, members: Members): string[] {
  const endorsers = (action?.endorsements ?? []).map(({ endorser }) => readIdentityOrNothing(endorser));
  const at = timestamp.seconds * 1000;
  const untimely = [creator, ...endorsers].filter((identity) => {
    const member = identity && members.find(identity.mspId, identity.certificate);
    return member !== undefined && (at < member.notBefore || at > member.notAfter);
  });
  return [...new Set(untimely.map((identity) => identity?.mspId ?? ''))];
}
