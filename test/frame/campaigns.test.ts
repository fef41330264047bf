// SPDX-License-Identifier: Apache-2.0
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { root, run } from './repository.js';

const MODULE = pathToFileURL(join(root, 'scripts', 'campaigns.mjs')).href;

function campaign(folder: string, ...args: string[]) {
  const code = `
    import { runCampaign } from '${MODULE}';
    process.exitCode = await runCampaign(${JSON.stringify(folder)}, ${JSON.stringify(args)});`;
  const env = { ...process.env, CORE_CHAINCODE_LOGGING_LEVEL: 'critical' };
  return run(process.execPath, ['--input-type=module', '-e', code], { env });
}

describe('long commands', function () {
  this.timeout(60_000);
  let names: string[];
  before(async () => {
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    names = Object.values(scripts).flatMap((script) => script.match(/ campaign (\w+)$/u)?.[1] ?? []);
  });

  it('say on stdout how they are used, and end with 0', async () => {
    expect(names).to.have.members(['differential', 'model', 'crash', 'faults', 'flips', 'api', 'bench']);
    for (const name of names) {
      const { code, stdout } = await campaign(root, name, '--help');
      expect(code, name).to.equal(0);
      expect(stdout, name).to.match(/^usage: npm run /iu);
    }
  });

  it('refuse options that they do not know with 2 and a word on stderr', async () => {
    for (const name of names) {
      const { code, stdout, stderr } = await campaign(root, name, '--nonsense');
      expect([code, stdout], name).to.deep.equal([2, '']);
      expect(stderr, name).to.match(/usage|nonsense/u);
    }
  });

  it('that fail themselves end with 70, though a library that they load swallows what nobody catches', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'onedoor-campaigns-'));
    try {
      const file = join(folder, 'dist', 'test', 'faults', 'flip-campaign.js');
      await mkdir(dirname(file), { recursive: true });
      await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
      const swallow = `process.on('unhandledRejection', () => undefined);`;
      await writeFile(file, `${swallow} export const run = async () => { throw new Error('the disk is gone'); };`);
      const { code, stderr } = await campaign(folder, 'flips');
      expect(code).to.equal(70);
      expect(stderr).to.contain('the disk is gone');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
