// SPDX-License-Identifier: Apache-2.0
// Runs as a process of its own, to be killed: prints each transaction after it was acknowledged.
import { CHAINCODE, testOptions } from './open-test-network.js';
import { EmbeddedNetwork } from '../../../network/embedded/index.js';

const [directory = '', round = ''] = process.argv.slice(2);
const network = await EmbeddedNetwork.open(testOptions(directory));
const caller = await network.enrol('AMSP', 'gateway', { 'onedoor.role': 'officer' });

async function writeForEver(writer: number): Promise<never> {
  for (let at = 0; ; at += 1) {
    const key = `${round}-${writer}-${at}`;
    const submitted = await network.submit(caller, {
      chaincode: CHAINCODE,
      transaction: 'PutPrivate',
      args: ['_implicit_org_AMSP', key],
      transient: { value: Buffer.from(key) },
      endorsers: ['AMSP'],
    });
    process.stdout.write(`${submitted.transactionId} ${key}\n`);
  }
}

await Promise.all([0, 1, 2, 3].map(writeForEver));
