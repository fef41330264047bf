// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Client, credentials } from '@grpc/grpc-js';
import { connect, hash, signers, type Contract } from '@hyperledger/fabric-gateway';
import type { ConnectionProfile } from '../../gateway/ledger/fabric/connection-profile.js';
import { readWallet } from '../../gateway/ledger/fabric/wallet/read-wallet.js';
import type { SealedRequest } from './district/single-submits.js';
import type { Sample } from './measure/sample.js';
import { percentile } from './measure/statistics.js';
import { serveCalls } from './processes/serve-calls.js';

/** Where the network is; from the environment. */
const {
  BENCH_CONNECTION: connection = '',
  BENCH_WALLET: wallet = '',
  BENCH_CHANNEL: channel = '',
  BENCH_CHAINCODE: chaincode = '',
} = process.env;
const DEPARTMENT = 'data-bureau';

/** What the SDK is asked to do: each request once, so many at a time. */
export interface SdkOrder {
  readonly requests: readonly SealedRequest[];
  readonly clients: number;
  readonly seconds: number;
  readonly kind: 'submit' | 'evaluate';
}

// A client that has nothing between itself and the SDK, which it uses as the SDK's own examples do.
const contract = await openContract();

serveCalls({ run });

async function openContract(): Promise<Contract> {
  const profile = JSON.parse(await readFile(connection, 'utf8')) as ConnectionProfile;
  const [peer] = Object.values(profile.peers);
  if (peer === undefined) throw new Error('the connection names no peer');
  const identity = await readWallet(wallet).identity(DEPARTMENT, 'attester');
  const tls = credentials.createSsl(Buffer.from(peer.tlsCACerts.pem));
  const gateway = connect({
    client: new Client(peer.url.replace('grpcs://', ''), tls),
    identity: { mspId: identity.mspId, credentials: Buffer.from(identity.certificate) },
    signer: signers.newPrivateKeySigner(createPrivateKey(identity.privateKey)),
    hash: hash.sha256,
  });
  return gateway.getNetwork(channel).getContract(chaincode, 'onedoor');
}

async function run({ requests, clients, seconds, kind }: SdkOrder): Promise<Sample> {
  const waiting = [...requests];
  const times: number[] = [];
  const { user, system } = process.cpuUsage();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < began + seconds * 1000) {
        const next = waiting.pop();
        if (next === undefined) throw new Error('too few requests were prepared');
        const since = performance.now();
        await ask(next, kind);
        times.push(performance.now() - since);
      }
    }),
  );
  const used = process.cpuUsage({ user, system });
  return {
    requests: times.length,
    failed: 0,
    seconds: (performance.now() - began) / 1000,
    p50: percentile(times, 50),
    p99: percentile(times, 99),
    cpuMicros: (used.user + used.system) / times.length,
  };
}

async function ask({ request, transient }: SealedRequest, kind: SdkOrder['kind']): Promise<void> {
  const options = {
    arguments: [JSON.stringify(request)],
    transientData: { records: JSON.stringify(transient.records) },
  };
  if (kind === 'submit')
    await contract.submit('AttestRecords', { ...options, endorsingOrganizations: ['DataBureauMSP'] });
  else await contract.evaluate('CompareRecords', options);
}
