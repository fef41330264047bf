// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { completeDefinition } from '../../../network/definitions/complete-definition.js';
import { loadDefinition } from '../../../network/definitions/load-definition.js';
import { authorityConfig, caServerConfig } from '../../../network/native/config/ca-config.js';
import { configtxConfig } from '../../../network/native/config/configtx-config.js';
import { coreConfig } from '../../../network/native/config/core-config.js';
import type { PeerPlace } from '../../../network/native/config/core-config.js';
import { ordererConfig } from '../../../network/native/config/orderer-config.js';
import { yamlText } from '../../../network/native/config/yaml-text.js';
import { assignPorts, demandFree } from '../../../network/native/plan/assign-ports.js';
import { nodesOf } from '../../../network/native/plan/nodes.js';
import { readState } from '../../../network/native/plan/network-state.js';
import { authoritiesOf, organisationsOf, peerOrganisation } from '../../../network/native/plan/organisations.js';
import { prepareState } from '../../../network/native/plan/prepare-state.js';
import { Site } from '../../../network/native/plan/site.js';
import { demandDisk } from '../../../network/native/steps/check-host.js';
import { channelPlan } from '../../../network/native/steps/make-genesis.js';

const PLACE: PeerPlace = {
  id: 'data-bureau.peer0',
  mspId: 'DataBureauMSP',
  listenAddress: '127.0.0.1',
  port: 17_000,
  chaincodePort: 17_001,
  operationsPort: 17_002,
  endpoint: 'localhost:17000',
  bootstrap: 'localhost:17000',
  peersPerDepartment: 1,
  builder: '/builders/ccaas',
  snapshots: '/nodes/snapshots',
  release: '3.1',
};
const CHAINCODE = {
  name: 'onedoor',
  version: '1.0',
  digest: 'a'.repeat(64),
  command: ['node', 'serve.js'] as const,
  endorsement: { channelPolicy: 'TwoDepartments' },
};
const written = (config: object): unknown => parse(yamlText(config));

describe('configuration of the nodes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onedoor-configuration-'));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('has a peer admit a minute, forget what was never ordered and keep purged keys out of its log', () => {
    const core = written(coreConfig(PLACE));
    expect(core).to.have.nested.property('peer.authentication.timewindow', '60s');
    expect(core)
      .to.have.nested.property('peer.gossip.pvtData.transientstoreMaxBlockRetention')
      .that.is.lessThan(20_000);
    expect(core).to.have.nested.property('ledger.pvtdataStore.purgedKeyAuditLogging', false);
    expect(core).to.have.nested.property('ledger.pvtdataStore.purgeInterval').that.is.lessThan(100);
    expect(core).to.have.nested.property('ledger.state.stateDatabase', 'goleveldb');
  });

  it('wants a second copy of private values where a department has a second peer', () => {
    const policy = 'peer.gossip.pvtData.implicitCollectionDisseminationPolicy.requiredPeerCount';
    expect(written(coreConfig(PLACE))).to.have.nested.property(policy, 0);
    expect(written(coreConfig({ ...PLACE, peersPerDepartment: 2 }))).to.have.nested.property(policy, 1);
  });

  it('lets chaincode take batched turns of peers that know them', () => {
    const path = 'chaincode.runtimeParams';
    expect(written(coreConfig(PLACE))).to.have.nested.property(`${path}.useWriteBatch`, true);
    expect(written(coreConfig({ ...PLACE, release: '2.5' }))).to.not.have.nested.property(path);
  });

  it('asks administrators of an orderer for a certificate', () => {
    const place = {
      mspId: 'DataBureauOrdererMSP',
      listenAddress: '127.0.0.1',
      port: 1,
      adminPort: 2,
      operationsPort: 3,
    };
    const orderer = written(ordererConfig(place));
    expect(orderer).to.have.nested.property('Admin.TLS.ClientAuthRequired', true);
    expect(orderer).to.have.nested.property('General.TLS.Enabled', true);
  });

  it("names a registrar's secret only where one is given", () => {
    const listeners = { address: '127.0.0.1', port: 1, operationsPort: 2 };
    const text = (config: object): string => yamlText(caServerConfig(config, listeners, []));
    const registrar = { id: 'registrar', secret: 'once' };
    const [authority] = authoritiesOf([peerOrganisation({ code: 'data-bureau', mspId: 'DataBureauMSP' })]);
    if (authority === undefined) throw new Error('no authority');
    expect(text(authorityConfig(authority, registrar))).to.include('pass: once');
    expect(text(authorityConfig(authority))).to.not.include('pass:');
  });

  it("gives the channel the departments' policies and one of two departments", async () => {
    const definition = completeDefinition(loadDefinition('district'));
    const wanted = { directory: join(folder, 'district'), chaincodes: [CHAINCODE], roles: [], ports: 20_000 };
    const site = new Site(wanted.directory, await prepareState({ ...wanted, definition }));
    const channel = written(configtxConfig(channelPlan(site)));
    const application = 'Profiles.Channel.Application';
    expect(channel)
      .to.have.nested.property(`${application}.Policies.TwoDepartments.Rule`)
      .that.matches(/^OutOf\(2, /u);
    for (const [index, { mspId }] of definition.departments.entries()) {
      const rule = `${application}.Organizations[${index}].Policies.Endorsement.Rule`;
      expect(channel).to.have.nested.property(rule, `OR('${mspId}.peer')`);
    }
    expect(channel).to.have.nested.property('Profiles.Channel.Orderer.EtcdRaft.Consenters').with.length(3);
    expect(channel).to.have.nested.property('Profiles.Channel.Orderer.Organizations').with.length(3);
    const orderers = organisationsOf(definition).filter(({ kind }) => kind === 'orderers');
    expect(channel)
      .to.have.nested.property('Profiles.Channel.Orderer.Policies.BlockValidation.Rule')
      .that.equals(`OR(${orderers.map(({ mspId }) => `'${mspId}.orderer'`).join(', ')})`);
  });

  it('keeps the ports and the build that a folder has, and adds what is new', async () => {
    const definition = completeDefinition(loadDefinition('minimal'));
    const wanted = { directory: join(folder, 'kept'), definition, chaincodes: [CHAINCODE], roles: [], ports: 20_000 };
    const first = await prepareState(wanted);
    const rebuilt = { ...CHAINCODE, digest: 'b'.repeat(64), command: ['node', 'moved.js'] as const };
    const probe = { ...CHAINCODE, name: 'probe' };
    const second = await prepareState({ ...wanted, chaincodes: [rebuilt, probe], ports: 30_000 });
    expect(second.ports).to.include(first.ports);
    expect(second.ports['data-bureau.chaincode.probe/listen']).to.equal(30_000);
    expect(second.chaincodes[0])
      .to.include({ digest: CHAINCODE.digest })
      .and.deep.include({ command: rebuilt.command });
    expect(readState(wanted.directory)).to.deep.equal(second);
  });

  it('does not open a folder of another format', async () => {
    const definition = completeDefinition(loadDefinition('minimal'));
    const wanted = { directory: join(folder, 'old'), definition, chaincodes: [], roles: [], ports: 20_000 };
    await prepareState(wanted);
    writeFileSync(join(wanted.directory, 'network.json'), '{"format": 99}');
    const failure: unknown = await prepareState(wanted).catch((error: unknown) => error);
    expect(failure).to.have.property('code', 'FOLDER_OF_OTHER_VERSION');
  });
});

describe('the disk', () => {
  it('must have room for what every node begins with', () => {
    const megabytes = (count: number): number => count * 1024 * 1024;
    expect(() => {
      demandDisk('/somewhere', 24, megabytes(960));
    }).to.not.throw();
    expect(() => {
      demandDisk('/somewhere', 24, megabytes(959));
    })
      .to.throw('The disk of /somewhere has 959 MB left; the 24 nodes of the network need 960 MB at least')
      .with.property('code', 'DISK_FULL');
  });
});

describe('ports', () => {
  const nodes = nodesOf(completeDefinition(loadDefinition('minimal')), [CHAINCODE]);

  it('follow one another from the first', async () => {
    const ports = Object.values(await assignPorts(nodes, {}, 17_000));
    expect(ports).to.deep.equal(ports.map((_, index) => 17_000 + index));
  });

  it('are free where any will do', async () => {
    await demandFree(await assignPorts(nodes, {}, 'free'));
  });

  it('name the node whose port somebody else holds', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const failure: unknown = await demandFree({ 'orderer1/admin': port }).catch((error: unknown) => error);
    server.close();
    expect(failure).to.include({ code: 'PORT_TAKEN', node: 'orderer1' });
  });
});
