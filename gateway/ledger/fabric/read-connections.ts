// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { ConnectionProfile, Endpoint } from './connection-profile.js';

/** In the clear only where nothing leaves the machine. */
const EndpointShape = Type.Object({
  url: Type.String({ pattern: '^(grpcs://[^/]+|grpc://(localhost|127[.][0-9.]+|\\[::1\\])):[0-9]+$' }),
  tlsCACerts: Type.Object({ pem: Type.String() }),
});
const ProfileShape = Type.Object({
  client: Type.Object({ organization: Type.String() }),
  organizations: Type.Record(Type.String(), Type.Object({ mspid: Type.String(), peers: Type.Array(Type.String()) })),
  peers: Type.Record(Type.String(), EndpointShape),
  orderers: Type.Record(Type.String(), EndpointShape),
});

/** There is no usable way to the channel for a department: its network was not brought up, or is another one. */
export class ConnectionUnusable extends Error {
  override readonly name = 'ConnectionUnusable';
  readonly file: string;
  /** Whether there is such a file at all. */
  readonly isThere: boolean;

  /** `wanted`: MSP id of its department, where the profile is good but of another one. */
  constructor(
    file: string,
    isThere: boolean,
    { wanted, ...options }: ErrorOptions & { readonly wanted?: string } = {},
  ) {
    const whose = wanted === undefined ? 'its department' : `its department, whose MSP id is ${wanted}`;
    super(isThere ? `${file} is not a connection profile of ${whose}` : `there is no ${file}`, options);
    this.file = file;
    this.isThere = isThere;
  }
}

/** The connection profile of a department. @throws {ConnectionUnusable} */
export async function readConnection(
  directory: string,
  { code, mspId }: { readonly code: string; readonly mspId: string },
): Promise<ConnectionProfile> {
  const file = join(directory, `${code}.json`);
  let profile: unknown;
  try {
    profile = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new ConnectionUnusable(file, (cause as NodeJS.ErrnoException).code !== 'ENOENT', { cause });
  }
  if (!Value.Check(ProfileShape, profile)) throw new ConnectionUnusable(file, true);
  const whole = profile as unknown as ConnectionProfile;
  if (ownMspId(whole) !== mspId) throw new ConnectionUnusable(file, true, { wanted: mspId });
  if (ownPeers(whole).length === 0) throw new ConnectionUnusable(file, true);
  return whole;
}

/** The department's own peers, in their order. */
export function ownPeers(profile: ConnectionProfile): Endpoint[] {
  return peersOf(profile, ownMspId(profile));
}

/** The peers that a profile names for an organisation (MSP id), in their order. */
export function peersOf({ organizations, peers }: ConnectionProfile, mspId: string): Endpoint[] {
  const names = Object.values(organizations).find(({ mspid }) => mspid === mspId)?.peers ?? [];
  return names.map((name) => peers[name]).filter((endpoint) => endpoint !== undefined);
}

/** MSP id of the department whose profile it is; empty where it names none. */
export function ownMspId(profile: ConnectionProfile): string {
  return ownOrganisation(profile)?.mspid ?? '';
}

/** By the name of the organisation or by its MSP id: both are in use. */
function ownOrganisation({ client, organizations }: ConnectionProfile) {
  const own = client.organization;
  return organizations[own] ?? Object.values(organizations).find(({ mspid }) => mspid === own);
}
