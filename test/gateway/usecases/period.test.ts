// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { instantsOf } from '../../../gateway/usecases/period.js';

describe('a period', () => {
  it('begins and ends at midnight in Shanghai, its last day included', () => {
    expect(instantsOf({ from: '2026-03-01', until: '2026-03-01' })).to.deep.equal({
      from: '2026-02-28T16:00:00.000Z',
      to: '2026-03-01T16:00:00.000Z',
    });
  });

  it('may be open at either end', () => {
    expect(instantsOf({ from: '2026-03-01' })).to.deep.equal({ from: '2026-02-28T16:00:00.000Z' });
    expect(instantsOf({})).to.deep.equal({});
  });

  for (const period of [{ from: '2026-03-02', until: '2026-03-01' }, { from: '2026-02-29' }, { until: '2026-13-01' }]) {
    it(`is refused as ${JSON.stringify(period)}`, () => {
      expect(() => instantsOf(period))
        .to.throw()
        .with.property('code', 'PERIOD_INVALID');
    });
  }
});
