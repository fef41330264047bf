// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { EXAMPLES } from '../../gateway/http/examples.js';
import { graduateReport } from '../../scripts/story/stage.js';

describe('the example of a verification in /docs', () => {
  it('is the case of the story, so that the demo answers it as it stands', () => {
    expect(EXAMPLES.VerificationRequest).to.deep.equal(graduateReport('HR-2026-000123', { disclose: 'fields' }));
  });
});
