// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigInvalid, readConfig } from '../../../gateway/config.js';
import { DEFAULT_LIMITS } from '../../../gateway/http/http-settings.js';
import { rotateDemoKey } from '../../../gateway/http/identity/demo-key.js';
import { startGateway } from '../../../gateway/main.js';
import { readRunFile, type RunRecord } from '../../../gateway/run-file.js';

const quiet = { ONEDOOR_LOG_LEVEL: 'silent' };
const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

describe('configuration', () => {
  it('has defaults for everything', () => {
    const { limits, ...others } = readConfig({}, '/srv');
    expect(limits).to.deep.equal(DEFAULT_LIMITS);
    expect(others).to.deep.equal({
      home: '/srv/.onedoor',
      host: '127.0.0.1',
      port: 8080,
      logLevel: 'info',
      networkFolder: '/srv/.onedoor/network',
      closeMilliseconds: 10_000,
    });
  });

  it('names all faults at once, and no value', () => {
    const faults = {
      ONEDOOR_PORT: '99999',
      ONEDOOR_LOG_LEVEL: 'loud',
      ONEDOOR_LEDGER: 'paper',
      ONEDOOR_FABRIC_DRIVER: 'fabric-sdk',
      ONEDOOR_PSEUDONYMS_URL: 'https://bureau.example:8090',
      ONEDOOR_ISSUER: 'http://secret@issuer',
      ONEDOOR_ISSUER_KEYS: 'ftp://issuer.example/keys',
      ONEDOOR_LIMIT_CALLER: 'many',
      ONEDOOR_PROXIES: '10.0.0.0/33',
      ONEDOOR_PROT: '1',
    };
    expect(() => readConfig(faults))
      .to.throw(ConfigInvalid)
      .with.property('faults')
      .that.deep.equals([
        'ONEDOOR_PORT must be a port, 0 to 65535',
        'ONEDOOR_LOG_LEVEL must be trace, debug, info, warn, error, fatal or silent',
        'ONEDOOR_LEDGER must be embedded or fabric',
        'ONEDOOR_FABRIC_DRIVER must be fabric-gateway or fabric-network',
        'ONEDOOR_PSEUDONYMS_URL is set without ONEDOOR_PSEUDONYMS_CA',
        'ONEDOOR_ISSUER must be an https address',
        'ONEDOOR_ISSUER_KEYS must be an https address',
        'ONEDOOR_LIMIT_CALLER must be a number of requests a minute (0: no limit)',
        'ONEDOOR_PROXIES must be IP addresses or networks separated by commas',
        'ONEDOOR_PROT is not a variable of this version',
      ]);
  });

  it('knows where the pseudonym service of another process answers, and who vouches for it', () => {
    const variables = { ONEDOOR_PSEUDONYMS_URL: 'https://bureau.example:8090', ONEDOOR_PSEUDONYMS_CA: 'bureau.pem' };
    expect(readConfig(variables, '/srv').pseudonyms).to.deep.equal({
      url: variables.ONEDOOR_PSEUDONYMS_URL,
      root: '/srv/bureau.pem',
      tls: '/srv/.onedoor/tls',
    });
    for (const url of ['http://bureau.example', 'https://bureau.example/v1', 'https://user@bureau.example'])
      expect(() => readConfig({ ...variables, ONEDOOR_PSEUDONYMS_URL: url })).to.throw(ConfigInvalid);
  });

  it('takes an empty variable as absent', () => {
    expect(readConfig({ ONEDOOR_PORT: '', ONEDOOR_HOME: '' }, '/srv').port).to.equal(8080);
  });

  it('refuses to act for a department that is not in the network', async () => {
    const home = await mkdtemp(join(tmpdir(), 'onedoor-config-'));
    const config = readConfig({ ...quiet, ONEDOOR_HOME: home, ONEDOOR_DEPARTMENTS: 'data-bureau,atlantis' });
    const failure = await startGateway(config).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(ConfigInvalid).with.property('message').that.contains('atlantis');
    await rm(home, { recursive: true });
  });
});

describe('a gateway', function () {
  this.timeout(30_000);
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'onedoor-life-'));
  });
  afterEach(() => rm(home, { recursive: true }));
  const start = (variables: Record<string, string> = {}) =>
    startGateway(readConfig({ ...quiet, ONEDOOR_HOME: home, ONEDOOR_PORT: '0', ...variables }));

  it('keeps its home to itself, says where it runs, and leaves no trace of running', async () => {
    const gateway = await start();
    expect(await modeOf(home)).to.equal(0o700);
    expect(await modeOf(join(home, 'keys'))).to.equal(0o700);
    expect(await modeOf(join(home, 'keys', 'demo-token.key'))).to.equal(0o600);
    expect(await modeOf(join(home, 'run.json'))).to.equal(0o600);
    expect(await readRunFile(join(home, 'run.json'))).to.deep.equal({ pid: process.pid, url: gateway.url });
    await Promise.all([gateway.close(), gateway.close()]);
    await gateway.closed;
    expect(await readRunFile(join(home, 'run.json'))).to.equal(undefined);
  });

  it('opens again what it closed, with the same keys', async () => {
    const first = await start({ ONEDOOR_DEPARTMENTS: 'data-bureau' });
    const token = await first.token({ department: 'data-bureau', role: 'operator', officer: 'operator-1' });
    await first.close();
    const second = await start({ ONEDOOR_DEPARTMENTS: 'data-bureau' });
    const answer = await fetch(`${second.url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    await second.close();
    expect(answer.status).to.equal(200);
  });

  it('refuses the tokens of a demo key that was replaced, within a second or two, and takes those of the new one', async () => {
    const gateway = await start();
    const officer = { department: 'human-resources', role: 'intake', officer: 'officer-1' } as const;
    const statusOf = async (token: string): Promise<number> => {
      const path = `${gateway.url}/v1/transactions/${'a'.repeat(64)}`;
      return (await fetch(path, { headers: { authorization: `Bearer ${token}` } })).status;
    };
    const old = await gateway.token(officer);
    expect(await statusOf(old)).to.equal(200);
    await rotateDemoKey(join(home, 'keys', 'demo-token.key'));
    expect(await modeOf(join(home, 'keys', 'demo-token.key'))).to.equal(0o600);
    await setTimeout(1_100);
    expect(await statusOf(old)).to.equal(401);
    expect(await statusOf(await gateway.token(officer))).to.equal(200);
    await rm(join(home, 'keys', 'demo-token.key'));
    await setTimeout(1_100);
    expect(await statusOf(old)).to.equal(401);
    await gateway.close();
  });

  it('takes the next free port when its own is taken', async () => {
    const occupant = await occupy();
    const { port } = occupant.address() as AddressInfo;
    const gateway = await start({ ONEDOOR_PORT: String(port) });
    expect(gateway.port).to.be.greaterThan(port);
    expect(gateway.insteadOf).to.equal(port);
    await gateway.close();
    occupant.close();
  });

  it('a second one on the same home is refused, and the first goes on', async () => {
    const first = await start();
    const failure = await start().catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
    expect((await fetch(`${first.url}/livez`)).status).to.equal(200);
    expect(await readRunFile(join(home, 'run.json'))).to.include({ url: first.url });
    await first.close();
  });

  it('a run file that a killed process left behind means that nobody runs', async () => {
    await writeFile(join(home, 'run.json'), JSON.stringify({ pid: 2 ** 22 + 1, url: 'http://127.0.0.1:1' }));
    expect(await readRunFile(join(home, 'run.json'))).to.equal(undefined);
    await writeFile(join(home, 'run.json'), '{"pid":');
    expect(await readRunFile(join(home, 'run.json'))).to.equal(undefined);
    expect(await readFile(join(home, 'run.json'), 'utf8')).to.equal('{"pid":');
  });

  it('closes in order when the process is told to end', async () => {
    const main = new URL('../../../gateway/main.js', import.meta.url).href;
    const config = JSON.stringify(readConfig({ ...quiet, ONEDOOR_HOME: home, ONEDOOR_PORT: '0' }));
    const script = `import { startGateway } from ${JSON.stringify(main)}; await startGateway(${config}, { signals: true });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
    const ended = once(child, 'exit');
    const running = await untilRuns(join(home, 'run.json'));
    expect((await fetch(`${running.url}/livez`)).status).to.equal(200);
    child.kill('SIGTERM');
    expect(await ended).to.deep.equal([0, null]);
    expect(await readRunFile(join(home, 'run.json'))).to.equal(undefined);
    await (await start()).close();
  });

  it('a fault that nobody caught ends the process, whatever the shim would do', async () => {
    const main = new URL('../../../gateway/main.js', import.meta.url).href;
    const config = JSON.stringify(readConfig({ ...quiet, ONEDOOR_HOME: home, ONEDOOR_PORT: '0' }));
    const fault = 'setImmediate(() => { void Promise.reject(new Error("a fault")); });';
    const script = `import { startGateway } from ${JSON.stringify(main)}; await startGateway(${config}, { signals: true }); ${fault}`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
    expect(await once(child, 'exit')).to.deep.equal([70, null]);
    await (await start()).close();
  });

  it('closing lets a request in progress end', async () => {
    const gateway = await start({ ONEDOOR_DEPARTMENTS: 'data-bureau' });
    const token = await gateway.token({ department: 'data-bureau', role: 'operator', officer: 'operator-1' });
    const answer = fetch(`${gateway.url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    await new Promise((resolve) => gateway.app.server.once('request', resolve));
    await gateway.close();
    expect((await answer).status).to.equal(200);
    const refused = await fetch(`${gateway.url}/livez`).catch(() => 'refused');
    expect(refused).to.equal('refused');
  });
});

async function untilRuns(path: string): Promise<RunRecord> {
  for (;;) {
    const record = await readRunFile(path);
    if (record !== undefined) return record;
    await setTimeout(50);
  }
}

function occupy(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      resolve(server);
    });
  });
}
