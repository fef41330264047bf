// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { CHAINCODE, TestNetwork } from './open-test-network.js';

const WRITER = fileURLToPath(new URL('./writing-process.js', import.meta.url));

/** Lets the writer run until it was acknowledged so many transactions, then kills it; answers with all it printed. */
async function writeAndKill(directory: string, round: number, count: number): Promise<[id: string, key: string][]> {
  const child = spawn(process.execPath, [WRITER, directory, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: [string, string][] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const [id = '', key = ''] = line.split(' ');
    acknowledged.push([id, key]);
    if (acknowledged.length === count) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return acknowledged;
}

describe('embedded network: killed while it writes', () => {
  it('J92: has every acknowledged transaction with its private value, and one chain', async function () {
    this.timeout(60_000);
    const test = await TestNetwork.open();
    try {
      const acknowledged: [string, string][] = [];
      for (const round of [1, 2, 3]) {
        await test.network.close();
        acknowledged.push(...(await writeAndKill(test.directory, round, 15 * round)));
        await test.reopen();
      }
      expect(acknowledged.length).to.be.at.least(90);
      const caller = await test.caller();
      for (const [id, key] of acknowledged) {
        expect((await test.network.transaction(id))?.validationCode, key).to.equal('VALID');
        const proposal = { chaincode: CHAINCODE, transaction: 'GetPrivate', args: ['_implicit_org_AMSP', key] };
        expect(Buffer.from(await test.network.evaluate(caller, proposal)).toString()).to.equal(key);
      }
      for (let number = 1n; number < test.network.height; number += 1n) {
        const before = await test.network.block(number - 1n);
        expect((await test.network.block(number)).previousHash).to.deep.equal(before.hash);
      }
    } finally {
      await test.remove();
    }
  });
});
