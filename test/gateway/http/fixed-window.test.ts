// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { FixedWindow } from '../../../gateway/http/limits/fixed-window.js';

describe('a window of counting', () => {
  it('counts each key by itself, says how long it lasts, and begins anew after it', () => {
    const windows = new FixedWindow(60_000, 10);
    expect(windows.count('a', 1_000)).to.deep.equal({ count: 1, seconds: 60 });
    expect(windows.count('a', 31_500)).to.deep.equal({ count: 2, seconds: 30 });
    expect(windows.count('b', 31_500)).to.deep.equal({ count: 1, seconds: 60 });
    expect(windows.count('a', 60_999)).to.deep.equal({ count: 3, seconds: 1 });
    expect(windows.count('a', 61_000)).to.deep.equal({ count: 1, seconds: 60 });
    for (let now = 0.1; now < 100; now += 0.1) expect(windows.count(`at ${String(now)}`, now).seconds).to.equal(60);
  });

  it('forgets the key that was silent longest for a new one', () => {
    const windows = new FixedWindow(60_000, 2);
    for (const key of ['a', 'b', 'a', 'c']) windows.count(key, 0);
    expect(windows.count('a', 1).count).to.equal(3);
    expect(windows.count('b', 1).count).to.equal(1);
  });
});
