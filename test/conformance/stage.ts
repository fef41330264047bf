// SPDX-License-Identifier: Apache-2.0
import { EmbeddedSteps } from '../network/conformance/support/embedded-steps.js';
import type { StepsNetwork, StepsNetworkOptions } from '../network/conformance/support/steps-network.js';

/** A ledger on which the conformance items are shown. */
export interface Stage {
  readonly name: string;
  /** A network of three organisations with a ledger of its own, or what cannot be told from one. */
  readonly open: (changes?: StepsNetworkOptions) => Promise<StepsNetwork>;
  /** Declares a test of what only the embedded network lets a test see or do; elsewhere it is no test. */
  readonly itEmbedded: (title: string, test: () => unknown) => void;
}

export const EMBEDDED: Stage = {
  name: 'the embedded network',
  open: (changes) => EmbeddedSteps.open(changes),
  itEmbedded: (title, test) => {
    it(title, test as () => Promise<void>);
  },
};

/** Tests of some items, to be declared for each ledger that shows them. */
export function suite(title: string, tests: (stage: Stage) => void): (stage: Stage) => void {
  return (stage) => {
    describe(`${title}, on ${stage.name}`, () => {
      tests(stage);
    });
  };
}
