// SPDX-License-Identifier: Apache-2.0
import { ranges } from '../../conformance/ranges.js';
import { EMBEDDED } from '../../conformance/stage.js';
import { expect } from 'chai';
import { EmbeddedSteps } from './support/embedded-steps.js';

ranges(EMBEDDED);

describe('conformance B: the limit of results', () => {
  let network: EmbeddedSteps;

  before(async () => {
    network = await EmbeddedSteps.open();
  });
  after(() => network.remove());

  it('F23 results beyond 100,000 are cut off silently', async function () {
    this.timeout(30_000);
    for (const prefix of ['a', 'b', 'c', 'd']) await network.fill(prefix, 25_000);
    await network.submit(['putState', 'e', 'one too many']);
    const count = async (start: string) =>
      ((await network.ask(['getStateByRange', start, ''])) as string[][])[0]?.length;
    expect(await count('a')).to.equal(100_000);
    expect(await count('a00002')).to.equal(99_999);
  });
});
