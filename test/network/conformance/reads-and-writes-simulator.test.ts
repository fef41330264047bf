// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { BareSimulator, NAMESPACE } from './support/bare-simulator.js';

const DONE = 'this instance should not be used after calling Done()';

describe('conformance A: a simulator below the handler', () => {
  let peer: BareSimulator;

  before(async () => {
    peer = await BareSimulator.open();
    await peer.put('k');
  });
  after(() => peer.remove());

  it('F12 after Done() every read and write is refused', () => {
    const simulator = peer.simulate();
    expect(Buffer.from(simulator.getState(NAMESPACE, 'k')).toString()).to.equal('v');
    simulator.done();
    const collection = '_implicit_org_AMSP';
    const nothing = new Uint8Array();
    const uses: Readonly<Record<string, () => unknown>> = {
      getState: () => simulator.getState(NAMESPACE, 'k'),
      getStateMetadata: () => simulator.getStateMetadata(NAMESPACE, 'k'),
      scanState: () => simulator.scanState(NAMESPACE, '', ''),
      scanStatePage: () => simulator.scanStatePage(NAMESPACE, '', '', 1),
      setState: () => {
        simulator.setState(NAMESPACE, 'k', nothing);
      },
      setStateMetadata: () => {
        simulator.setStateMetadata(NAMESPACE, 'k', new Map());
      },
      getPrivateData: () => simulator.getPrivateData(NAMESPACE, collection, 'k'),
      getPrivateDataHash: () => simulator.getPrivateDataHash(NAMESPACE, collection, 'k'),
    };
    for (const [name, use] of Object.entries(uses)) expect(use, name).to.throw(DONE);
    const writer = peer.simulate();
    writer.done();
    expect(() => {
      writer.setPrivateData(NAMESPACE, collection, 'k', nothing);
    }).to.throw(DONE);
    expect(() => {
      writer.purgePrivateData(NAMESPACE, collection, 'k');
    }).to.throw(DONE);
  });

  it('F12 the results are given once', () => {
    const simulator = peer.simulate();
    simulator.setState(NAMESPACE, 'k', Buffer.from('w'));
    expect(simulator.results().results).to.not.have.length(0);
    expect(() => simulator.results()).to.throw(
      'this function should only be called once on a transaction simulator instance',
    );
    simulator.done();
  });
});
