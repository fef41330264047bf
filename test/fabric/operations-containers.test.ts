// SPDX-License-Identifier: Apache-2.0
import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { parse } from 'yaml';
import { completeDefinition, DEFAULT_FABRIC } from '../../network/definitions/complete-definition.js';
import { loadDefinition } from '../../network/definitions/load-definition.js';
import { containersOf } from '../../network/native/manifests/containers-of.js';
import { issueMaterial } from '../../network/native/manifests/issue-material.js';
import type { ManifestSettings } from '../../network/native/manifests/manifest-settings.js';
import { networkView } from '../../network/native/manifests/network-view.js';
import { writeCompose } from '../../network/native/manifests/write-compose.js';
import { assignPorts } from '../../network/native/plan/assign-ports.js';
import { nodesOf } from '../../network/native/plan/nodes.js';
import { locatePrograms } from '../../network/native/programs/locate-programs.js';
import { until } from '../scripts/support/until.js';
import { requireFabric } from './support/require-fabric.js';

/** The files of a Compose folder, given to Fabric's own programs: as processes, since there are no containers here. */
describe('what is written for containers', function () {
  this.timeout(60_000);
  let folder: string;
  let compose: string;
  let settings: ManifestSettings;
  const children: ChildProcess[] = [];

  before(async function () {
    requireFabric(this);
    folder = await mkdtemp(join(tmpdir(), 'onedoor-containers-'));
    compose = join(folder, 'compose');
    const definition = completeDefinition(loadDefinition('minimal'));
    const ports = await assignPorts(nodesOf(definition, []), {}, 'free');
    settings = {
      definition: { ...definition, firstPort: Math.min(...Object.values(ports)) },
      chaincodeImage: 'onedoor',
      images: '',
      caVersion: '1.5.21',
      disks: { peer: '1Gi', orderer: '1Gi', ca: '1Gi' },
      domain: 'district.example',
    };
    writeCompose(compose, settings);
  });

  after(async () => {
    await Promise.all(
      children.map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
      }),
    );
    if (children.length > 0) await rm(folder, { recursive: true, force: true });
  });

  const program = (name: 'peer' | 'orderer' | 'fabric-ca-server' | 'configtxgen') =>
    locatePrograms(DEFAULT_FABRIC).path(name);
  const portOf = (node: string, listener: string): number =>
    networkView(settings)
      .ports.get(node)
      ?.find(({ name }) => name === listener)?.port ?? 0;
  const start = (
    name: Parameters<typeof program>[0],
    args: string[],
    env: Record<string, string> = {},
  ): ChildProcess => {
    const child = spawn(program(name), args, { env: { ...process.env, ...env }, stdio: 'ignore' });
    children.push(child);
    return child;
  };

  /** Folders as a container would have them, with the paths that stand in its files. */
  async function laidOut(node: string): Promise<string> {
    const place = join(folder, 'nodes', node);
    await cp(join(compose, 'material', node), place, { recursive: true });
    const container = containersOf(networkView(settings)).find((one) => one.node === node);
    for (const { path } of container?.configuration ?? []) {
      const text = await readFile(join(compose, 'configuration', node, path), 'utf8');
      const there = text
        .replaceAll('/var/lib/onedoor', join(place, 'data'))
        .replaceAll('/etc/onedoor', place)
        .replaceAll('/opt/hyperledger/ccaas_builder', locatePrograms(DEFAULT_FABRIC).builder);
      await writeFile(join(place, path), there);
    }
    return place;
  }

  it('lets a department certify its nodes at a CA server of its configuration, once', async () => {
    for (const department of ['data-bureau', 'human-resources']) {
      const node = `${department}.ca`;
      const place = await laidOut(node);
      start('fabric-ca-server', ['start', '--home', place, '--loglevel', 'critical']);
      const url = `https://localhost:${portOf(node, 'listen')}`;
      await until(`${node} listens`, () => healthy(portOf(node, 'listen'), '/cainfo'), 20_000);
      const root = await readFile(join(place, 'ca-cert.pem'), 'utf8');
      const { missing } = await issueMaterial({ folder: compose, department, url, root });
      expect(missing.filter((path) => path.startsWith(department))).to.deep.equal([]);
      const key = join(compose, 'material', `${department}.peer0`, 'tls', 'key.pem');
      const before = await readFile(key, 'utf8');
      await issueMaterial({ folder: compose, department, url, root });
      expect(await readFile(key, 'utf8')).to.equal(before);
      const config = parse(await readFile(join(compose, 'material', node, 'fabric-ca-server-config.yaml'), 'utf8')) as {
        registry: { identities: unknown[] };
      };
      expect(config.registry.identities).to.deep.equal([]);
    }
    const variables = await readFile(join(compose, '.env'), 'utf8');
    expect(variables.match(/^CHAINCODE_ID_[A-Z_]+=onedoor_[\d.]+:[0-9a-f]{64}$/gmu)).to.have.length(2);
  });

  it('makes the first block of the channel', async () => {
    const channel = join(compose, 'channel');
    const args = ['-profile', 'Channel', '-channelID', 'district', '-outputBlock', join(channel, 'genesis.block')];
    await promisify(execFile)(program('configtxgen'), args, { env: { ...process.env, FABRIC_CFG_PATH: channel } });
    expect((await readFile(join(channel, 'genesis.block'))).includes('HumanResourcesMSP')).to.equal(true);
  });

  it('starts an orderer and a peer, healthy over TLS; their metrics take a certificate', async () => {
    for (const [name, node, args] of [
      ['orderer', 'orderer1', []],
      ['peer', 'human-resources.peer0', ['node', 'start']],
    ] as const) {
      const place = await laidOut(node);
      await mkdir(join(place, 'data'), { recursive: true });
      start(name, [...args], { FABRIC_CFG_PATH: place, FABRIC_LOGGING_SPEC: 'fatal' });
      const port = portOf(node, 'operations');
      await until(`${node} is healthy`, () => healthy(port, '/healthz'), 20_000);
      expect(await healthy(port, '/metrics'), 'without a certificate').to.equal(false);
    }
  });
});

/** Whether it answers 200 over TLS; who it is was certified by its own department, and is not asked here. */
function healthy(port: number, path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({ port, path, host: '127.0.0.1', rejectUnauthorized: false, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asked.once('error', () => {
      resolve(false);
    });
    asked.end();
  });
}
