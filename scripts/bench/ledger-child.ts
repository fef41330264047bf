// SPDX-License-Identifier: Apache-2.0
import { attestRecords } from '../../chaincode/transactions/attest-records.js';
import { compareRecords } from '../../chaincode/transactions/compare-records.js';
import type { FabricDriver } from '../../gateway/ledger/fabric/drivers/open-driver.js';
import { openFabricLedger } from '../../gateway/ledger/fabric/open-fabric-ledger.js';
import { loadDefinition } from '../../network/definitions/load-definition.js';
import type { SealedRequest } from './district/single-submits.js';
import { CLIENT, type ClientOrder } from './fabric/client-order.js';
import { askEach } from './measure/ask-each.js';
import type { Sample } from './measure/sample.js';
import { serveCalls } from './processes/serve-calls.js';

/** Where the network is, and which SDK does the work; from the environment. */
const {
  BENCH_DEFINITION: definition = '',
  BENCH_CONNECTIONS: connections = '',
  BENCH_WALLET: wallet = '',
  BENCH_DIRECTORY: directory = '',
  BENCH_DRIVER: driver,
} = process.env;

// The whole adapter of one department, without a gateway above it.
const ledger = await openFabricLedger({
  definition: loadDefinition(definition),
  connections,
  wallet,
  directory,
  hosted: [CLIENT.department],
  driver: driver as FabricDriver,
});

serveCalls({ run }, () => ledger.close());

function run({ requests, kind, ...asking }: ClientOrder): Promise<Sample> {
  return askEach(requests, asking, kind === 'submit' ? submit : evaluate);
}

function submit({ request, transient }: SealedRequest): Promise<unknown> {
  return ledger.submit(attestRecords, request, { caller: CLIENT, transient, watch: undefined });
}

function evaluate({ request, transient }: SealedRequest): Promise<unknown> {
  return ledger.evaluate(compareRecords, request, { caller: CLIENT, transient, peer: CLIENT.department });
}
