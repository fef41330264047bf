// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { readConfig } from '../../gateway/config.js';
import { startGateway } from '../../gateway/main.js';
import { catalogueFolder } from '../../scripts/catalogue/catalogue-folder.js';
import { request } from '../../scripts/client/gateway-client.js';
import { packageRoot } from '../../scripts/package-root.js';
import { createDemo } from '../../scripts/start/create-demo.js';
import { temporaryFolder } from './support/temporary-folder.js';

const CLI = fileURLToPath(new URL('../../scripts/cli.js', import.meta.url));
const ENTRY = `import(process.argv[1]).then(({ runCommandLine }) => runCommandLine(process.argv.slice(2)))`;

/** The `sh` blocks of the page, each as it stands. */
const BLOCKS = [
  ...readFileSync(join(packageRoot, 'docs', 'services.md'), 'utf8').matchAll(/^```sh\n(.*?)^```$/gmsu),
].map(([, block = '']) => block);

describe('the commands of docs/services.md', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const home = () => join(folder.path, 'home');
  const clone = () => join(folder.path, 'clone');

  async function gateway() {
    return startGateway({ ...readConfig({ ONEDOOR_HOME: home(), ONEDOOR_PORT: '0' }), logLevel: 'silent' });
  }

  before(async () => {
    await cp(catalogueFolder(), join(clone(), 'network', 'catalogue'), { recursive: true });
    const onedoor = join(folder.path, 'onedoor');
    await writeFile(onedoor, `#!/bin/sh\nexec "${process.execPath}" -e '${ENTRY}' "${CLI}" "$@"\n`);
    await chmod(onedoor, 0o700);
    await mkdir(home(), { mode: 0o700 });
    const running = await gateway();
    try {
      const demo = { persons: 1, seed: 1, on: '2026-03-02', complete: false };
      expect(await createDemo(running, demo, new AbortController().signal)).to.equal(true);
    } finally {
      await running.close();
    }
  });

  const outcomes: readonly RegExp[] = [
    /The catalogue is good: 10 departments/u,
    /^$/u,
    /CONSENT_MISSING.*\bThe catalogue is good: 10 departments, 33 record types, 96 items, 10 themes/su,
    /96 items, 11 themes/u,
    /NEW +item residents-office[.]residence-certificate\nNEW +theme residents-office[.]newcomer\n.*\n3 published.*\nNo difference/u,
    /\n2 published/u,
    /^Published figures/u,
  ];

  it('are all here', () => expect(BLOCKS).to.have.length(outcomes.length));

  outcomes.forEach((outcome, index) => {
    it(`work: ${BLOCKS[index]?.split('\n')[0]}`, async () => {
      const commands = (BLOCKS[index] ?? '').replaceAll('npx onedoor', join(folder.path, 'onedoor'));
      const environment = {
        ...process.env,
        ONEDOOR_HOME: home(),
        LC_ALL: 'en_US.UTF-8',
        CORE_CHAINCODE_LOGGING_LEVEL: 'critical',
      };
      const { stdout } = await promisify(execFile)('sh', ['-e', '-c', commands], { cwd: clone(), env: environment });
      expect(stdout).to.match(outcome);
    });
  });

  it('end with an item in its second version and a theme that are served', async () => {
    const running = await gateway();
    try {
      const connection = {
        url: running.url,
        token: await running.token({ department: 'data-bureau', role: 'officer', officer: 'demo-officer' }),
      };
      const { item } = (await request(connection, '/v1/items/residents-office.residence-certificate')) as {
        item: { version: number };
      };
      const { theme } = (await request(connection, '/v1/themes/residents-office.newcomer')) as {
        theme: { items: unknown[] };
      };
      expect([item.version, theme.items.length]).to.deep.equal([2, 2]);
    } finally {
      await running.close();
    }
  });
});
