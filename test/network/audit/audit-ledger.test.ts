// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { common } from '@hyperledger/fabric-protos';
import { codeNumber } from '../../../network/embedded/validation-code.js';
import { TestNetwork } from '../protocol/open-test-network.js';
import { changeEnvelope, readBlocks, rechain, setMetadata, writeBlocks } from './altered-blocks.js';
import type { LedgerAuditOptions } from '../../../network/embedded/audit/audit-ledger.js';
import type { Audited } from './audited.js';
import { audited, named } from './audited.js';

/** Block 0 the configuration, 1 to 3 puts, 4 one that lost against 3, 5 two at once, 6 a put. */
const STALE = 4;
const NOTHING = new Uint8Array();

describe('audit of a ledger from its blocks', () => {
  let test: TestNetwork;
  let whileOpen: Audited;
  let directory: string;

  before(async () => {
    test = await TestNetwork.open();
    const caller = await test.caller();
    for (const value of ['1', '2']) await test.network.submit(caller, test.put('k', value));
    const stale = await test.network.endorse(caller, test.put('k', '4'));
    await test.network.submit(caller, test.put('k', '3'));
    await test.network.order(stale);
    const both = await Promise.all(['a', 'b'].map((key) => test.network.endorse(caller, test.put(key, '1'))));
    await test.network.order(both);
    await test.network.submit(caller, test.put('k', '5'));
    whileOpen = await audited(test.options);
    await test.network.close();
  });

  after(async () => {
    await test.remove();
  });

  /** An audit needs the blocks and nothing else. */
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'onedoor-audited-'));
    await copyFile(join(test.directory, 'blocks.dat'), join(directory, 'blocks.dat'));
  });

  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  const audit = (changes: Partial<LedgerAuditOptions> = {}) => audited({ ...test.options, directory }, changes);

  /** Lets the attacker at the blocks, and audits what is left. */
  async function attacked(attack: (blocks: common.Block[]) => unknown): Promise<Audited> {
    const blocks = await readBlocks(directory);
    attack(blocks);
    await writeBlocks(directory, blocks);
    return audit();
  }

  const blockAt = (blocks: readonly common.Block[], number: number): common.Block => {
    const block = blocks[number];
    if (block === undefined) throw new Error(`no block ${number}`);
    return block;
  };

  /** In both places at which it stands; what the orderer signed is another one then. */
  const setLastConfig = (block: common.Block, number: number): void => {
    const [last, metadata] = [new common.LastConfig(), new common.Metadata()];
    last.setIndex(number);
    metadata.setValue(last.serializeBinary());
    setMetadata(block, common.BlockMetadataIndex.LAST_CONFIG, metadata.serializeBinary());
    const signed = common.Metadata.deserializeBinary(block.getMetadata()?.getMetadataList_asU8()[0] ?? NOTHING);
    const value = new common.OrdererBlockMetadata();
    value.setLastConfig(last);
    signed.setValue(value.serializeBinary());
    setMetadata(block, common.BlockMetadataIndex.SIGNATURES, signed.serializeBinary());
  };

  it('finds nothing in a ledger as it was made, while it is open and after it is closed', async () => {
    expect(named(whileOpen)).to.deep.equal([]);
    expect(whileOpen.blocks).to.deep.equal([0, 1, 2, 3, 4, 5, 6]);
    expect(whileOpen.signatures).to.be.greaterThan(20);
    expect(named(await audit())).to.deep.equal([]);
  });

  it('looks at no more than it is asked for', async () => {
    expect((await audit({ from: 2, to: 4 })).blocks).to.deep.equal([0, 1, 2, 3, 4]);
  });

  it('leaves out a block that is still being written', async () => {
    const path = join(directory, 'blocks.dat');
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, bytes.length - 10));
    expect(await audit().then(({ findings, blocks }) => ({ findings, last: blocks.at(-1) }))).to.deep.equal({
      findings: [],
      last: 5,
    });
  });

  it('names the block in which one byte is another, and goes on behind it', async () => {
    const path = join(directory, 'blocks.dat');
    const bytes = await readFile(path);
    const at =
      bytes.indexOf(
        blockAt(await readBlocks(directory), 3)
          .serializeBinary()
          .subarray(-40),
      ) + 20;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(path, bytes);
    const found = await audit();
    expect(named(found)).to.include('RECORD_DAMAGED 3');
    expect(new Set(found.findings.map(({ block }) => block))).to.satisfy((at: Set<number>) => at.has(3));
    expect(found.blocks.at(-1)).to.equal(6);
  });

  it('names a validation code that was altered alone by the chain over codes', async () => {
    const found = await attacked((blocks) => {
      setMetadata(blockAt(blocks, STALE), 2, Uint8Array.of(0));
    });
    expect(named(found)).to.include(`COMMIT_HASH ${STALE}`).and.to.include(`VALIDATION_CODE ${STALE}`);
  });

  for (const [number, code] of [
    [STALE, 'VALID'],
    [2, 'MVCC_READ_CONFLICT'],
  ] as const) {
    it(`names ${code} put into block ${number} also where checksums and hashes were redone`, async () => {
      const found = await attacked((blocks) => {
        setMetadata(blockAt(blocks, number), 2, Uint8Array.of(codeNumber(code)));
        rechain(blocks);
      });
      expect(named(found)).to.deep.equal([`VALIDATION_CODE ${number}`]);
      expect(found.findings[0]).to.have.property('transactionId').that.has.length(64);
    });
  }

  it('names a signature, and the orderer who did not sign what was made of it', async () => {
    const found = await attacked((blocks) => {
      changeEnvelope(blockAt(blocks, 2), 0, (envelope) => {
        const signature = envelope.getSignature_asU8().slice();
        signature[20] = (signature[20] ?? 0) ^ 1;
        envelope.setSignature(signature);
      });
      rechain(blocks);
    });
    expect(named(found)).to.include('VALIDATION_CODE 2').and.to.include('ORDERER_SIGNATURE 2');
    expect(found.findings.find(({ code }) => code === 'VALIDATION_CODE')?.detail).to.contain('BAD_CREATOR_SIGNATURE');
  });

  it('names a time that was altered: who signed the transaction did not sign that', async () => {
    const found = await attacked((blocks) => {
      changeEnvelope(blockAt(blocks, 3), 0, (envelope) => {
        const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
        const header = common.ChannelHeader.deserializeBinary(payload.getHeader()?.getChannelHeader_asU8() ?? NOTHING);
        header.getTimestamp()?.setSeconds(1_000_000_000);
        payload.getHeader()?.setChannelHeader(header.serializeBinary());
        envelope.setPayload(payload.serializeBinary());
      });
      rechain(blocks);
    });
    expect(named(found)).to.include('VALIDATION_CODE 3').and.to.include('ORDERER_SIGNATURE 3');
  });

  it('names a block that is not there', async () => {
    const found = await attacked((blocks) => blocks.splice(3, 1));
    expect(named(found)).to.include.members(['BLOCK_MISSING 4', 'PREVIOUS_HASH 4', 'REPLAY_STOPPED 4']);
  });

  it('names a configuration that gives an organisation another authority', async () => {
    const other = await TestNetwork.open();
    await other.network.close();
    const [foreign] = await readBlocks(other.directory);
    await other.remove();
    const found = await attacked((blocks) => {
      const copy = common.Block.deserializeBinary((foreign ?? new common.Block()).serializeBinary());
      copy.getHeader()?.setNumber(3);
      setLastConfig(copy, 3);
      blocks.splice(3, 1, copy);
    });
    expect(named(found)).to.include.members(['CONFIGURATION_SIGNATURE 3', 'ROOT_CHANGED 3']);
  });

  it('names a ledger that was put back, if somebody noted a later head', async () => {
    const blocks = await readBlocks(directory);
    const hash = Buffer.from(blockAt(blocks, 6).getHeader()?.getDataHash_asU8() ?? []).toString('hex');
    const noted = { height: 7, hash };
    expect(named(await audit({ expected: noted }))).to.deep.equal(['HEAD_DIFFERS 6']);
    await writeBlocks(directory, blocks.slice(0, 5));
    expect(named(await audit())).to.deep.equal([]);
    expect(named(await audit({ expected: { height: 7 } }))).to.deep.equal(['LEDGER_SHORTENED 5']);
  });
});
