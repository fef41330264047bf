// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { createRequire } from 'node:module';
import { CHAINCODE, TestNetwork } from './open-test-network.js';

interface FabricBlock {
  header: { number: { toString(): string }; previous_hash: Buffer; data_hash: Buffer };
  data: { data: FabricEnvelope[] };
  metadata: { metadata: [{ signatures: { signature_header: { creator: { mspid: string } } }[] }, unknown, Buffer] };
}

interface FabricEnvelope {
  payload: {
    header: { channel_header: { typeString: string; tx_id: string; channel_id: string } };
    data: { actions: { payload: { action: FabricAction } }[] };
  };
}

interface FabricAction {
  proposal_response_payload: {
    extension: {
      results: { ns_rwset: { namespace: string; rwset: { writes: { key: string }[] } }[] };
      events: { event_name: string };
      response: { status: number };
    };
  };
  endorsements: { endorser: { mspid: string } }[];
}

const require = createRequire(import.meta.url);
const { decode } = require('fabric-common/lib/BlockDecoder.js') as { decode: (bytes: Buffer) => FabricBlock };

describe("embedded network: Fabric's own client library reads its blocks", () => {
  let test: TestNetwork;

  before(async () => {
    test = await TestNetwork.open();
  });

  after(async () => {
    await test.remove();
  });

  it('transactions', async () => {
    const { transactionId } = await test.network.submit(await test.caller(), test.put('k', 'v'));
    const own = await test.network.block(1n);
    const block = decode(Buffer.from(own.bytes));
    expect(block.header.number.toString()).to.equal('1');
    expect(block.header.previous_hash).to.deep.equal(Buffer.from(own.previousHash));
    expect(block.metadata.metadata[0].signatures[0]?.signature_header.creator.mspid).to.equal('OrdererMSP');
    const { header, data } = block.data.data[0]?.payload ?? expect.fail('no envelope');
    expect(header.channel_header).to.deep.include({
      typeString: 'ENDORSER_TRANSACTION',
      tx_id: transactionId,
      channel_id: 'district',
    });
    const action = data.actions[0]?.payload.action ?? expect.fail('no action');
    const { results, events, response } = action.proposal_response_payload.extension;
    const written = results.ns_rwset.find(({ namespace }) => namespace === CHAINCODE);
    expect(written?.rwset.writes.map(({ key }) => key)).to.deep.equal(['k']);
    expect(events.event_name).to.equal('put');
    expect(response.status).to.equal(200);
    expect(action.endorsements.map(({ endorser }) => endorser.mspid)).to.deep.equal(['AMSP', 'BMSP']);
  });

  it('configuration', async () => {
    const block = decode(Buffer.from((await test.network.block(0n)).bytes));
    expect(block.data.data[0]?.payload.header.channel_header.typeString).to.equal('CONFIG');
    const config = JSON.stringify(block.data.data[0]?.payload.data);
    for (const named of ['AMSP', 'V3_0', 'V2_5', 'V2_0']) expect(config).to.contain(named);
  });
});
