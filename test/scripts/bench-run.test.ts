// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { temporaryFolder } from './support/temporary-folder.js';

const BENCH = fileURLToPath(new URL('../../scripts/bench/bench.js', import.meta.url));
const ENTRY = `import(process.argv[1]).then(async ({ run }) => { process.exitCode = await run(process.argv.slice(2)); })`;
const SMALL = ['--quick', '--only', 'G7', '--rounds', '1', '--seconds', '0.2', '--persons', '4', '--json'];

interface Printed {
  readonly machine: { readonly cores: number };
  readonly seconds: number;
  readonly rows: readonly {
    readonly name: string;
    readonly verdict: string;
    readonly value: number;
    readonly notes: string[];
  }[];
}

describe('npm run bench', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();

  /** The bench in a process of its own, which keeps what it makes in the folder of the suite. */
  async function bench(args: readonly string[], onLine: (line: string, pid: number) => void = () => undefined) {
    const child = spawn(process.execPath, ['-e', ENTRY, BENCH, ...args], {
      env: { ...process.env, TMPDIR: folder.path, LC_ALL: 'en_US.UTF-8' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
      onLine(chunk, child.pid ?? 0);
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const stdout = await text(child.stdout);
    return { code: await ended, stdout, stderr };
  }

  it('measures a row end to end, prints it as JSON and leaves nothing behind', async () => {
    const { code, stdout, stderr } = await bench(SMALL);
    expect(code, stderr).to.be.oneOf([0, 1]);
    const { machine, seconds, rows } = JSON.parse(stdout) as Printed;
    expect(machine.cores).to.be.greaterThan(0);
    expect(seconds).to.be.greaterThan(0);
    expect(stderr).to.contain(`took ${seconds} s`);
    expect(rows.map(({ name }) => name)).to.deep.equal(['G7']);
    const [row] = rows;
    expect(row?.verdict).to.equal(code === 0 ? 'met' : 'missed');
    expect(row?.value).to.be.greaterThan(0);
    expect(row?.notes.join('\n'))
      .to.match(/µs CPU/u)
      .and.to.contain('load average');
    expect(await readdir(folder.path)).to.deep.equal([]);
  });

  it('stops on Ctrl-C, prints nothing and leaves nothing behind', async () => {
    const { code, stdout } = await bench(SMALL, (line, pid) => {
      if (line.includes('preparing')) process.kill(pid, 'SIGINT');
    });
    expect([code, stdout]).to.deep.equal([130, '']);
    expect(await readdir(folder.path)).to.deep.equal([]);
  });
});
