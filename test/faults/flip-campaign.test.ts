// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { judgeFlip } from './support/judge-flip.js';
import { strike } from './support/strike-flips.js';

describe('flipped bits in the files of a ledger', () => {
  it('are found and named, or repaired; what was altered is never given out', async function () {
    this.timeout(120_000);
    const figures = await strike({ count: 40, seed: 7, isOver: () => false });
    expect(figures.wrong).to.deep.equal([]);
    expect(figures.flips).to.equal(40);
    const { refused = 0, named = 0 } = figures.stores['blocks.dat'] ?? {};
    expect(refused, 'blocks refused when opening').to.be.greaterThan(0);
    expect(named, 'blocks refused when read').to.be.greaterThan(0);
  });

  it('would not pass if one were served, or a block lost, or another block named', () => {
    const blocks = [{ number: 0, at: 0, end: 10 }];
    const target = { store: 'blocks.dat', path: 'blocks.dat', size: 10, blocks };
    const truth = { blocks: ['a', 'b'], everything: 'all', transactions: 'ids' };
    const refusal = 'refused: NetworkError block 0 in blocks.dat is damaged';
    expect(judgeFlip(target, 3, truth, truth)).to.equal('repaired');
    expect(judgeFlip(target, 3, { ...truth, blocks: [refusal, 'b'] }, truth)).to.equal('named');
    expect(judgeFlip(target, 3, { ...truth, blocks: ['x', 'b'] }, truth)).to.equal('wrong');
    expect(judgeFlip(target, 3, { ...truth, blocks: ['a'] }, truth)).to.equal('wrong');
    expect(judgeFlip(target, 3, { ...truth, blocks: ['a', refusal] }, truth)).to.equal('wrong');
    expect(judgeFlip(target, 3, { ...truth, everything: 'less' }, truth)).to.equal('wrong');
    expect(judgeFlip(target, 3, new Error('unexpected end'), truth)).to.equal('wrong');
  });
});
