// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { common, msp } from '@hyperledger/fabric-protos';
import { X509Certificate, createHash, verify } from 'node:crypto';
import { readIdentity } from '../../../network/embedded/identity/serialized-identity.js';
import { encodeHeader } from '../../../network/embedded/protocol/block-header.js';
import type { DecodedBlock } from '../../../network/embedded/index.js';
import { TestNetwork } from './open-test-network.js';

describe('embedded network: blocks', () => {
  let test: TestNetwork;

  beforeEach(async () => {
    test = await TestNetwork.open();
  });

  afterEach(async () => {
    await test.remove();
  });

  async function submitMany(count: number): Promise<void> {
    const caller = await test.caller();
    for (let at = 0; at < count; at += 1) await test.network.submit(caller, test.put(`k${at}`, 'v'));
  }

  it('hash their headers and data as Fabric does, and chain', async () => {
    await submitMany(2);
    let previous = Buffer.alloc(0);
    for (let number = 0n; number < 3n; number += 1n) {
      const block = await test.network.block(number);
      const parsed = common.Block.deserializeBinary(block.bytes);
      const data = parsed.getData()?.getDataList_asU8() ?? [];
      const dataHash = createHash('sha256').update(Buffer.concat(data)).digest();
      expect(Buffer.from(block.dataHash)).to.deep.equal(dataHash);
      expect(Buffer.from(block.previousHash)).to.deep.equal(previous);
      const der = encodeHeader(number, previous, dataHash);
      previous = createHash('sha256').update(der).digest();
      expect(Buffer.from(block.hash)).to.deep.equal(previous);
    }
  });

  it('encode a header as the DER of number, previous hash and data hash', () => {
    const hash = (byte: number): Buffer => Buffer.alloc(32, byte);
    const expected = Buffer.concat([
      Buffer.from('30480202', 'hex'),
      Buffer.from('0080', 'hex'),
      Buffer.from('0420', 'hex'),
      hash(1),
      Buffer.from('0420', 'hex'),
      hash(2),
    ]);
    expect(Buffer.from(encodeHeader(128n, hash(1), hash(2)))).to.deep.equal(expected);
    expect(encodeHeader(0n, new Uint8Array(), hash(2))).to.deep.equal(
      Buffer.concat([Buffer.from('30270201000400' + '0420', 'hex'), hash(2)]),
    );
  });

  it('carry a signature of the orderer that its certificate verifies', async () => {
    await submitMany(1);
    const block = await test.network.block(1n);
    const metadataList = common.Block.deserializeBinary(block.bytes).getMetadata()?.getMetadataList_asU8() ?? [];
    const metadata = common.Metadata.deserializeBinary(metadataList[0] ?? new Uint8Array());
    const [signature] = metadata.getSignaturesList();
    const signatureHeader = signature?.getSignatureHeader_asU8() ?? new Uint8Array();
    const creator = readIdentity(common.SignatureHeader.deserializeBinary(signatureHeader).getCreator_asU8());
    expect(creator.mspId).to.equal('OrdererMSP');
    const header = encodeHeader(block.number, block.previousHash, block.dataHash);
    const signed = Buffer.concat([metadata.getValue_asU8(), signatureHeader, header]);
    const { publicKey } = new X509Certificate(creator.certificate);
    expect(verify('sha256', signed, publicKey, signature?.getSignature_asU8() ?? new Uint8Array())).to.equal(true);
    expect(metadataList[2]).to.deep.equal(Uint8Array.of(0));
  });

  it('F62: chain a commit hash', async () => {
    await submitMany(2);
    const hashes = [];
    for (let number = 0n; number < 3n; number += 1n) {
      const { bytes } = await test.network.block(number);
      const list = common.Block.deserializeBinary(bytes).getMetadata()?.getMetadataList_asU8() ?? [];
      hashes.push(Buffer.from(common.Metadata.deserializeBinary(list[4] ?? new Uint8Array()).getValue_asU8()));
    }
    expect(hashes.map(({ length }) => length)).to.deep.equal([32, 32, 32]);
    expect(new Set(hashes.map((hash) => hash.toString('hex'))).size).to.equal(3);
  });

  it('begin with the configuration: root certificates of all organisations', async () => {
    const block = await test.network.block(0n);
    expect(block.transactions).to.deep.equal([]);
    const root = rootOf(block, 'AMSP');
    const { certificate } = await test.caller();
    expect(new X509Certificate(certificate).verify(root.publicKey)).to.equal(true);
  });

  it('hold what arrived while the block before was made (group commit), in the order of arrival', async () => {
    const caller = await test.caller();
    const endorsed = await Promise.all(
      Array.from({ length: 30 }, (_, at) => test.network.endorse(caller, test.put(`g${at}`, 'v'))),
    );
    const outcomes = await Promise.all(endorsed.map((transaction) => test.network.order(transaction)));
    expect(outcomes.every(({ validationCode }) => validationCode === 'VALID')).to.equal(true);
    const blocks = new Set(outcomes.map(({ blockNumber }) => blockNumber));
    expect(blocks.size).to.be.lessThan(4);
    const last = await test.network.block(test.network.height - 1n);
    const order = endorsed.map(({ transactionId }) => transactionId);
    const places = last.transactions.map(({ transactionId }) => order.indexOf(transactionId));
    expect(places).to.deep.equal([...places].sort((a, b) => a - b));
  });

  it('are read from any height, then live, until the network closes or the signal aborts', async () => {
    await submitMany(2);
    const seen: bigint[] = [];
    const reader = (async (): Promise<void> => {
      for await (const block of test.network.blocks({ from: 1n })) seen.push(block.number);
    })();
    const aborter = new AbortController();
    const aborted = (async (): Promise<DecodedBlock[]> => {
      const blocks = [];
      for await (const block of test.network.blocks({ from: 0n, signal: aborter.signal })) blocks.push(block);
      return blocks;
    })();
    await submitMany(3);
    await new Promise((resolve) => setTimeout(resolve, 20));
    aborter.abort();
    expect(await aborted).to.have.length(6);
    await test.network.close();
    await reader;
    expect(seen).to.deep.equal([1n, 2n, 3n, 4n, 5n]);
  });
});

/** Root certificate of an organisation as a configuration block names it. */
function rootOf(block: DecodedBlock, mspId: string): X509Certificate {
  const application = channelGroup(block)?.getGroupsMap().get('Application');
  const value = application?.getGroupsMap().get(mspId)?.getValuesMap().get('MSP')?.getValue_asU8();
  const mspConfig = msp.MSPConfig.deserializeBinary(value ?? new Uint8Array());
  const config = msp.FabricMSPConfig.deserializeBinary(mspConfig.getConfig_asU8());
  return new X509Certificate(Buffer.from(config.getRootCertsList_asU8()[0] ?? new Uint8Array()));
}

function channelGroup(block: DecodedBlock): common.ConfigGroup | undefined {
  const [bytes] = common.Block.deserializeBinary(block.bytes).getData()?.getDataList_asU8() ?? [];
  const envelope = common.Envelope.deserializeBinary(bytes ?? new Uint8Array());
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  return common.ConfigEnvelope.deserializeBinary(payload.getData_asU8()).getConfig()?.getChannelGroup();
}
