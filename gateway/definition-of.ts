// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { NetworkDefinition } from '../network/definitions/definition.js';
import { loadDefinition } from '../network/definitions/load-definition.js';
import type { GatewayConfig } from './config.js';
import { homeAt } from './home.js';
import { ledgerKindOf } from './ledger-kind.js';

/** What of a native network's own note is needed here. */
const BroughtUp = Type.Object({ definition: NetworkDefinition });

/** Who takes part in the network of a home. */
export function definitionOf(config: GatewayConfig): NetworkDefinition {
  const kind = ledgerKindOf(homeAt(config.home), config.ledger);
  return kind === 'fabric' ? fabricDefinitionOf(config) : loadDefinition(config.network);
}

/**
 * The definition that the configuration names; else the one with which the network of this machine was brought up; else,
 * where only connection profiles were put there, the district.
 */
export function fabricDefinitionOf({ network, networkFolder }: GatewayConfig): NetworkDefinition {
  return (network === undefined ? broughtUp(networkFolder) : undefined) ?? loadDefinition(network);
}

function broughtUp(networkFolder: string): NetworkDefinition | undefined {
  let note: unknown;
  try {
    note = JSON.parse(readFileSync(join(networkFolder, 'network.json'), 'utf8'));
  } catch {
    return undefined;
  }
  return Value.Check(BroughtUp, note) ? note.definition : undefined;
}
