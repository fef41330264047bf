// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConnectionProfile } from '../connection-profile.js';
import { EnrolmentFailed } from './enrolment-failed.js';

/** One-time secrets go there. */
const SAFE = /^(?:https:\/\/|http:\/\/(?:localhost|127[.][0-9.]+|\[::1\])(?::[0-9]+)?\/?$)/u;

/** A department's certificate authority as its connection profile names it. */
export interface Authority {
  readonly department: string;
  readonly mspId: string;
  /** Its name in messages: `<department>.ca`. */
  readonly node: string;
  readonly url: string;
  readonly caName: string;
  /** Root of its own TLS certificate, PEM. */
  readonly root: string;
}

/**
 * Finds one CA of a department: the one that certifies who signs, or the one of TLS, which is the second in the profile
 * where there are two. @throws {EnrolmentFailed} PROFILE_UNUSABLE: no profile there, or it names none that is asked over TLS.
 */
export async function authorityOf(
  connections: string,
  department: string,
  use: 'signing' | 'tls' = 'signing',
): Promise<Authority> {
  const node = `${department}.ca`;
  try {
    const text = await readFile(join(connections, `${department}.json`), 'utf8');
    return { department, node, ...authorityIn(JSON.parse(text) as ConnectionProfile, use) }; // what it lacks throws
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EnrolmentFailed('PROFILE_UNUSABLE', { node, id: department, reason }, { cause });
  }
}

function authorityIn(profile: ConnectionProfile, use: 'signing' | 'tls'): Omit<Authority, 'department' | 'node'> {
  const { organization: own } = profile.client;
  const organisation = Object.entries(profile.organizations).find(([name, { mspid }]) => name === own || mspid === own);
  const [, { mspid: mspId, certificateAuthorities }] = organisation ?? [
    own,
    { mspid: own, certificateAuthorities: [] },
  ];
  const [signing = '', tls = signing] = certificateAuthorities;
  const authority = profile.certificateAuthorities[use === 'tls' ? tls : signing];
  if (authority === undefined) throw new Error('the profile names no CA of its own organisation');
  if (!SAFE.test(authority.url)) throw new Error('a CA is asked over https alone, but on this machine');
  return { mspId, url: authority.url, caName: authority.caName, root: authority.tlsCACerts.pem };
}
