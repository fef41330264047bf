// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { completeDefinition } from '../../../network/definitions/complete-definition.js';
import { loadDefinition } from '../../../network/definitions/load-definition.js';
import { authorityConfig } from '../../../network/native/config/ca-config.js';
import { configtxConfig } from '../../../network/native/config/configtx-config.js';
import { networkFolder } from '../../../network/native/network-folder.js';
import { authoritiesOf, peerOrganisation } from '../../../network/native/plan/organisations.js';
import { prepareState } from '../../../network/native/plan/prepare-state.js';
import { Site } from '../../../network/native/plan/site.js';
import { locatePrograms } from '../../../network/native/programs/locate-programs.js';
import { channelPlan } from '../../../network/native/steps/make-genesis.js';
import { writeOrdererConfig, writePeerConfig } from '../../../network/native/steps/write-node-configs.js';

const PIN = '98765432';

describe('settings of a definition', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onedoor-settings-'));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const programs = { builder: '/builders/ccaas' } as ReturnType<typeof locatePrograms>;
  const minimal = () => completeDefinition(loadDefinition('minimal'));
  const siteOf = async (name: string, definition: ReturnType<typeof minimal>): Promise<Site> => {
    const wanted = { directory: join(folder, name), chaincodes: [], roles: [], ports: 20_000, definition };
    return new Site(wanted.directory, await prepareState(wanted));
  };
  const yaml = (...path: string[]): unknown => parse(readFileSync(join(...path), 'utf8'));

  it('put the keys of one department into a token: its peer, its orderer and its authorities, nobody else', async () => {
    const pinFile = join(folder, 'pin');
    writeFileSync(pinFile, `${PIN}\n`, { mode: 0o600 });
    const hsm = { library: '/usr/lib/softhsm/libsofthsm2.so', label: 'bureau', pinFile };
    const definition = minimal();
    const departments = definition.departments.map((one) => (one.code === 'data-bureau' ? { ...one, hsm } : one));
    await siteOf('token', definition);
    const site = await siteOf('token', { ...definition, departments });
    for (const orderer of site.orderers) writeOrdererConfig(site, orderer);
    for (const peer of site.peers) writePeerConfig(site, peer, programs);
    const section = { Library: hsm.library, Label: 'bureau', Pin: PIN, Hash: 'SHA2', Security: 256 };
    const { nodes } = networkFolder(site.directory);
    const core = join(nodes, 'data-bureau.peer0', 'core.yaml');
    expect(yaml(core)).to.have.nested.property('peer.BCCSP').that.deep.equals({ Default: 'PKCS11', PKCS11: section });
    expect(yaml(nodes, 'orderer1', 'orderer.yaml')).to.have.nested.property('General.BCCSP.Default', 'PKCS11');
    expect(yaml(nodes, 'human-resources.peer0', 'core.yaml')).to.have.nested.property('peer.BCCSP.Default', 'SW');
    expect(statSync(core).mode & 0o777).to.equal(0o600);
    const [authority] = authoritiesOf([peerOrganisation({ code: 'data-bureau', mspId: 'DataBureauMSP' })]);
    if (authority === undefined) throw new Error('no authority');
    expect(authorityConfig(authority, undefined, site.hsm({ department: 'data-bureau' })))
      .to.have.property('bccsp')
      .that.deep.equals({
        default: 'PKCS11',
        pkcs11: { library: hsm.library, label: 'bureau', pin: PIN, hash: 'SHA2', security: 256 },
      });
    expect(readFileSync(networkFolder(site.directory).state, 'utf8'))
      .to.include(pinFile)
      .and.not.include(PIN);
  });

  for (const [what, content, mode] of [
    ['that is not there', undefined, 0],
    ['that others may read', PIN, 0o640],
    ['without one', '\n', 0o600],
  ] as const)
    it(`name the file of a PIN ${what}`, async () => {
      const definition = minimal();
      const pinFile = join(folder, what.replaceAll(' ', '-'));
      if (content !== undefined) {
        writeFileSync(pinFile, content);
        chmodSync(pinFile, mode);
      }
      const departments = definition.departments.map((one) => ({
        ...one,
        hsm: { library: '/module.so', label: 'bureau', pinFile },
      }));
      const site = await siteOf(`no-pin-${mode}`, { ...definition, departments });
      expect(() => site.hsm({ department: 'data-bureau' }))
        .to.throw(pinFile)
        .with.property('code', 'HSM_UNUSABLE');
    });

  it('make a network of v2.5 without what only v3 knows', async () => {
    const definition = { ...minimal(), fabric: '2.5.12' };
    const site = await siteOf('two-five', definition);
    const channel = parse(JSON.stringify(configtxConfig(channelPlan(site)))) as object;
    const profile = 'Profiles.Channel';
    expect(channel).to.have.nested.property(`${profile}.Capabilities`).that.deep.equals({ V2_0: true });
    expect(channel).to.have.nested.property(`${profile}.Orderer.Capabilities`).that.deep.equals({ V2_0: true });
    expect(channel).to.have.nested.property(`${profile}.Application.Capabilities`).that.deep.equals({ V2_5: true });
    expect(channel).to.have.nested.property(`${profile}.Orderer.OrdererType`, 'etcdraft');
    for (const peer of site.peers) writePeerConfig(site, peer, programs);
    const core = yaml(networkFolder(site.directory).nodes, 'data-bureau.peer0', 'core.yaml');
    expect(core).to.not.have.nested.property('chaincode.runtimeParams');
  });
});
