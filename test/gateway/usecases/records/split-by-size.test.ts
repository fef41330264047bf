// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { SealedRecord } from '../../../../gateway/usecases/records/seal-record.js';
import { splitBySize } from '../../../../gateway/usecases/records/split-by-size.js';

function sealed(index: number, claims: number): SealedRecord {
  const names = Array.from({ length: claims }, (_, n) => [`claim${n}`, 'x'] as const);
  const shown = { from: '2020-01-01', source: 's', content: 'c' };
  return { index, shown, hidden: { register: 'r', claims: Object.fromEntries(names), salts: {} } };
}

describe('splitting a submission', () => {
  it('keeps what fits into one transaction together', () => {
    const records = Array.from({ length: 400 }, (_, index) => sealed(index, 8));
    expect(splitBySize(records)).to.deep.equal([records]);
  });

  it('cuts where the statements would outgrow a transaction, in order and without loss', () => {
    const records = Array.from({ length: 500 }, (_, index) => sealed(index, 60));
    const batches = splitBySize(records);
    expect(batches.length).to.be.within(4, 6);
    expect(batches.flat()).to.deep.equal(records);
  });

  it('has nothing to do for nothing', () => {
    expect(splitBySize([])).to.deep.equal([]);
  });
});
