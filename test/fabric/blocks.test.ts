// SPDX-License-Identifier: Apache-2.0
import { createRequire } from 'node:module';
import { expect } from 'chai';
import { common } from '@hyperledger/fabric-protos';
import type { DecodedBlock } from '../../network/embedded/index.js';
import { readBlock } from '../../network/embedded/protocol/read-block.js';
import { auditedFabric } from '../network/audit/recorded-fabric.js';
import { openModelNetwork } from '../network/model/model-network.js';
import { fabricSummary, ownSummary } from './support/block-summaries.js';
import { decodeByFabric, encodeByFabric } from './support/configtxlator.js';
import { requireFabric } from './support/require-fabric.js';
import { SHARED_UP_MS } from './support/shared-network.js';
import { sharedProbeNetwork } from './support/shared-probe-network.js';
import { STORY_CODES, tellStory } from './support/told-story.js';

interface ClientBlock {
  readonly header: { readonly number: { toString(): string }; readonly data_hash: Buffer };
  readonly data: { readonly data: readonly { readonly payload: { readonly header: ClientHeader } }[] };
  readonly metadata: { readonly metadata: readonly unknown[] };
}

interface ClientHeader {
  readonly channel_header: { readonly typeString: string; readonly tx_id: string };
}

const require = createRequire(import.meta.url);
const { decode } = require('fabric-common/lib/BlockDecoder.js') as { decode: (bytes: Buffer) => ClientBlock };

/** More say nothing new, and Fabric's program is started several times for each. */
const MOST = 40;

async function blocksOf(network: {
  readonly height: bigint;
  block(number: bigint): Promise<DecodedBlock>;
}): Promise<DecodedBlock[]> {
  const blocks: DecodedBlock[] = [];
  for (let number = 0n; number < network.height; number += 1n) blocks.push(await network.block(number));
  return blocks;
}

describe('blocks of the embedded network and of Fabric', function () {
  this.timeout(SHARED_UP_MS);
  const origins: Record<'embedded' | 'Fabric', DecodedBlock[]> = { embedded: [], Fabric: [] };

  before(async function () {
    requireFabric(this);
    const { network, remove } = await openModelNetwork();
    try {
      expect(await tellStory(network, 'story')).to.deep.equal(STORY_CODES);
      origins.embedded = await blocksOf(network);
    } finally {
      await remove();
    }
    const { channel } = await sharedProbeNetwork();
    expect(await tellStory(channel, `story-${Date.now()}`)).to.deep.equal(STORY_CODES);
    origins.Fabric = await blocksOf(channel);
  });

  for (const origin of ['embedded', 'Fabric'] as const) {
    const some = (): DecodedBlock[] => [
      ...origins[origin].slice(0, MOST / 2),
      ...origins[origin].slice(MOST / 2).slice(-MOST / 2),
    ];

    it(`${origin}: Fabric's own program reads them as our decoder does, and nothing is lost on the way back`, async () => {
      for (const block of some()) {
        const byFabric = await decodeByFabric('common.Block', block.bytes);
        expect(await fabricSummary(byFabric), `block ${block.number}`).to.deep.equal(ownSummary(block));
        const again = await encodeByFabric('common.Block', byFabric);
        // Its own maps come in any order, so that a configuration is compared by what it says.
        if (block.transactions.length > 0)
          expect(again.equals(block.bytes), `bytes of block ${block.number}`).to.equal(true);
        else expect(await decodeByFabric('common.Block', again)).to.deep.equal(byFabric);
      }
    });

    it(`${origin}: the classes of fabric-protos give the same bytes back`, () => {
      for (const { number, bytes } of origins[origin]) {
        const again = common.Block.deserializeBinary(bytes).serializeBinary();
        expect(Buffer.compare(again, bytes), `block ${number}`).to.equal(0);
        expect(readBlock(again).number).to.equal(number);
      }
    });

    it(`${origin}: Fabric's client library reads them`, () => {
      for (const block of origins[origin]) {
        const { header, data } = decode(Buffer.from(block.bytes));
        expect(header.number.toString()).to.equal(String(block.number));
        expect(header.data_hash).to.deep.equal(Buffer.from(block.dataHash));
        const headers = data.data.map(({ payload }) => payload.header.channel_header);
        const isConfig = headers[0]?.typeString === 'CONFIG';
        const ids = isConfig ? [] : headers.map(({ tx_id: id }) => id);
        expect(ids).to.deep.equal(block.transactions.map(({ transactionId }) => transactionId));
      }
    });
  }

  it('Fabric: an audit finds nothing in them, and the same codes', async () => {
    const messages = origins.Fabric.map(({ bytes }) => common.Block.deserializeBinary(bytes));
    const audited = await auditedFabric(messages, { channel: 'district' });
    expect(audited.findings).to.deep.equal([]);
    for (const { number, transactions } of origins.Fabric) {
      expect(audited.codes[Number(number)]).to.deep.equal(transactions.map(({ validationCode }) => validationCode));
    }
  });
});
