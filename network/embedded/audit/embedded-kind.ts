// SPDX-License-Identifier: Apache-2.0
import { Collections } from '../peer/definitions/collections.js';
import type { ChaincodeDefinition } from '../types.js';
import type { LedgerKind } from './channel-rules.js';
import { ConfigurationCheck } from './configuration-check.js';

/** Who takes part in an embedded network, and what runs on it: its chaincodes are not on the ledger. */
export interface EmbeddedChannel {
  readonly channel: string;
  readonly organisations: readonly { readonly mspId: string }[];
  readonly chaincodes: readonly ChaincodeDefinition[];
}

/** A ledger of the embedded network: one root certificate an organisation, one orderer, chaincodes that never change. */
export function embeddedKind({ channel, organisations, chaincodes }: EmbeddedChannel): LedgerKind {
  const mspIds = organisations.map(({ mspId }) => mspId);
  const definitions = {
    collections: new Collections(chaincodes, mspIds),
    chaincodePolicies: new Map(chaincodes.map(({ name, endorsementPolicy }) => [name, endorsementPolicy])),
  };
  return {
    channel,
    configuration: new ConfigurationCheck(channel),
    chaincodes: definitions.chaincodePolicies,
    definitionsAt: () => definitions,
  };
}
