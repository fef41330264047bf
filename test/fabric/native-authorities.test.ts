// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import type { Identity } from '../../network/native/certificates/msp-folder.js';
import { readIdentity } from '../../network/native/certificates/msp-folder.js';
import { envelopeOf } from '../../network/native/client/envelope.js';
import { broadcast } from '../../network/native/client/orderer-client.js';
import { awaitCommit, endorseAt } from '../../network/native/client/peer-client.js';
import { signCall } from '../../network/native/client/proposal.js';
import { signerOf, type Signer } from '../../network/native/client/signer.js';
import type { NativeNetwork } from '../../network/native/native-network.js';
import { ordererOrganisation, organisationsOf, peerOrganisation } from '../../network/native/plan/organisations.js';
import { endpointOf } from '../../network/native/steps/department-client.js';
import { rejectionOf } from '../gateway/usecases/support/rejection-of.js';
import { requireFabric } from './support/require-fabric.js';
import { SHARED_UP_MS, sharedNetwork } from './support/shared-network.js';

const METADATA = { channel: 'district', chaincode: 'onedoor', args: ['org.hyperledger.fabric:GetMetadata'] };
const BUREAU = { code: 'data-bureau', mspId: 'DataBureauMSP' };
const OFFICE = { code: 'human-resources', mspId: 'HumanResourcesMSP' };

/** Fabric's MSP looks at no key usage: only a root of its own keeps a TLS key from signing on the ledger. */
describe('the two roots of each organisation', function () {
  this.timeout(SHARED_UP_MS);
  let network: NativeNetwork;

  before(async function () {
    requireFabric(this);
    network = await sharedNetwork();
  });

  const text = (...path: string[]): string => readFileSync(join(network.directory, ...path), 'utf8');
  const tlsIdentity = (...folder: string[]): Identity => ({
    mspId: OFFICE.mspId,
    certificate: text(...folder, 'cert.pem'),
    privateKey: createPrivateKey(text(...folder, 'key.pem')),
  });
  const admin = (): Signer =>
    signerOf(readIdentity(OFFICE.mspId, network.site.administrator(peerOrganisation(OFFICE))));
  const peers = () => network.site.peers.map((node) => endpointOf(network.site, node));
  const orderers = () => network.site.orderers.map((node) => endpointOf(network.site, node));

  it('are two, and every certificate for TLS is of the one, every one that signs of the other', () => {
    for (const organisation of organisationsOf(network.site.state.definition)) {
      const { signing, tls } = network.site.roots(organisation);
      expect(new X509Certificate(signing).publicKey.equals(new X509Certificate(tls).publicKey)).to.equal(false);
      const msp = join('organisations', organisation.mspId, 'msp');
      expect([text(msp, 'cacerts', 'ca.pem'), text(msp, 'tlscacerts', 'ca.pem')]).to.deep.equal([signing, tls]);
    }
    for (const node of network.site.nodes) {
      if (node.kind === 'ca') continue;
      const { signing, tls } = network.site.roots(node.organisation);
      const folder = network.site.nodeFolder(node);
      expect(isOf(join(folder, 'tls', 'cert.pem'), tls), node.name).to.equal(true);
      const own = join(folder, 'msp', 'signcerts', 'cert.pem');
      if (existsSync(own)) expect(isOf(own, signing), node.name).to.equal(true);
    }
  });

  it('let no TLS key be a creator: neither a peer nor an orderer takes what one has signed', async () => {
    for (const folder of [
      ['nodes', `${OFFICE.code}.peer0`, 'tls'],
      ['nodes', `${OFFICE.code}.chaincode.onedoor`, 'tls'],
      ['organisations', OFFICE.mspId, 'admin', 'tls'],
    ]) {
      const signer = signerOf(tlsIdentity(...folder));
      const call = signCall(signer, METADATA);
      for (const endpoint of peers()) {
        expect(String(await rejectionOf(endorseAt(endpoint, call)))).to.match(/creator|access denied/u);
      }
      const answers = await Promise.all(peers().map((endpoint) => endorseAt(endpoint, signCall(admin(), METADATA))));
      const refused = await rejectionOf(broadcast(orderers(), envelopeOf(signer, call, answers)));
      expect(String(refused)).to.match(/FORBIDDEN|implicit policy|\(403\)/u);
    }
  });

  it('let no TLS key endorse: a transaction that stands on one is invalid', async () => {
    const signer = admin();
    const call = signCall(signer, METADATA);
    const answers = await Promise.all(peers().map((endpoint) => endorseAt(endpoint, call)));
    const forger = signerOf(tlsIdentity('nodes', `${OFFICE.code}.peer0`, 'tls'));
    const [own] = answers.filter((answer) => isBy(answer, OFFICE.mspId));
    if (own === undefined) throw new Error('no endorsement of the department');
    const endorsement = new peer.Endorsement();
    endorsement.setEndorser(forger.serialized);
    endorsement.setSignature(forger.sign(Buffer.concat([own.getPayload_asU8(), forger.serialized])));
    own.setEndorsement(endorsement);
    await broadcast(orderers(), envelopeOf(signer, call, answers));
    const [endpoint] = peers();
    if (endpoint === undefined) throw new Error('no peer');
    const { transactionId } = call;
    const outcome = await rejectionOf(awaitCommit(endpoint, signer, { channel: METADATA.channel, transactionId }));
    expect(String(outcome)).to.contain('ENDORSEMENT_POLICY_FAILURE');
  });

  it('let no certificate for TLS carry a role', () => {
    const certificates = readdirSync(network.directory, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\/(tls|peer-client)\/cert\.pem$/u.test(file))
      .map((file) => new X509Certificate(text(file)).raw.toString('latin1'));
    expect(certificates).to.have.length.greaterThan(6);
    expect(certificates.filter((bytes) => bytes.includes('onedoor.role'))).to.deep.equal([]);
  });

  it('do not stand in for each other towards a server, or as one', async () => {
    const [orderer] = network.site.orderers;
    if (orderer === undefined) throw new Error('no orderer');
    const admins = network.site.administrator(ordererOrganisation(BUREAU));
    const { signing, tls } = network.site.roots(orderer.organisation);
    const port = network.site.port(orderer, 'admin');
    const read = (...path: string[]): string => readFileSync(join(admins, ...path), 'utf8');
    const own = { cert: read('tls', 'cert.pem'), key: read('tls', 'key.pem') };
    const signs = { cert: read('signcerts', 'cert.pem'), key: read('keystore', 'key.pem') };
    const department = join('organisations', BUREAU.mspId, 'admin', 'tls');
    const ofPeers = { cert: text(department, 'cert.pem'), key: text(department, 'key.pem') };
    expect(await administered(port, { ca: tls, ...own })).to.equal(200);
    for (const shown of [signs, ofPeers]) expect(await administered(port, { ca: tls, ...shown })).to.be.a('string');
    expect(await administered(port, { ca: signing, ...own })).to.match(/VERIFY|SELF_SIGNED|ISSUER/u);
  });

  it('are behind different servers: a peer shows nothing that the signing root vouches for', async () => {
    const [node] = network.site.peers;
    if (node === undefined) throw new Error('no peer');
    const { signing, tls } = network.site.roots(node.organisation);
    const port = network.site.port(node, 'listen');
    expect(await isTrusted(port, tls)).to.equal(true);
    expect(await isTrusted(port, signing)).to.equal(false);
  });
});

function isOf(file: string, root: string): boolean {
  return new X509Certificate(readFileSync(file)).verify(new X509Certificate(root).publicKey);
}

function isBy(answer: peer.ProposalResponse, mspId: string): boolean {
  return Buffer.from(answer.getEndorsement()?.getEndorser_asU8() ?? []).includes(mspId);
}

/** Status of the participation API, or what came instead of an answer. */
function administered(
  port: number,
  tls: { readonly ca: string; readonly cert: string; readonly key: string },
): Promise<number | string> {
  return new Promise((resolve) => {
    const path = '/participation/v1/channels';
    const asked = request({ ...tls, host: 'localhost', port, path, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.once('error', (error: NodeJS.ErrnoException) => {
      resolve(String(error.code));
    });
    asked.end();
  });
}

function isTrusted(port: number, ca: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', ca, ALPNProtocols: ['h2'] });
    const answer = (trusted: boolean) => () => {
      socket.destroy();
      resolve(trusted);
    };
    socket.once('secureConnect', answer(true)).once('error', answer(false));
  });
}
