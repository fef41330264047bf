// SPDX-License-Identifier: Apache-2.0
import type { LedgerKind } from '../channel-rules.js';
import { fabricCommitHash } from './fabric-commit-hash.js';
import { FabricConfiguration } from './fabric-configuration.js';
import type { FabricRules } from './fabric-configuration.js';
import { LifecycleDefinitions } from './lifecycle-definitions.js';

/** A ledger of Hyperledger Fabric: everything that is needed to follow it stands in its blocks. */
export function fabricKind(channel: string): LedgerKind {
  const definitions = new LifecycleDefinitions();
  const configuration = new FabricConfiguration(channel);
  return {
    get channel() {
      return configuration.channel;
    },
    configuration,
    // Which there are is a question to the state, and validation asks it.
    chaincodes: { has: () => true },
    definitionsAt: (view, rules) => definitions.at(view, (rules as FabricRules).state),
    commitHash: fabricCommitHash,
  };
}
