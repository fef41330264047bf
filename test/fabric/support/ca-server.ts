// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import FabricCaServices from 'fabric-ca-client';
import { User } from 'fabric-common';
import type { ConnectionProfile } from '../../../gateway/ledger/fabric/connection-profile.js';
import { DEFAULT_FABRIC } from '../../../network/definitions/complete-definition.js';
import { locatePrograms } from '../../../network/native/programs/locate-programs.js';
import { until } from '../../scripts/support/until.js';

/** One department's CA as a process, with the folders that `network up` would make for a gateway. */
export interface CaServer {
  readonly connections: string;
  readonly enrolments: string;
  /** Registers gateway identities, one enrolment each, and writes their secrets down. */
  register(...roles: string[]): Promise<Record<string, { readonly id: string; readonly secret: string }>>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const REGISTRAR = { id: 'registrar', secret: 'registrar-secret' };

export async function startCa(folder: string, department: string, mspId: string): Promise<CaServer> {
  const home = join(folder, `${department}.ca`);
  const port = await freePort();
  const [connections, enrolments] = [join(folder, 'connections'), join(folder, 'enrolments')];
  for (const one of [home, connections, enrolments]) await mkdir(one, { recursive: true });
  let stop = await launch(home, port, department);
  const root = await readFile(join(home, 'ca-cert.pem'), 'utf8');
  const profile = profileOf(department, mspId, { url: `https://localhost:${port}`, root });
  await writeFile(join(connections, `${department}.json`), JSON.stringify(profile));
  return {
    connections,
    enrolments,
    register: async (...roles) => {
      const { tls, ...secrets } = await registered(profile, department, roles);
      await writeFile(join(enrolments, `${department}.json`), JSON.stringify(secrets), { mode: 0o600 });
      await writeFile(join(enrolments, `${department}.tls.json`), JSON.stringify({ gateway: tls }), { mode: 0o600 });
      return secrets;
    },
    start: async () => {
      stop = await launch(home, port, department);
    },
    stop: () => stop(),
  };
}

async function launch(home: string, port: number, name: string): Promise<() => Promise<void>> {
  const program = locatePrograms(DEFAULT_FABRIC).path('fabric-ca-server');
  const options = ['--home', home, '--address', '127.0.0.1', '--port', String(port), '--ca.name', name];
  const tls = ['--tls.enabled', '--csr.cn', `ca.${name}`, '--csr.hosts', 'localhost'];
  const registrar = ['-b', `${REGISTRAR.id}:${REGISTRAR.secret}`, '--operations.listenaddress', '127.0.0.1:0'];
  const child = spawn(program, ['start', ...options, ...tls, ...registrar], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  await until('the CA listens', () => said.includes('Listening on https://') || child.exitCode !== null, 20_000);
  if (child.exitCode !== null) throw new Error(`the CA ended: ${said}`);
  return async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, 'close');
    child.kill('SIGTERM');
    await closed;
  };
}

async function registered(profile: ConnectionProfile, department: string, roles: readonly string[]) {
  const [authority] = Object.values(profile.certificateAuthorities);
  if (authority === undefined) throw new Error('no CA');
  const tls = { trustedRoots: [authority.tlsCACerts.pem], verify: true };
  const services = new FabricCaServices(authority.url, tls, department);
  const { key, certificate } = await services.enroll({
    enrollmentID: REGISTRAR.id,
    enrollmentSecret: REGISTRAR.secret,
  });
  const registrar = new User(REGISTRAR.id);
  registrar.setCryptoSuite(User.newCryptoSuite());
  await registrar.setEnrollment(key, certificate, 'RegistrarMSP');
  const secrets: Record<string, { id: string; secret: string }> = {};
  for (const role of [...roles, 'tls']) {
    const id = `gateway-${role}`;
    const attrs =
      role === 'tls'
        ? [{ name: 'onedoor.tls', value: 'gateway', ecert: true }]
        : [{ name: 'onedoor.role', value: role, ecert: true }];
    const order = { enrollmentID: id, affiliation: '', role: 'client', maxEnrollments: 1, attrs };
    secrets[role] = { id, secret: await services.register(order, registrar) };
  }
  return secrets;
}

function profileOf(
  department: string,
  mspId: string,
  { url, root }: { readonly url: string; readonly root: string },
): ConnectionProfile {
  const node = `${department}.ca`;
  return {
    name: department,
    version: '1.0',
    client: { organization: mspId },
    organizations: { [mspId]: { mspid: mspId, peers: [], certificateAuthorities: [node] } },
    peers: {},
    orderers: {},
    certificateAuthorities: { [node]: { url, caName: department, tlsCACerts: { pem: root } } },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
