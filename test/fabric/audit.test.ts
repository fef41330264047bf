// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { auditHome, type HomeFinding } from '../../gateway/audit-home.js';
import { readConfig } from '../../gateway/config.js';
import { auditFabricLedger } from '../../gateway/ledger/fabric/audit/audit-fabric-ledger.js';
import { blockFiles } from '../../gateway/ledger/fabric/audit/block-files.js';
import { blocksOfNetwork } from '../../gateway/ledger/fabric/audit/blocks-of-network.js';
import { startGateway, type RunningGateway } from '../../gateway/main.js';
import type { AuditRecord } from '../../network/embedded/audit/read-records.js';
import type { VerificationAnswer } from '../../gateway/usecases/verifications/verification-answer.js';
import type { NativeNetwork } from '../../network/native/native-network.js';
import { networkFolder } from '../../network/native/network-folder.js';
import { exportBlocks } from '../../scripts/audit/export-blocks.js';
import { verifyInBlocks } from '../../scripts/audit/verify-in-blocks.js';
import { demoCases } from '../../scripts/demo/cast/cases.js';
import { createDemo } from '../../scripts/start/create-demo.js';
import { forgedBlock, nodeSigner } from './support/forged-block.js';
import { ledgerFolderOn, type LedgerFolder } from './support/ledger-on.js';
import { readIdentity } from '../../network/native/certificates/msp-folder.js';
import { signerOf } from './support/probe-identity.js';
import { requireFabric } from './support/require-fabric.js';
import { SHARED_UP_MS, sharedNetwork } from './support/shared-network.js';

describe('onedoor audit of a Fabric ledger', function () {
  this.timeout(SHARED_UP_MS);
  let network: NativeNetwork;
  let folder: LedgerFolder;
  let gateway: RunningGateway;
  let exported: string;
  let answers: VerificationAnswer[];
  const closers: (() => unknown)[] = [];

  before(async function () {
    requireFabric(this);
    network = await sharedNetwork();
    folder = await ledgerFolderOn(network);
    closers.push(() => folder.remove());
    const config = readConfig({
      ONEDOOR_HOME: folder.folder,
      ONEDOOR_LEDGER: 'fabric',
      ONEDOOR_NETWORK_FOLDER: network.directory,
      ONEDOOR_PORT: '0',
      ONEDOOR_LOG_LEVEL: 'silent',
    });
    gateway = await startGateway(config);
    closers.push(() => gateway.close());
    const state = { persons: 4, seed: 7, on: '2026-09-01', complete: false };
    await createDemo(gateway, state, new AbortController().signal);
    answers = await askAll(gateway, state.on);
    exported = mkdtempSync(join(tmpdir(), 'onedoor-blocks-'));
    closers.push(() => {
      rmSync(exported, { recursive: true });
    });
    await exportBlocks(
      exported,
      (from) => blocksOfNetwork(way(), from),
      () => undefined,
    );
  });
  after(async () => {
    for (const close of closers.reverse()) await close();
  });

  const way = () => ({
    definition: network.site.state.definition,
    connections: networkFolder(network.directory).connections,
    wallet: join(folder.folder, 'wallet'),
  });

  async function audited(records: AsyncIterable<AuditRecord>, readModel?: string) {
    const workFolder = mkdtempSync(join(tmpdir(), 'onedoor-audit-'));
    const findings: HomeFinding[] = [];
    const sum = { transactions: 0, compared: false, findings };
    try {
      const audit = auditFabricLedger(network.site.state.definition, records);
      for await (const step of auditHome({ audit, workFolder, ...(readModel === undefined ? {} : { readModel }) })) {
        findings.push(...step.findings);
        sum.transactions += step.transactions;
        sum.compared ||= step.comparedReadModel === true;
      }
    } finally {
      rmSync(workFolder, { recursive: true, force: true });
    }
    return sum;
  }

  it('finds nothing in it, as a peer hands it over, and compares the tables that are served', async () => {
    const { findings, transactions, compared } = await audited(blocksOfNetwork(way()), gateway.parts.home.readModel);
    expect(findings).to.deep.equal([]);
    expect(compared).to.equal(true);
    expect(transactions).to.be.greaterThan(20);
  });

  it('finds nothing in exported blocks, whatever the files are called', async () => {
    const { height } = await exportedHeads(exported);
    renameSync(join(exported, '0.block'), join(exported, 'genesis.pb'));
    try {
      expect((await audited(blockFiles(exported))).findings).to.deep.equal([]);
    } finally {
      renameSync(join(exported, 'genesis.pb'), join(exported, '0.block'));
    }
    expect(
      await exportBlocks(
        exported,
        (from) => blocksOfNetwork(way(), from),
        () => undefined,
      ),
    ).to.be.at.least(height);
  });

  it('says of an answer whether it stands in exported blocks', async () => {
    const [answer] = answers;
    if (answer === undefined) throw new Error('nothing was answered');
    const standing = async (claimed: Parameters<typeof verifyInBlocks>[1]) => {
      const audit = auditFabricLedger(network.site.state.definition, blockFiles(exported));
      const { findings, differing } = await verifyInBlocks(audit, claimed);
      return { findings, differing: differing.map(({ en }) => en) };
    };
    expect(answers.map(({ materials }) => materials.map(({ verdict }) => verdict)).flat()).to.include('VERIFIED');
    for (const each of answers.slice(0, 2)) {
      expect(await standing({ answer: each })).to.deep.equal({ findings: 0, differing: [] });
    }
    const [material, ...others] = answer.materials;
    if (material === undefined) throw new Error('an answer without a material');
    const lie = { ...answer, materials: [{ ...material, verdict: 'ANNULLED' as const }, ...others] };
    expect((await standing({ answer: lie })).differing.join()).to.contain(`${material.materialCode}: `);
    const unknown = { ...answer, verificationId: 'A'.repeat(answer.verificationId.length) };
    expect((await standing({ answer: unknown })).differing.join()).to.contain('no such verification');
    const { transactionId: transaction } = answer.ledger;
    expect((await standing({ transaction })).differing).to.deep.equal([]);
    expect((await standing({ transaction: '0'.repeat(64) })).differing).to.have.length(1);
  });

  /** The whole ledger, and a block more. */
  async function* followedBy(block: Uint8Array, number: number): AsyncGenerator<AuditRecord> {
    for await (const record of blockFiles(exported)) if (record.number < number) yield record;
    yield { number, content: block, isDamaged: false };
  }

  const ordererSigner = () => nodeSigner(network, network.site.orderers[0]?.name ?? '');

  /** Names what is found about a block that a coalition made with these departments' peers. */
  async function forged(endorsers: readonly string[], orderer = ordererSigner()): Promise<string[]> {
    const { last, height } = await exportedHeads(exported);
    const { channel, chaincode } = network.site.state.definition;
    const creator = signerOf(await network.enrol('data-bureau', 'test-attester', { 'onedoor.role': 'attester' }));
    const block = forgedBlock(channel, last, {
      chaincode,
      creator,
      endorsers: endorsers.map((code) => nodeSigner(network, `${code}.peer0`)),
      orderer,
      owner: 'HumanResourcesMSP',
    });
    const { findings } = await audited(followedBy(block, height));
    expect(findings.every((finding) => finding.block === height)).to.equal(true);
    return findings.map(({ code, detail }) => (code === 'VALIDATION_CODE' ? `${code}: ${detail}` : code));
  }

  it('names a statement that everybody made but the department in whose name it is', async () => {
    expect(await forged(['data-bureau'])).to.include(
      'VALIDATION_CODE: VALID stands there, ENDORSEMENT_POLICY_FAILURE follows from the blocks',
    );
  });

  it('names a block that somebody of the organisation with the orderers has signed, but no orderer', async () => {
    const [orderer] = network.site.orderers;
    if (orderer === undefined) throw new Error('no orderer');
    const { organisation } = orderer;
    const admin = readIdentity(organisation.mspId, network.site.administrator(organisation));
    expect(await forged(['human-resources'], signerOf(admin, 'admin'))).to.include('ORDERER_SIGNATURE');
    expect(await forged(['human-resources'])).to.not.include('ORDERER_SIGNATURE');
  });

  it('names a hash that a department itself wrote, and that belongs to no document', async () => {
    const found = await forged(['human-resources']);
    expect(found).to.include('HASH_UNEXPLAINED');
    expect(found.join()).not.to.contain('VALIDATION_CODE');
  });
});

async function exportedHeads(folder: string): Promise<{ last: Uint8Array; height: number }> {
  let found = { last: new Uint8Array(), height: 0 };
  for await (const { number, content } of blockFiles(folder)) {
    found = { last: Uint8Array.from(content), height: number + 1 };
  }
  return found;
}

/** Verifies what the demo foretells of the office's items. */
async function askAll(gateway: RunningGateway, on: string): Promise<VerificationAnswer[]> {
  const token = await gateway.token({ department: 'human-resources', role: 'intake', officer: 'audited-intake' });
  const answers: VerificationAnswer[] = [];
  for (const { itemCode, request } of demoCases(on)) {
    if (!itemCode.startsWith('human-resources.')) continue;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(request) };
    const answer = await fetch(`${gateway.url}/v1/verifications`, init);
    if (answer.ok) answers.push((await answer.json()) as VerificationAnswer);
  }
  return answers;
}
