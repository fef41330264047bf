// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { parsePrivateRwset } from '../../../network/embedded/peer/rwset/parse-private-rwset.js';
import { parseRwset } from '../../../network/embedded/peer/rwset/parse-rwset.js';
import { RangeReads } from '../../../network/embedded/peer/rwset/range-reads.js';
import type { RangeQuery } from '../../../network/embedded/peer/rwset/range-query.js';
import { RwsetBuilder } from '../../../network/embedded/peer/rwset/rwset-builder.js';
import { compareUtf8 } from '../../../network/embedded/peer/store/utf8-order.js';

const NOTHING = new Uint8Array();
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function range(rows: number, endKey: string, exhausted: boolean): RangeQuery {
  const reads = new RangeReads();
  for (let index = 0; index < rows; index += 1) {
    reads.add(`k${String(index).padStart(5, '0')}`, { block: index % 7, tx: index % 3 });
  }
  return { startKey: 'k', endKey, exhausted, result: reads.finish() };
}

/** Every kind of entry, given in another order than the one in which they must come out. */
function everything(): RwsetBuilder {
  const builder = new RwsetBuilder();
  const policy = new Map([['VALIDATION_PARAMETER', Buffer.from('policy')]]);
  const probe = builder.namespace('probe');
  probe.read('b', undefined);
  probe.read('a', { block: 0, tx: 0 });
  probe.read('c', { block: 300, tx: 2 });
  probe.write('\u{1F600}', Buffer.from('v1'));
  probe.write('\uFF5E', Buffer.from('v2'));
  probe.write('d', NOTHING);
  probe.writeMetadata('m', policy);
  const collection = probe.collection('coll');
  collection.read('x', { block: 5, tx: 1 });
  collection.read('w', undefined);
  collection.write('p2', Buffer.from('two'), false);
  collection.write('p1', Buffer.from('one'), false);
  collection.write('p3', NOTHING, false);
  collection.write('p4', NOTHING, true);
  collection.writeMetadata('p1', policy);
  probe.collection('another').read('x', undefined);
  builder.namespace('alpha').read('q', { block: 1, tx: 1 });
  probe.readRange(range(0, 'l', true));
  probe.readRange(range(3, 'k00002', false));
  probe.readRange(range(51, 'm', true));
  probe.readRange(range(2_700, 'n', true));
  probe.readRange(range(140_000, 'o', true));
  return builder;
}

describe('read-write sets', () => {
  it('are the bytes that the builder of a v3.1.5 peer makes of the same operations', () => {
    // Both digests come from running that builder over the operations of `everything`.
    const { results, privateResults } = everything().build();
    expect(digest(results)).to.equal('47f4d3c85479609f9ec3098ff72668d1f01fe8ee9f0fb9b8d58b3518397fae00');
    expect(digest(privateResults)).to.equal('489afa37419f15147822f5b2bde67e83cfd20ecb374df8898168c7c22b50f38d');
  });

  it('read back give the public reads, writes and ranges', () => {
    const [alpha, probe] = parseRwset(everything().build().results);
    expect([alpha?.name, probe?.name]).to.deep.equal(['alpha', 'probe']);
    expect(probe?.reads).to.deep.equal([
      { key: 'a', version: { block: 0, tx: 0 } },
      { key: 'b', version: undefined },
      { key: 'c', version: { block: 300, tx: 2 } },
    ]);
    expect(probe?.writes.map(({ key }) => key)).to.deep.equal(['d', '\uFF5E', '\u{1F600}']);
    expect(probe?.ranges.map(({ result }) => result.summary?.maxLevel)).to.deep.equal([undefined, undefined, 1, 2, 3]);
  });

  it('read back give the hashes and, beside them, the values', () => {
    const { results, privateResults } = everything().build();
    const hashed = parseRwset(results)
      .flatMap(({ collections }) => collections)
      .filter(({ name }) => name === 'coll');
    expect(
      hashed.flatMap(({ writes }) => writes.map(({ isPurge, value }) => [isPurge, value !== undefined])),
    ).to.deep.equal([
      [false, true],
      [false, true],
      [false, false],
      [true, false],
    ]);
    const values = parsePrivateRwset(privateResults);
    expect(
      values.map(({ namespace, collection, metadataKeys }) => [namespace, collection, metadataKeys]),
    ).to.deep.equal([['probe', 'coll', ['p1']]]);
    expect(
      values.flatMap(({ writes }) => writes.map(({ key, value }) => [key, value && Buffer.from(value).toString()])),
    ).to.deep.equal([
      ['p1', 'one'],
      ['p2', 'two'],
      ['p3', undefined],
      ['p4', undefined],
    ]);
    expect(hashed.map(({ privateHash }) => Buffer.from(privateHash).toString('hex'))).to.deep.equal(
      values.map(({ bytes }) => digest(bytes)),
    );
  });

  it('are empty for a transaction that touched nothing', () => {
    const { results, privateResults } = new RwsetBuilder().build();
    expect([results.length, privateResults.length]).to.deep.equal([0, 0]);
  });

  it('sort keys as their UTF-8 bytes', () => {
    const keys = ['\u{10FFFF}', '\uFFFD', '\uE000', '\u{10000}', '\uD7FF', 'z', 'ab', 'a', ''];
    const byBytes = [...keys].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
    expect([...keys].sort(compareUtf8)).to.deep.equal(byBytes);
  });
});
