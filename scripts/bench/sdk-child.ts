// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Client, credentials } from '@grpc/grpc-js';
import { connect, hash, signers, type Contract } from '@hyperledger/fabric-gateway';
import type { ConnectionProfile } from '../../gateway/ledger/fabric/connection-profile.js';
import { readWallet } from '../../gateway/ledger/fabric/wallet/read-wallet.js';
import type { SealedRequest } from './district/single-submits.js';
import { CLIENT, type ClientOrder } from './fabric/client-order.js';
import { askEach } from './measure/ask-each.js';
import type { Sample } from './measure/sample.js';
import { serveCalls } from './processes/serve-calls.js';

/** Where the network is; from the environment. */
const {
  BENCH_CONNECTION: connection = '',
  BENCH_WALLET: wallet = '',
  BENCH_CHANNEL: channel = '',
  BENCH_CHAINCODE: chaincode = '',
} = process.env;

// A client that has nothing between itself and the SDK, which it uses as the SDK's own examples do.
const contract = await openContract();

serveCalls({ run });

async function openContract(): Promise<Contract> {
  const profile = JSON.parse(await readFile(connection, 'utf8')) as ConnectionProfile;
  const [peer] = Object.values(profile.peers);
  if (peer === undefined) throw new Error('the connection names no peer');
  const identity = await readWallet(wallet).identity(CLIENT.department, CLIENT.role);
  const tls = credentials.createSsl(Buffer.from(peer.tlsCACerts.pem));
  const gateway = connect({
    client: new Client(peer.url.replace('grpcs://', ''), tls),
    identity: { mspId: identity.mspId, credentials: Buffer.from(identity.certificate) },
    signer: signers.newPrivateKeySigner(createPrivateKey(identity.privateKey)),
    hash: hash.sha256,
  });
  return gateway.getNetwork(channel).getContract(chaincode, 'onedoor');
}

function run({ requests, kind, ...asking }: ClientOrder): Promise<Sample> {
  return askEach(requests, asking, (request) => ask(request, kind));
}

async function ask({ request, transient }: SealedRequest, kind: ClientOrder['kind']): Promise<void> {
  const options = {
    arguments: [JSON.stringify(request)],
    transientData: { records: JSON.stringify(transient.records) },
  };
  if (kind === 'submit')
    await contract.submit('AttestRecords', { ...options, endorsingOrganizations: ['DataBureauMSP'] });
  else await contract.evaluate('CompareRecords', options);
}
