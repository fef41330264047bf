// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** Opens a network, commits one transaction, and prints its code. */
const PROGRAM = (first: string, directory: string): string => `
  ${first}
  const { EmbeddedNetwork } = await import('${ROOT}dist/network/embedded/index.js');
  const { Contract } = (await import('fabric-contract-api')).default;
  class Keys extends Contract {
    async Put(ctx, key) {
      await ctx.stub.putState(key, Buffer.from('v'));
    }
  }
  const network = await EmbeddedNetwork.open({
    directory: '${directory}',
    channel: 'first',
    organisations: [{ mspId: 'AMSP' }],
    chaincodes: [{ name: 'keys', contracts: [Keys], endorsementPolicy: "OR('AMSP.peer')" }],
  });
  const caller = await network.enrol('AMSP', 'client');
  const endorsed = await network.endorse(caller, { chaincode: 'keys', transaction: 'Put', args: ['k'] });
  console.log((await network.order(endorsed)).validationCode);
  await network.close();
`;

describe('a program that uses fabric-shim beside the embedded network', () => {
  for (const [what, first] of [
    ['loads fabric-shim first', "await import('fabric-shim');"],
    [
      'loads the messages first, then fabric-shim',
      "await import('@hyperledger/fabric-protos'); await import('fabric-shim');",
    ],
    ['loads fabric-shim afterwards', ''],
  ] as const) {
    it(`works if it ${what}`, async () => {
      const directory = await mkdtemp(join(tmpdir(), 'onedoor-shim-first-'));
      try {
        const args = ['--input-type=module', '--eval', PROGRAM(first, directory)];
        const env = { ...process.env, CORE_CHAINCODE_LOGGING_LEVEL: 'critical' };
        const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, env });
        expect(stdout).to.equal('VALID\n');
      } finally {
        await rm(directory, { recursive: true });
      }
    }).timeout(30_000);
  }
});
