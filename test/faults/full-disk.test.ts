// SPDX-License-Identifier: Apache-2.0
import './support/quiet-shim.js';
import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedNetwork } from '../../network/embedded/index.js';
import { flipOptions } from './support/flip-ledger.js';

const run = promisify(execFile);

describe('a file system that runs full', () => {
  let mounted: string;
  let network: EmbeddedNetwork;

  before(async function () {
    mounted = await mkdtemp(join(tmpdir(), 'onedoor-full-'));
    try {
      await run('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', mounted]);
    } catch {
      // Only root may mount; the same with an injected fault is in disk-faults.
      await rm(mounted, { recursive: true });
      this.skip();
    }
    network = await EmbeddedNetwork.open(flipOptions(join(mounted, 'ledger')));
  });
  after(async () => {
    if ((network as EmbeddedNetwork | undefined) === undefined) return;
    await network.close();
    await run('umount', [mounted]);
    await rm(mounted, { recursive: true });
  });

  async function put(at: number): Promise<unknown> {
    const caller = await network.enrol('AMSP', 'client');
    const args = [`key ${at}`, 'x'.repeat(200_000)];
    return network.submit(caller, { chaincode: 'flips', transaction: 'Put', args });
  }

  async function keys(): Promise<number> {
    const caller = await network.enrol('AMSP', 'client');
    const answer = await network.evaluate(caller, { chaincode: 'flips', transaction: 'Everything' });
    return (JSON.parse(Buffer.from(answer).toString()) as { state: unknown[] }).state.length;
  }

  it('refuses writes by itself, keeps reads, also when others fill it to the last byte, and resumes when there is room', async function () {
    this.timeout(60_000);
    let written = 0;
    let refusal = '';
    for (; refusal === '' && written < 1000; written += 1) {
      refusal = await put(written).then(
        () => '',
        (error: unknown) => (error as Error).message,
      );
    }
    expect(refusal).to.match(/^the disk of .* is full: \d+ MiB are free and \d+ MiB must be; nothing was written/);
    const filler = join(mounted, 'filler');
    const { bavail, bsize } = await statfs(mounted);
    await writeFile(filler, Buffer.alloc(bavail * bsize));
    expect(await keys()).to.equal(written - 1);
    expect(await put(written).catch((error: unknown) => (error as Error).message)).to.match(/is full: 0 MiB are free/);
    await rm(filler);
    await run('mount', ['-o', 'remount,size=200m', mounted]);
    await put(written);
    expect(await keys()).to.equal(written);
    await network.close();
    network = await EmbeddedNetwork.open(flipOptions(join(mounted, 'ledger')));
    expect(await keys()).to.equal(written);
  });
});
