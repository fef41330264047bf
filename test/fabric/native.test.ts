// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { NativeNetwork } from '../../network/native/native-network.js';
import { wrongEndorsementPolicies } from '../../network/native/status/endorsement-policies.js';
import { fabricBccsp } from '../../network/native/config/bccsp.js';
import { yamlText } from '../../network/native/config/yaml-text.js';
import { writePrivate } from '../../network/native/files/write-private.js';
import { NodeProcess } from '../../network/native/processes/node-process.js';
import { untilReady } from '../../network/native/processes/until-ready.js';
import { rejectionOf } from '../gateway/usecases/support/rejection-of.js';
import { until } from '../scripts/support/until.js';
import { requireFabric } from './support/require-fabric.js';
import { SHARED_UP_MS, sharedNetwork } from './support/shared-network.js';

const METADATA = 'org.hyperledger.fabric:GetMetadata';

describe('a native network', function () {
  this.timeout(SHARED_UP_MS);
  let network: NativeNetwork;

  before(async function () {
    requireFabric(this);
    network = await sharedNetwork();
  });

  it('answers at each department from its own chaincode server', async () => {
    for (const department of ['data-bureau', 'human-resources']) {
      const answer = await network.evaluate({ department, chaincode: 'onedoor', args: [METADATA] });
      expect(JSON.parse(Buffer.from(answer).toString('utf8'))).to.have.nested.property('contracts.onedoor');
    }
  });

  it('gives each department its way to the channel', () => {
    const profile = network.connection('human-resources');
    expect(profile).to.have.nested.property('client.organization', 'HumanResourcesMSP');
    expect(profile).to.have.property('peers').with.keys('human-resources.peer0');
    expect(profile).to.have.property('orderers').with.keys('orderer1');
  });

  it('enrols an identity with attributes, also a known one', async () => {
    const first = await network.enrol('data-bureau', 'somebody', { 'onedoor.role': 'auditor' });
    const second = await network.enrol('data-bureau', 'somebody', { 'onedoor.role': 'officer' });
    expect(first.mspId).to.equal('DataBureauMSP');
    expect(attributes(first.certificate)).to.include('"onedoor.role":"auditor"');
    expect(attributes(second.certificate)).to.include('"onedoor.role":"officer"');
  });

  it('tells of a peer that crashed, and has it back', async () => {
    const peer = network.node('human-resources.peer0');
    const before = await network.status();
    await peer.kill();
    const crashed = await network.status();
    await peer.start();
    await until('discovery shows it again', async () => (await network.status()).healthy);
    expect(before.healthy).to.equal(true);
    expect(before.problems.filter(({ severity }) => severity === 'fault')).to.deep.equal([]);
    expect(crashed.healthy).to.equal(false);
    expect(crashed.problems).to.deep.include.members([
      {
        code: 'NODE_CRASHED',
        severity: 'fault',
        node: 'human-resources.peer0',
        text: crashed.problems.find(({ code }) => code === 'NODE_CRASHED')?.text,
      },
    ]);
  });

  it('has the endorsement policy of each department that statements rest on', async () => {
    expect(await wrongEndorsementPolicies(network.site, 'data-bureau')).to.deep.equal([]);
  });

  it('says which program cannot use a token, as the official ones cannot', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'onedoor-token-'));
    const log = join(folder, 'peer.log');
    const peer = new NodeProcess(join(folder, 'node'), log);
    const BCCSP = fabricBccsp({ library: '/module.so', label: 'bureau', pin: '98765432' });
    const msp = { localMspId: 'DataBureauMSP', localMspType: 'bccsp' };
    const mspConfigPath = join(network.site.folder.nodes, 'data-bureau.peer0', 'msp');
    try {
      writePrivate(join(folder, 'node', 'core.yaml'), yamlText({ peer: { BCCSP, mspConfigPath, ...msp } }));
      const environment = { FABRIC_CFG_PATH: join(folder, 'node') };
      peer.start({ command: network.programs.path('peer'), args: ['node', 'start'], environment });
      const awaited = { node: 'data-bureau.peer0', process: peer, log, answers: () => Promise.resolve(false) };
      const failure = await rejectionOf(untilReady(awaited, 10_000));
      expect(failure).to.include({ code: 'HSM_UNUSABLE', node: 'data-bureau.peer0' });
      expect(readFileSync(log, 'utf8')).to.not.include('98765432');
    } finally {
      await peer.stop();
      rmSync(folder, { recursive: true });
    }
  });

  it('keeps secrets to its owner', () => {
    const open = readdirSync(network.directory, { recursive: true, encoding: 'utf8' })
      .map((file) => ({ file, mode: statSync(join(network.directory, file)).mode }))
      .filter(({ file, mode }) => /key|secret|enrolments|tgz$/u.test(file) && (mode & 0o077) !== 0);
    expect(statSync(network.directory).mode & 0o077).to.equal(0);
    expect(open).to.deep.equal([]);
  });

  it('does not let another command at its nodes at the same time', async () => {
    const twice = await Promise.allSettled([1, 2].map(() => network.node('data-bureau.ca').restart()));
    const refused = twice.filter((one) => one.status === 'rejected');
    expect(refused).to.have.length(1);
    expect(refused[0]?.reason).to.have.property('code', 'FOLDER_IN_USE');
  });
});

/** The attributes stand in an extension of the certificate as JSON. */
function attributes(certificate: string): string {
  return Buffer.from(certificate.replaceAll(/-----[^-]+-----|\s/gu, ''), 'base64').toString('latin1');
}
