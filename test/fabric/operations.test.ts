// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadDefinition } from '../../network/definitions/load-definition.js';
import { readIdentity } from '../../network/native/certificates/msp-folder.js';
import { endorseAt } from '../../network/native/client/peer-client.js';
import { signCall } from '../../network/native/client/proposal.js';
import { signerOf } from '../../network/native/client/signer.js';
import { NativeNetwork } from '../../network/native/native-network.js';
import { addDepartment, admission, prepareDepartment } from '../../network/native/operations/add-department.js';
import { proposeChange } from '../../network/native/operations/change-configuration.js';
import { removeDepartmentChange } from '../../network/native/operations/configuration/changes.js';
import {
  departmentsOnChannel,
  fetchConfiguration,
} from '../../network/native/operations/configuration/channel-configuration.js';
import { readProposal, writeProposal } from '../../network/native/operations/configuration/configuration-proposal.js';
import { signProposal } from '../../network/native/operations/configuration/sign-proposal.js';
import { submitProposal } from '../../network/native/operations/configuration/submit-proposal.js';
import type { Operation } from '../../network/native/operations/operation.js';
import { OperationFailure } from '../../network/native/operations/operation-failure.js';
import { backupNode } from '../../network/native/operations/backup/backup-node.js';
import { restoreNode } from '../../network/native/operations/backup/restore-node.js';
import { deployBuild } from '../../network/native/operations/deploy-build.js';
import { prepareExchange } from '../../network/native/operations/exchange-servers.js';
import { renewCertificates } from '../../network/native/operations/renew-certificates.js';
import { heightOf } from '../../network/native/operations/peer-height.js';
import { peerOrganisation } from '../../network/native/plan/organisations.js';
import type { Site } from '../../network/native/plan/site.js';
import { DepartmentClient, endpointOf } from '../../network/native/steps/department-client.js';
import { runOnedoor } from '../scripts/support/run-onedoor.js';
import { box, THIRD } from './operations/box-setting.js';
import { requireFabric } from './support/require-fabric.js';

/** One network, on which departments join, builds are exchanged and peers are lost, one after the other. */
describe('operations on a running network', function () {
  this.timeout(120_000);
  let folder: string;
  let network: NativeNetwork;
  let isUp = false;
  const steps: string[] = [];

  before(async function () {
    requireFabric(this);
    folder = await mkdtemp(join(tmpdir(), 'onedoor-operations-'));
    network = await NativeNetwork.up({
      directory: join(folder, 'network'),
      definition: loadDefinition('minimal'),
      chaincodes: [box('1.0', 'a1')],
      ports: 'free',
    });
    isUp = true;
  });

  after(async () => {
    if (isUp) await network.down({ purge: true });
    if (isUp) await rm(folder, { recursive: true, force: true });
  });

  const operation = (site: Site = network.site): Operation => ({
    site,
    programs: network.programs,
    onStep: ({ en }) => steps.push(en),
  });
  const refusal = (work: Promise<unknown>): Promise<OperationFailure> =>
    work.then(
      () => expect.fail('nothing was refused'),
      (error: unknown) => {
        expect(error, String(error)).to.be.instanceOf(OperationFailure);
        return error as OperationFailure;
      },
    );
  const put = (key: string, ...endorsers: string[]) =>
    network.submit({ department: 'data-bureau', endorsers, chaincode: 'box', args: ['Put', key, `value of ${key}`] });
  const get = async (department: string, key: string): Promise<string> =>
    Buffer.from(await network.evaluate({ department, chaincode: 'box', args: ['Get', key] })).toString('utf8');
  const command = (...args: string[]) => runOnedoor(['network', ...args], { home: folder });
  /** What a command prints as JSON. */
  const told = async (...args: string[]): Promise<Readonly<Record<string, unknown>>> => {
    const { code, stdout, stderr } = await command(...args, '--json');
    expect(code, stderr).to.equal(0);
    return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
  };
  const adminFolder = (code: string): string => {
    const found = network.site.state.definition.departments.find((one) => one.code === code);
    return found === undefined ? '' : network.site.administrator(peerOrganisation(found));
  };
  const adminOf = (code: string) => {
    const department = network.site.state.definition.departments.find((one) => one.code === code);
    return readIdentity(department?.mspId ?? '', adminFolder(code));
  };

  it('carries a proposal from department to department, and submits it once a majority of them has signed', async () => {
    await put('before', 'data-bureau', 'human-resources');
    const prepared = await prepareDepartment(operation(), THIRD);
    const file = join(folder, 'proposal.json');
    writeProposal(file, await proposeChange(operation(), 'data-bureau', admission(prepared, THIRD)));
    expect(readProposal(file).eligible).to.deep.equal(['DataBureauMSP', 'HumanResourcesMSP']);

    const alone = signProposal(readProposal(file), adminOf('data-bureau'));
    const few = await refusal(submitProposal(network.site, 'data-bureau', alone));
    expect(few.text.en).to.contain('takes 2 of 2 signatures, there are 1; missing: HumanResourcesMSP');
    const stranger = { ...adminOf('data-bureau'), mspId: 'StrangerMSP' };
    expect((await refusal(Promise.resolve().then(() => signProposal(alone, stranger)))).text.en).to.contain(
      'StrangerMSP',
    );
    const gateway = await network.enrol('human-resources', 'no-administrator');
    expect((await refusal(Promise.resolve().then(() => signProposal(alone, gateway)))).text.en).to.contain('OU=admin');

    writeProposal(file, alone);
    const signing = await told('proposal', 'sign', file, '--department', 'human-resources');
    expect(signing).to.have.property('signed').with.members(['DataBureauMSP', 'HumanResourcesMSP']);
    const wrong = await command(
      'proposal',
      'sign',
      file,
      '--msp',
      adminFolder('data-bureau'),
      '--msp-id',
      'StrangerMSP',
    );
    expect(wrong.code).to.equal(1);
    expect(wrong.stderr).to.contain('StrangerMSP');
    const signed = readProposal(file);
    const altered = {
      ...signed,
      update: (await proposeChange(operation(), 'data-bureau', removeDepartmentChange('HumanResourcesMSP'))).update,
    };
    expect((await refusal(submitProposal(network.site, 'data-bureau', altered))).text.en).to.contain('altered');
    expect(await told('proposal', 'submit', file)).to.deep.equal({ sequence: 1 });
    const stale = await refusal(submitProposal(network.site, 'data-bureau', signed));
    expect(stale.text.en).to.contain('made from configuration 0').and.to.contain('is at 1');
  });

  it('takes the department in: its peer has every block, and endorses with an old one', async () => {
    network = await NativeNetwork.open(network.directory, network.programs);
    await addDepartment(operation(), THIRD);
    const peers = network.site.peers;
    expect(peers.map(({ department }) => department)).to.include(THIRD.code);
    expect(new Set(await Promise.all(peers.map((peer) => heightOf(network.site, peer)))).size).to.equal(1);
    expect(await get(THIRD.code, 'before')).to.equal('value of before');
    await put('with-the-new-one', 'human-resources', THIRD.code);
    expect(await get('data-bureau', 'with-the-new-one')).to.equal('value of with-the-new-one');
    const done = steps.length;
    await addDepartment(operation(), THIRD);
    expect(steps.slice(done).join()).to.not.contain('configuration');
  });

  it('revokes an identity: the next evaluate and the next submit of it are refused', async () => {
    const identity = await network.enrol('human-resources', 'gateway-lost');
    const [peer] = network.site.peers.filter(({ department }) => department === 'human-resources');
    if (peer === undefined) throw new Error('no peer');
    const signer = signerOf(identity);
    const call = (...args: string[]) =>
      endorseAt(endpointOf(network.site, peer), signCall(signer, { channel: 'district', chaincode: 'box', args }));
    expect((await call('Get', 'before')).getResponse()?.getStatus()).to.equal(200);
    const revoked = await told('revoke', 'human-resources', 'gateway-lost');
    expect(revoked).to.deep.equal({ department: 'human-resources', identity: 'gateway-lost', sequence: 2 });
    for (const args of [
      ['Get', 'before'],
      ['Put', 'after', 'x'],
    ]) {
      const outcome = await call(...args).then(
        () => 'taken',
        (error: unknown) => String(error),
      );
      expect(outcome).to.match(/creator|access denied|revoked/u);
    }
    for (const [id, said] of [
      ['admin', 'administers itself as admin'],
      ['gateway-unheard-of', 'know no gateway-unheard-of'],
    ] as const) {
      const refused = await command('revoke', 'human-resources', id);
      expect([refused.code, refused.stderr.includes(said)]).to.deep.equal([2, true]);
    }
  });

  it('puts a lost peer back from its backup, with its private values, at the height of the others', async () => {
    const seal = (key: string) => ({
      department: 'human-resources',
      chaincode: 'box',
      args: ['Seal', 'HumanResourcesMSP', key, `sealed ${key}`],
    });
    const unseal = async (key: string): Promise<string> => {
      const args = ['Unseal', 'HumanResourcesMSP', key];
      return Buffer.from(await network.evaluate({ department: 'human-resources', chaincode: 'box', args })).toString(
        'utf8',
      );
    };
    await network.submit(seal('kept'));
    const backup = await told('backup', 'human-resources.peer0', join(folder, 'backup'));
    expect(backup).to.have.property('height').greaterThan(0);
    await put('after-the-backup', 'data-bureau', THIRD.code);
    expect((await refusal(restoreNode(operation(), 'data-bureau.peer0', join(folder, 'backup')))).code).to.equal(
      'WRONG_INPUT',
    );
    expect((await refusal(backupNode(operation(), 'orderer1', join(folder, 'none')))).text.en).to.contain('Raft');

    await network.node('human-resources.peer0').stop();
    await rm(join(network.directory, 'nodes', 'human-resources.peer0'), { recursive: true });
    const restored = await told('restore', 'human-resources.peer0', join(folder, 'backup'));
    expect(restored).to.have.property('height').greaterThan(Number(backup['height']));
    expect(new Set(await Promise.all(network.site.peers.map((peer) => heightOf(network.site, peer)))).size).to.equal(1);
    expect(await unseal('kept')).to.equal('sealed kept');
    expect(await get('human-resources', 'after-the-backup')).to.equal('value of after-the-backup');
  });

  it('exchanges the build: new servers answer before the old ones end', async () => {
    const build = async (department: string): Promise<string> =>
      Buffer.from(await network.evaluate({ department, chaincode: 'box', args: ['Build'] })).toString('utf8');
    expect(await build('data-bureau')).to.equal('a1');
    expect((await refusal(deployBuild(operation(), box('1.0', 'b2')))).text.en).to.contain('a version of its own');
    const servers = network.site.chaincodeServers;
    // As far as an attempt came that was broken off.
    await prepareExchange(network.site, box('1.1', 'b2'), servers);
    expect((await refusal(deployBuild(operation(), box('1.2', 'c3')))).text.en).to.contain('for 1.1 is unfinished');
    let asked = 0;
    let failed = 0;
    const asking = setInterval(() => {
      asked += 1;
      build('human-resources').catch(() => (failed += 1));
    }, 50);
    expect(await deployBuild(operation(), box('1.1', 'b2'))).to.equal(2);
    clearInterval(asking);
    network = await NativeNetwork.open(network.directory, network.programs);
    for (const { code } of network.site.state.definition.departments) expect(await build(code), code).to.equal('b2');
    expect([asked > 0, failed]).to.deep.equal([true, 0]);
    await put('by-the-new-build', 'human-resources', 'data-bureau');
    expect(await deployBuild(operation(), box('1.1', 'b2'))).to.equal(2);
  });

  it('renews every certificate; orderers keep their keys', async () => {
    const orderer = network.site.orderers[0];
    if (orderer === undefined) throw new Error('no orderer');
    const key = () => readFile(join(network.site.nodeFolder(orderer), 'tls', 'key.pem'), 'utf8');
    const before = await key();
    expect(await renewCertificates(operation(), 1)).to.deep.equal([]);
    const renewed = (await told('renew', '--within', '10000')) as unknown as { readonly name: string }[];
    network = await NativeNetwork.open(network.directory, network.programs);
    expect(renewed.map(({ name }) => name)).to.include.members(network.site.nodes.map(({ name }) => name));
    expect(await key()).to.equal(before);
    await put('with-new-certificates', 'human-resources', THIRD.code);
    expect(await get('data-bureau', 'with-new-certificates')).to.equal('value of with-new-certificates');
  });

  it('lets a department go: two of three agree, and the policy no longer counts it', async () => {
    const leaving = removeDepartmentChange(THIRD.mspId);
    const signed = signProposal(
      signProposal(await proposeChange(operation(), 'data-bureau', leaving), adminOf('data-bureau')),
      adminOf('human-resources'),
    );
    await submitProposal(network.site, 'data-bureau', signed);
    const client = new DepartmentClient(network.site, 'data-bureau');
    expect(departmentsOnChannel(await fetchConfiguration(client, 'district'))).to.not.include(THIRD.mspId);
    await put('without-it', 'data-bureau', 'human-resources');
    const alone = await put('with-it-alone', 'data-bureau', THIRD.code).then(
      () => 'valid',
      (error: unknown) => String(error),
    );
    expect(alone).to.not.equal('valid');
  });
});
