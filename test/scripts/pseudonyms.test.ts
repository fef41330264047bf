// SPDX-License-Identifier: Apache-2.0
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Asker, PseudonymService } from '../../gateway/pseudonyms/pseudonym-service.js';
import type { ClientFiles } from '../../gateway/pseudonyms/remote/client-connections.js';
import { openRemotePseudonymService } from '../../gateway/pseudonyms/remote/remote-pseudonym-service.js';
import { DepartmentCa } from '../gateway/pseudonyms/support/departments-ca.js';
import { creditCode } from '../gateway/usecases/support/identifiers.js';
import { rejectionOf } from '../gateway/usecases/support/rejection-of.js';
import { runOnedoor, startOnedoor, type Running } from './support/run-onedoor.js';
import { temporaryFolder } from './support/temporary-folder.js';
import { until } from './support/until.js';

const BUREAU = 'data-bureau';
const asker: Asker = { department: BUREAU, role: 'attester', purpose: 'ATTEST' };

describe('onedoor pseudonyms', function () {
  this.timeout(60_000);
  let running: Running | undefined;
  let gateway: PseudonymService;
  let files: ClientFiles;
  let port = '0';
  after(async () => {
    running?.child.kill('SIGKILL');
    await running?.ended;
  });
  const folder = temporaryFolder();
  const home = (): string => join(folder.path, 'home');
  const environment = { ONEDOOR_NETWORK: 'minimal' };
  const serve = async (): Promise<void> => {
    const clients = join(folder.path, 'clients');
    running = startOnedoor(['pseudonyms', '--port', port, '--clients', clients, '--json'], {
      home: home(),
      environment,
    });
    const started = running;
    const { child } = started;
    await until('the service listens', () => started.stdout().includes('}') || child.exitCode !== null, 20_000);
    if (child.exitCode !== null) throw new Error(started.stderr());
    const { url, departments } = JSON.parse(started.stdout()) as { url: string; departments: string[] };
    expect(departments).to.deep.equal([BUREAU]);
    port = new URL(url).port;
  };

  before(async () => {
    const ca = await DepartmentCa.create(BUREAU);
    await mkdir(join(folder.path, 'clients'));
    await writeFile(join(folder.path, 'clients', `${BUREAU}.pem`), ca.pem);
    await ca.issue(join(home(), 'tls', BUREAU), { name: 'service', isGateway: true, hosts: ['localhost'] }, ca.pem);
    files = await ca.issue(join(folder.path, 'gateway'), { name: 'gateway', isGateway: true }, ca.pem);
    await serve();
    gateway = openRemotePseudonymService({
      url: `https://localhost:${port}`,
      departments: [BUREAU],
      filesOf: () => files,
    });
  });

  after(() => gateway.close());

  it('keeps every name that it told when it is killed in the middle of telling, and goes on when it is back', async () => {
    const told = new Map<string, string>();
    let asking = true;
    const ask = async (worker: number): Promise<void> => {
      for (let n = worker; asking; n += 8) {
        const identifier = creditCode(n);
        const [name] = await gateway.registerPseudonyms(asker, [{ kind: 'LEGAL_PERSON', identifier }]).catch(() => []);
        if (name !== undefined) told.set(identifier, name);
      }
    };
    const workers = Array.from({ length: 8 }, (_, worker) => ask(worker));
    for (let kill = 0; kill < 3; kill += 1) {
      const before = told.size;
      await until('names are told', () => told.size > before + 50, 20_000);
      running?.child.kill('SIGKILL');
      await running?.ended;
      await serve();
    }
    asking = false;
    await Promise.all(workers);
    const subjects = [...told.keys()].map((identifier) => ({ kind: 'LEGAL_PERSON' as const, identifier }));
    expect(await gateway.registerPseudonyms(asker, subjects)).to.deep.equal([...told.values()]);
    expect(new Set(told.values()).size).to.equal(told.size);
  });

  it('is one process per home, and the gateway of that home does not open its secrets beside it', async () => {
    const second = await runOnedoor(['pseudonyms', '--port', '0'], { home: home(), environment });
    expect([second.code, second.stderr.includes('runs at')]).to.deep.equal([75, true]);
    const start = await runOnedoor(['start', '--no-demo', '--port', '0'], { home: home(), environment });
    expect([start.code, start.stderr.includes('ONEDOOR_PSEUDONYMS_URL')]).to.deep.equal([2, true]);
  });

  it('takes a renewed certificate at SIGHUP, and one that cannot be read not at all', async () => {
    const file = join(home(), 'tls', BUREAU, 'cert.pem');
    const good = await readFile(file, 'utf8');
    await writeFile(file, 'no certificate');
    running?.child.kill('SIGHUP');
    await until('it says so', () => running?.stderr().includes('those before them stay') === true, 10_000);
    expect(await gateway.ticketKey()).to.be.a('string');
    await writeFile(file, good);
    running?.child.kill('SIGHUP');
    await until('it says so', () => running?.stderr().includes('were read anew') === true, 10_000);
    expect(await gateway.ticketKey()).to.be.a('string');
  });

  it('ends in order at SIGTERM, and is then away', async () => {
    running?.child.kill('SIGTERM');
    expect((await running?.ended)?.code).to.equal(0);
    expect(await rejectionOf(gateway.ticketKey())).to.include({ name: 'PseudonymsUnavailable' });
  });

  it('says in one line what it lacks', async () => {
    const clients = join(folder.path, 'clients');
    const elsewhere = join(folder.path, 'elsewhere');
    for (const [args, at, text] of [
      [['--clients', elsewhere], home(), 'Name with --clients'],
      [['--clients', clients], elsewhere, 'onedoor enrol --tls'],
    ] as const) {
      const ended = await runOnedoor(['pseudonyms', '--port', '0', ...args], { home: at, environment });
      expect([ended.code, ended.stderr.trim().split('\n').length]).to.deep.equal([2, 1]);
      expect(ended.stderr).to.contain(text);
    }
  });
});
