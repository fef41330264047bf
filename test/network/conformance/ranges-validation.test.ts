// SPDX-License-Identifier: Apache-2.0
import { rangesValidation } from '../../conformance/ranges-validation.js';
import { EMBEDDED } from '../../conformance/stage.js';
import { expect } from 'chai';
import { BareSimulator, NAMESPACE } from './support/bare-simulator.js';
import { readResults } from './support/read-rwset.js';

rangesValidation(EMBEDDED);

describe('conformance B: a scan below the handler', () => {
  it('F21 opened but never advanced it records an empty end, and any key from its start on conflicts', async () => {
    const peer = await BareSimulator.open();
    try {
      await peer.put('a');
      const simulator = peer.simulate();
      const opened = simulator.scanState(NAMESPACE, 'k', 'm');
      const { results } = simulator.results();
      await opened.close();
      simulator.done();
      expect(readResults(results)[0]?.ranges).to.deep.equal([
        { start: 'k', end: '', exhausted: false, reads: [], summary: undefined },
      ]);
      await peer.put('b');
      expect(await peer.conflict(results)).to.equal('VALID');
      await peer.put('z');
      expect(await peer.conflict(results)).to.equal('PHANTOM_READ_CONFLICT');
    } finally {
      await peer.remove();
    }
  });
});
