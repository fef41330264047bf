// SPDX-License-Identifier: Apache-2.0
import { peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import type { StepsNetwork } from '../network/conformance/support/steps-network.js';
import { refusedRequest, requestError, outcomesOf } from '../network/conformance/support/steps-network.js';
import { bytes } from '../network/conformance/support/steps-contract.js';
import type { Step } from '../network/conformance/support/steps-contract.js';
import { embeddedOf } from '../network/conformance/support/embedded-steps.js';
import { suite } from './stage.js';

const OWN = '_implicit_org_AMSP';
const READ_ONLY =
  'txid [TXID]: unsuppored transaction. Paginated queries are supported only in a read-only transaction';
const ALREADY =
  'txid [TXID]: unsuppored transaction. Transaction has already performed a paginated query. Writes are not allowed';

interface PageAnswer {
  readonly keys: string[];
  readonly metadata?: { readonly bookmark: string; readonly fetchedRecordsCount: number };
}

const page = (start: string, end: string, size: number, bookmark = ''): Step => [
  'getStateByRangeWithPagination',
  start,
  end,
  size,
  bookmark,
];

/** What the shim sends with a query by pages. */
function pageMetadata(size: number, bookmark = ''): { base64: string } {
  const metadata = new peer.QueryMetadata();
  metadata.setPagesize(size);
  metadata.setBookmark(bookmark);
  return bytes(metadata.serializeBinary());
}

export const pagesAndRichQueries = suite('conformance C: pages and rich queries', (stage) => {
  let network: StepsNetwork;

  before(async () => {
    network = await stage.open();
    await network.fill('k', 5);
    await network.submit(
      ['putState', 'a', '1'],
      ['putState', 'z', '1'],
      ['putPrivateData', OWN, 'p1', '1'],
      ['putPrivateData', OWN, 'p2', '2'],
      ['putPrivateData', OWN, 'p3', '3'],
    );
  });
  after(() => network.remove());

  it('F26 a page after a write is refused, whatever was written', async () => {
    const refused = refusedRequest('GET_STATE_BY_RANGE', READ_ONLY);
    for (const write of [
      ['putState', 'f26', '1'],
      ['deleteState', 'f26'],
      ['setStateValidationParameter', 'f26', bytes('')],
      ['putPrivateData', OWN, 'f26', '1'],
      ['purgePrivateData', OWN, 'f26'],
    ] as const) {
      expect(await network.refusal(write, page('k', 'l', 3)), write[0]).to.equal(refused);
    }
  });

  it('F27 a write after a page is refused, whatever it writes', async () => {
    for (const [type, ...write] of [
      ['PUT_STATE', 'putState', 'f27', '1'],
      ['DEL_STATE', 'deleteState', 'f27'],
      ['PUT_STATE_METADATA', 'setStateValidationParameter', 'f27', bytes('')],
      ['PUT_STATE', 'putPrivateData', OWN, 'f27', '1'],
      ['PURGE_PRIVATE_DATA', 'purgePrivateData', OWN, 'f27'],
    ] as const) {
      expect(await network.refusal(page('k', 'l', 3), write)).to.equal(refusedRequest(type, ALREADY));
    }
    const tried = await network.endorseAs({ transaction: 'Try' }, page('k', 'l', 1), ['putState', 'f27', '1']);
    expect(outcomesOf(tried)[1]).to.equal(requestError('PUT_STATE', ALREADY));
    expect(network.endorsedRwset(tried).writes).to.deep.equal([]);
  });

  it('F28 a bookmark is the next key in clear, and empty when nothing is left; an empty page has none', async () => {
    const answer = await network.ask(
      page('k', 'l', 3),
      page('k', 'l', 3, 'k00003'),
      page('k', 'l', 5),
      page('m', 'n', 2),
    );
    expect(answer).to.deep.equal([
      { keys: ['k00000', 'k00001', 'k00002'], metadata: { bookmark: 'k00003', fetchedRecordsCount: 3 } },
      { keys: ['k00003', 'k00004'], metadata: { bookmark: '', fetchedRecordsCount: 2 } },
      { keys: ['k00000', 'k00001', 'k00002', 'k00003', 'k00004'], metadata: { bookmark: '', fetchedRecordsCount: 5 } },
      { keys: [] },
    ]);
  });

  it('F29 a bookmark replaces the start without any check against the range; the end still bounds', async () => {
    const [before, beyond] = (await network.ask(
      page('k00003', 'k00004', 9, 'a'),
      page('k', 'l', 9, 'z'),
    )) as PageAnswer[];
    expect(before?.keys).to.deep.equal(['a', 'k00000', 'k00001', 'k00002', 'k00003']);
    expect(beyond?.keys).to.deep.equal([]);
    const scan = await network.endorse(page('k00003', 'k00004', 9, 'a'));
    expect(network.endorsedRwset(scan).ranges.map(({ start, end }) => [start, end])).to.deep.equal([['a', 'k00004']]);
  });

  it('F30 page size 0 without a bookmark is no page at all; below 0 it is one without a limit', async () => {
    const unpaged = await network.endorse(page('k', 'l', 0), ['putState', 'f30', '1']);
    const [none] = outcomesOf(unpaged) as PageAnswer[];
    expect(none).to.deep.equal({ keys: ['k00000', 'k00001', 'k00002', 'k00003', 'k00004'] });
    expect(await network.order(unpaged)).to.deep.equal(['VALID']);
    const [unlimited, marked] = (await network.ask(page('k', 'l', -1), page('k', 'l', 0, 'k00002'))) as PageAnswer[];
    expect(unlimited?.keys).to.have.length(5);
    expect(unlimited?.metadata).to.deep.equal({ bookmark: '', fetchedRecordsCount: 5 });
    expect(marked?.keys).to.deep.equal(['k00002', 'k00003', 'k00004']);
    for (const paged of [page('k', 'l', -1), page('k', 'l', 0, 'k00002')]) {
      expect(await network.refusal(paged, ['putState', 'f30', '1'])).to.equal(refusedRequest('PUT_STATE', ALREADY));
    }
  });

  const keysOf = ([answer]: unknown[]): string[] | undefined => (answer as PageAnswer | undefined)?.keys;

  it('F31 each page is an evaluation of its own, over the height that it meets', async () => {
    await network.submit(['putState', 'f31-a', '1'], ['putState', 'f31-b', '1'], ['putState', 'f31-d', '1']);
    const [first] = (await network.ask(page('f31-', 'f31~', 2))) as PageAnswer[];
    expect(first).to.deep.equal({
      keys: ['f31-a', 'f31-b'],
      metadata: { bookmark: 'f31-d', fetchedRecordsCount: 2 },
    });
    await network.submit(['deleteState', 'f31-d'], ['putState', 'f31-e', '1']);
    expect(keysOf(await network.ask(page('f31-', 'f31~', 2, 'f31-d')))).to.deep.equal(['f31-e']);
  });

  stage.itEmbedded('F31 each page is an evaluation of its own, at the peer that it meets', async () => {
    await network.submit(['putState', 'f31p-a', '1']);
    embeddedOf(network).network.hold('BMSP');
    await network.submit(['deleteState', 'f31p-a'], ['putState', 'f31p-b', '1']);
    const all = page('f31p-', 'f31p~', 2);
    expect(keysOf(await network.ask(all))).to.deep.equal(['f31p-b']);
    expect(keysOf(await network.askAs({ at: 'BMSP' }, all))).to.deep.equal(['f31p-a']);
    embeddedOf(network).network.release('BMSP');
  });

  it('F32 private collections have no pages: a bookmark is ignored and none comes back; the size cuts off in silence', async () => {
    const scan = (metadata: { base64: string }): Step => ['handleGetStateByRange', OWN, 'p', 'q', metadata];
    const asked = [scan(pageMetadata(2)), scan(pageMetadata(2, 'p3')), scan(pageMetadata(-1, 'p3'))];
    expect(await network.ask(...asked)).to.deep.equal([
      ['p1', 'p2'],
      ['p1', 'p2'],
      ['p1', 'p2', 'p3'],
    ]);
    expect(await network.refusal(scan(pageMetadata(2)), ['putState', 'f32', '1'])).to.match(
      /Transaction has already performed queries on pvt data\. Writes are not allowed$/,
    );
  });

  it('F33 rich queries are refused in the words of a peer with LevelDB', async () => {
    const refused = refusedRequest('GET_QUERY_RESULT', 'ExecuteQuery not supported for leveldb');
    expect(await network.refusal(['getQueryResult', '{"selector":{}}'])).to.equal(refused);
    expect(await network.refusal(['getPrivateDataQueryResult', OWN, '{"selector":{}}'])).to.equal(refused);
    const paged = (size: number, bookmark: string): Step => ['getQueryResultWithPagination', '{}', size, bookmark];
    expect(await network.refusal(paged(5, ''))).to.equal(
      refusedRequest('GET_QUERY_RESULT', 'ExecuteQueryWithMetadata not supported for leveldb'),
    );
    expect(await network.refusal(paged(0, ''))).to.equal(refused);
    expect(await network.refusal(['putState', 'f33', '1'], paged(5, ''))).to.equal(
      refusedRequest('GET_QUERY_RESULT', READ_ONLY),
    );
    expect(await network.refusal(['getPrivateDataQueryResult', 'nowhere', '{}'])).to.equal(
      refusedRequest('GET_QUERY_RESULT', 'collection district/conformance/nowhere could not be found'),
    );
    expect(await network.refusal(['getPrivateDataQueryResult', '_implicit_org_ZMSP', '{}'])).to.equal(
      refusedRequest(
        'GET_QUERY_RESULT',
        'collection [_implicit_org_ZMSP] not defined in the collection config for chaincode [conformance]',
      ),
    );
  });

  it('F33 a rich query that was refused still counts: of pages and of private data, writes are refused after it', async () => {
    const tried = await network.endorseAs(
      { transaction: 'Try' },
      ['getQueryResultWithPagination', '{}', 5, ''],
      ['putState', 'f33', '1'],
    );
    expect(outcomesOf(tried)[1]).to.equal(requestError('PUT_STATE', ALREADY));
    const privately = await network.endorseAs(
      { transaction: 'Try' },
      ['getPrivateDataQueryResult', OWN, '{}'],
      ['putState', 'f33', '1'],
    );
    expect(outcomesOf(privately)[1]).to.match(/Transaction has already performed queries on pvt data/);
    const plainly = await network.endorseAs({ transaction: 'Try' }, ['getQueryResult', '{}'], ['putState', 'f33', '1']);
    expect(outcomesOf(plainly)[1]).to.equal('');
  });

  it('F35 reading history and scanning private data are recorded nowhere', async () => {
    await network.submit(['putState', 'f35', 'one'], ['putPrivateData', OWN, 'f35', 'one']);
    const reader = await network.endorse(['getHistoryForKey', 'f35'], ['getPrivateDataByRange', OWN, 'f35', 'f36']);
    expect(network.setsOf(reader.envelope)).to.deep.equal([]);
    const historian = await network.endorse(['getHistoryForKey', 'f35'], ['putState', 'f35-seen', '1']);
    await network.submit(['putState', 'f35', 'two'], ['putPrivateData', OWN, 'f35', 'two']);
    expect(await network.order(historian, reader)).to.deep.equal(['VALID', 'VALID']);
  });
});
