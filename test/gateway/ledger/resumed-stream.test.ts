// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { StreamOptions } from '../../../gateway/ledger/fabric/drivers/channel-driver.js';
import { resumedStream } from '../../../gateway/ledger/fabric/resumed-stream.js';

const QUICK = { silence: 60, shortestPause: 1, longestPause: 5 };

/** A peer with so many blocks, each of whose connections ends as the test says. */
class UnreliablePeer {
  readonly openedAt: bigint[] = [];
  height = 6n;
  readonly #ends: ((number: bigint, signal: AbortSignal) => Promise<void> | void)[];

  constructor(...ends: ((number: bigint, signal: AbortSignal) => Promise<void> | void)[]) {
    this.#ends = ends;
  }

  readonly open = async function* (this: UnreliablePeer, { from, signal }: StreamOptions): AsyncGenerator<bigint> {
    this.openedAt.push(from);
    const end = this.#ends.shift();
    for (let number = from; number < this.height && !signal.aborted; number += 1n) {
      yield number;
      await end?.(number, signal);
    }
    await silence(signal);
  }.bind(this);
}

function silence(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener('abort', () => {
        resolve();
      });
  });
}

async function collect(peer: UnreliablePeer, from: bigint, count: number): Promise<bigint[]> {
  const abort = new AbortController();
  const seen: bigint[] = [];
  const isBehind = (next: bigint) => Promise.resolve(peer.height > next);
  const parts = { open: peer.open, numberOf: (number: bigint) => number, isBehind, milliseconds: QUICK };
  for await (const number of resumedStream(parts, { from, signal: abort.signal })) {
    if (seen.push(number) === count) abort.abort();
  }
  return seen;
}

describe('blocks over connections that break', () => {
  it('come in order and once, each connection beginning at the next', async () => {
    const breaks = (at: bigint) => (number: bigint) => {
      if (number === at) throw new Error('the connection broke');
    };
    const peer = new UnreliablePeer(breaks(2n), breaks(3n));
    expect(await collect(peer, 1n, 5)).to.deep.equal([1n, 2n, 3n, 4n, 5n]);
    expect(peer.openedAt).to.deep.equal([1n, 3n, 4n]);
  });

  it('come although a connection has gone silent', async () => {
    const silent = (number: bigint, signal: AbortSignal) => (number === 3n ? silence(signal) : undefined);
    const peer = new UnreliablePeer(silent);
    expect(await collect(peer, 0n, 6)).to.deep.equal([0n, 1n, 2n, 3n, 4n, 5n]);
    expect(peer.openedAt).to.deep.equal([0n, 4n]);
  });

  it('are not asked for again while there is nothing new, however long the silence', async () => {
    const peer = new UnreliablePeer();
    setTimeout(() => {
      peer.height = 7n;
    }, 300);
    const seen = collect(peer, 4n, 3);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(peer.openedAt).to.deep.equal([4n]);
    expect(await seen).to.deep.equal([4n, 5n, 6n]);
  });
});
