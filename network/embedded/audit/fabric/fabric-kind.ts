// SPDX-License-Identifier: Apache-2.0
import type { LedgerKind } from '../channel-rules.js';
import { fabricCommitHash } from './fabric-commit-hash.js';
import { FabricConfiguration } from './fabric-configuration.js';
import type { FabricRules } from './fabric-configuration.js';
import { singleWriters } from './single-writers.js';
import { LifecycleDefinitions } from './lifecycle-definitions.js';

/**
 * A ledger of Hyperledger Fabric: everything that is needed to follow it stands in its blocks.
 * @param chaincode one of which no organisation should be able to write alone; default: nothing is demanded of any.
 */
export function fabricKind(channel: string, chaincode?: string): LedgerKind {
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
    ignoresTime: true,
    weakness: ({ chaincodePolicies }, rules) => {
      const policy = chaincode === undefined ? undefined : chaincodePolicies.get(chaincode);
      if (policy === undefined) return undefined;
      const alone = singleWriters((rules as FabricRules).state, policy);
      return alone.length === 0 ? undefined : `${chaincode ?? ''}: one signature is enough, of ${alone.join(' or ')}`;
    },
  };
}
