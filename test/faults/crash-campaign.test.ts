// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { CrashCampaign } from './crash/campaign.js';

describe('a gateway that is killed under load', function () {
  this.timeout(120_000);

  it('has everything acknowledged once and nothing half, ten times over; what was cut off is carried out once', async () => {
    const figures = await new CrashCampaign({ kills: 10, seed: 20_261_122, isOver: () => false }).run();
    expect(figures.wrong).to.deep.equal([]);
    expect(figures.kills).to.equal(10);
    expect(figures.answered).to.be.greaterThan(20);
    expect(figures.cutOff).to.be.greaterThan(10);
  });
});
