// SPDX-License-Identifier: Apache-2.0
import '../channel/quiet-shim.js';
import type { NetworkDefinition } from '../../../network/definitions/definition.js';
import { EmbeddedNetwork, type NetworkOptions } from '../../../network/embedded/index.js';
import { EmbeddedLedger } from './embedded-ledger.js';
import { networkOf } from './network-of.js';

export interface EmbeddedLedgerOptions {
  /** Folder of the ledger; one process at a time. */
  readonly directory: string;
  readonly definition: NetworkDefinition;
  /** Departments as which this gateway signs; default: all of the definition. */
  readonly hosted?: readonly string[];
  readonly batch?: NonNullable<NetworkOptions['batch']>;
}

/** Opens the network of a definition in this process, made if absent, with the agreement as its chaincode. */
export async function openEmbeddedLedger(options: EmbeddedLedgerOptions): Promise<EmbeddedLedger> {
  const { directory, definition, batch } = options;
  const network = await EmbeddedNetwork.open({
    directory,
    ...networkOf(definition),
    ...(batch === undefined ? {} : { batch }),
  });
  return new EmbeddedLedger(network, definition, options.hosted ?? definition.departments.map(({ code }) => code));
}
