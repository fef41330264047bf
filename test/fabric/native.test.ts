// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { NativeNetwork } from '../../network/native/native-network.js';
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
});

/** The attributes stand in an extension of the certificate as JSON. */
function attributes(certificate: string): string {
  return Buffer.from(certificate.replaceAll(/-----[^-]+-----|\s/gu, ''), 'base64').toString('latin1');
}
