// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { completeDefinition } from '../../network/definitions/complete-definition.js';
import { loadDefinition } from '../../network/definitions/load-definition.js';
import { withLock } from '../../network/native/files/folder-lock.js';
import { NativeNetwork } from '../../network/native/native-network.js';
import type { NetworkState } from '../../network/native/plan/network-state.js';
import { assignPorts } from '../../network/native/plan/assign-ports.js';
import { nodesOf } from '../../network/native/plan/nodes.js';
import type { NetworkStatus } from '../../network/native/status/network-status.js';
import { startTimeOf } from '../../network/native/processes/process-identity.js';
import { onedoorChaincode } from '../../scripts/network/onedoor-network.js';
import { runOnedoor, startOnedoor } from '../scripts/support/run-onedoor.js';
import { temporaryFolder } from '../scripts/support/temporary-folder.js';
import { until } from '../scripts/support/until.js';
import { requireFabric } from './support/require-fabric.js';

const UP_MS = 120_000;
const PEER = 'human-resources.peer0';
const OTHER_BUILD = 'f'.repeat(64);

describe('a native network from the command line', function () {
  this.timeout(UP_MS);
  const home = temporaryFolder();
  const folder = (): string => join(home.path, 'network');
  const onedoor = (...args: string[]) => runOnedoor(['network', ...args], { home: home.path });
  const onedoorAnd = (...args: string[]) =>
    runOnedoor(args, { home: home.path, environment: { ONEDOOR_NETWORK: 'minimal', ONEDOOR_LEDGER: 'fabric' } });
  let ports: Record<string, number>;

  before(async function () {
    requireFabric(this);
    const definition = completeDefinition(loadDefinition('minimal'));
    ports = await assignPorts(nodesOf(definition, [onedoorChaincode(definition)]), {}, 'free');
  });

  after(() => NativeNetwork.down(folder(), { purge: true }));

  it('goes on after an `up` that was killed', async () => {
    const first = Math.min(...Object.values(ports));
    const killed = startOnedoor(['network', 'up', '--definition', 'minimal', '--first-port', String(first)], {
      home: home.path,
    });
    await until('authorities are up', () => killed.stderr().includes('certificate authorities'));
    killed.child.kill('SIGKILL');
    await killed.ended;
    const { code, stdout, stderr } = await onedoor('up');
    expect(code, stderr).to.equal(0);
    expect(stdout).to.match(/The network is up after \d+\.\d s/u);
    expect(stderr).to.match(/\d\.\d s {2}a first transaction/u);
  });

  it('tells its status, with exit code 0 while all is well', async () => {
    const { code, stdout } = await onedoor('status', '--json');
    const { nodes, problems } = JSON.parse(stdout) as NetworkStatus;
    expect({ code, problems }).to.deep.equal({ code: 0, problems: [] });
    const peers = nodes.filter(({ kind }) => kind === 'peer');
    expect(peers).to.have.length(2);
    expect(new Set(peers.map(({ blockHash }) => blockHash)).size).to.equal(1);
    expect(nodes.filter(({ leads }) => leads === true)).to.have.length(1);
    const { digest } = onedoorChaincode(loadDefinition('minimal'));
    expect(nodes.flatMap(({ build }) => build ?? [])).to.deep.equal([digest, digest]);
  });

  it('submits, asks and shows logs', async () => {
    const metadata = 'org.hyperledger.fabric:GetMetadata';
    const invoked = await onedoor('invoke', metadata, '--endorsers', 'data-bureau', 'human-resources', '--json');
    expect(JSON.parse(invoked.stdout)).to.have.property('blockNumber').greaterThan(3);
    const asked = await onedoor('query', metadata, '--as', 'human-resources');
    expect(JSON.parse(asked.stdout)).to.have.property('contracts');
    expect(await onedoor('query', metadata, '--as', 'nobody')).to.include({ code: 2 });
    expect((await onedoor('logs', 'nobody')).stderr).to.include('There is no node nobody');
    expect((await onedoor('logs', PEER, '-n', '5')).code).to.equal(0);
  });

  it('names the node that does not answer, and what to do', async () => {
    const metadata = 'org.hyperledger.fabric:GetMetadata';
    const network = await NativeNetwork.open(folder());
    for (const [node, args] of [
      [PEER, ['query', metadata, '--as', 'human-resources']],
      ['orderer1', ['invoke', metadata, '--endorsers', 'data-bureau', 'human-resources']],
      ['data-bureau.ca', ['revoke', 'data-bureau', 'gateway-intake']],
    ] as const) {
      // Or the supervisor might see it gone before it counts as stopped.
      await withLock(folder(), () => network.node(node).stop());
      const { code, stderr } = await onedoor(...args);
      await network.node(node).start();
      expect({ node, code }).to.deep.equal({ node, code: 69 });
      expect(stderr)
        .to.include(node)
        .and.match(/onedoor network (status|logs)/u);
      expect(stderr).to.not.match(/^ +at /mu);
    }
  });

  it('says which department has not approved, before anything is exchanged', async () => {
    const administrator = join(folder(), 'organisations', 'HumanResourcesMSP', 'admin');
    renameSync(administrator, `${administrator}-elsewhere`);
    const { code, stderr } = await onedoor('deploy', '--as', '9.9');
    renameSync(`${administrator}-elsewhere`, administrator);
    expect(code).to.equal(69);
    expect(stderr).to.include('lacks the approval of human-resources').and.include('then try again');
    expect((await onedoor('status')).code).to.equal(0);
  });

  it('exports the blocks that an audit elsewhere reads', async () => {
    const enrolled = await onedoorAnd('enrol', '--department', 'data-bureau', '--role', 'auditor');
    expect(enrolled.code, enrolled.stderr).to.equal(0);
    const blocks = join(home.path, 'blocks');
    const { code, stdout, stderr } = await onedoor('blocks', '--to', blocks, '--json');
    expect(code, stderr).to.equal(0);
    expect(readdirSync(blocks).filter((name) => name.endsWith('.block'))).to.have.length(
      (JSON.parse(stdout) as { height: number }).height,
    );
  });

  it('starts a crashed node again, and tells of it', async () => {
    const before = pidOf(folder(), PEER);
    process.kill(before, 'SIGKILL');
    await until('the peer runs again', () => pidOf(folder(), PEER) !== before && alive(folder(), PEER));
    const { stdout } = await onedoor('status', '--json');
    const told = (JSON.parse(stdout) as NetworkStatus).problems.find(({ code }) => code === 'NODE_RESTARTED');
    expect(told).to.include({ severity: 'warning', node: PEER });
    const again = pidOf(folder(), PEER);
    expect((await onedoor('restart', PEER)).stdout).to.include(`${PEER} runs`);
    expect(pidOf(folder(), PEER)).to.not.equal(again);
  });

  it('leaves no process after `down`', async () => {
    const pids = pidsIn(folder());
    expect(pids).to.have.length(8);
    expect((await onedoor('down')).code).to.equal(0);
    expect(pids.filter((pid) => startTimeOf(pid) !== undefined)).to.deep.equal([]);
    expect((await onedoor('status')).code).to.equal(1);
  });

  it('names the node whose port is taken', async () => {
    const taken = await listenOn(ports[`${PEER}/listen`] ?? 0);
    const { code, stderr } = await onedoor('up');
    taken.close();
    expect(code).to.equal(69);
    expect(stderr).to.match(new RegExp(`Port \\d+ of node ${PEER} is taken`, 'u'));
    expect(pidsIn(folder()).filter((pid) => startTimeOf(pid) !== undefined)).to.deep.equal([]);
  });

  it('begins nothing on a disk that is too small', async function () {
    const disk = join(home.path, 'small-disk');
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      this.skip(); // Only who administers the machine may mount.
    }
    try {
      const environment = { ONEDOOR_NETWORK_FOLDER: disk };
      const { code, stderr } = await runOnedoor(['network', 'up', '--definition', 'minimal'], {
        home: home.path,
        environment,
      });
      expect(code).to.equal(69);
      expect(stderr).to.match(/The disk of \S+small-disk has \d+ MB left; .* need \d+ MB at least/u);
      expect(pidsIn(disk)).to.deep.equal([]);
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  it("names the node whose certificate is not its authority's", async () => {
    const own = join(folder(), 'nodes', PEER, 'tls', 'cert.pem');
    const kept = readFileSync(own);
    writeFileSync(own, readFileSync(join(folder(), 'nodes', 'data-bureau.peer0', 'tls', 'cert.pem')));
    const { code, stderr } = await onedoor('up');
    writeFileSync(own, kept);
    expect(code).to.equal(69);
    expect(stderr).to.include(`node ${PEER} cannot be used`).and.include('onedoor network renew');
  });

  it('brings nothing up in a folder of another format, or of another network', async () => {
    const kept = change(folder(), (state) => ({ ...state, format: 0 }));
    const stale = await onedoor('up');
    writeFileSync(join(folder(), 'network.json'), kept);
    const other = await onedoor('up', '--definition', 'district');
    expect([stale.code, other.code]).to.deep.equal([78, 78]);
    expect(stale.stderr).to.include('made by another version');
    expect(other.stderr).to.include('holds another network').and.include('down --purge');
  });

  it('does not take a channel of the same name for its own', async () => {
    const file = join(folder(), 'channel', 'genesis.block');
    const kept = readFileSync(file);
    const block = common.Block.deserializeBinary(kept);
    block.getHeader()?.setDataHash(new Uint8Array(32));
    writeFileSync(file, block.serializeBinary());
    const { code, stderr } = await onedoor('up');
    writeFileSync(file, kept);
    expect(code).to.equal(69);
    expect(stderr).to.match(/Node \S+\.peer0 has joined another channel of the name district/u);
  });

  it('does not serve a build that its definition does not name', async () => {
    const kept = change(folder(), (state) => ({
      ...state,
      chaincodes: state.chaincodes.map((chaincode) => ({ ...chaincode, digest: OTHER_BUILD })),
    }));
    const refused = await onedoor('up');
    const { stdout } = await onedoor('status', '--json');
    const supervisor = join(folder(), 'supervisor', 'process.json');
    const { pid } = JSON.parse(readFileSync(supervisor, 'utf8')) as { pid: number };
    expect(startTimeOf(pid), 'what runs is looked after').to.not.equal(undefined);
    writeFileSync(join(folder(), 'network.json'), kept);
    const again = await onedoor('up');
    expect([refused.code, again.code]).to.deep.equal([78, 0]);
    expect(refused.stderr).to.include('onedoor network deploy');
    const { nodes } = JSON.parse(stdout) as NetworkStatus;
    expect(nodes.find(({ kind }) => kind === 'chaincode')).to.include({ state: 'stopped' });
  });

  it('is gone after `down --purge`', async () => {
    const pids = pidsIn(folder());
    expect((await onedoor('down', '--purge')).code).to.equal(0);
    expect(pids.filter((pid) => startTimeOf(pid) !== undefined)).to.deep.equal([]);
    expect((await onedoor('status')).stderr).to.include('Bring one up first');
    expect(readdirSync(home.path)).to.not.include('network');
  });
});

function change(folder: string, by: (state: NetworkState) => object): string {
  const file = join(folder, 'network.json');
  const kept = readFileSync(file, 'utf8');
  writeFileSync(file, JSON.stringify(by(JSON.parse(kept) as NetworkState)));
  return kept;
}

function pidOf(folder: string, node: string): number {
  const record = readFileSync(join(folder, 'nodes', node, 'process.json'), 'utf8');
  return (JSON.parse(record) as { pid: number }).pid;
}

function alive(folder: string, node: string): boolean {
  return startTimeOf(pidOf(folder, node)) !== undefined;
}

/** Of everything that is recorded to run, the supervisor too. */
function pidsIn(folder: string): number[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('process.json'))
    .map((file) => (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { pid: number }).pid);
}

function listenOn(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve(server);
    });
  });
}
