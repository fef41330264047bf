// SPDX-License-Identifier: Apache-2.0
import '../../../gateway/ledger/channel/quiet-shim.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatchingOneDoorContract } from '../../../chaincode/fabric/onedoor-contract.js';
import { EmbeddedLedger } from '../../../gateway/ledger/embedded/embedded-ledger.js';
import type { NetworkDefinition } from '../../../network/definitions/definition.js';
import { endorsementPolicyOf } from '../../../network/definitions/endorsement-policy.js';
import { loadDefinition } from '../../../network/definitions/load-definition.js';
import { EmbeddedNetwork, type Outcome } from '../../../network/embedded/index.js';
import { ScribeContract, type Dictation } from './scribe-contract.js';

/** A folder for one test. */
export function testFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'onedoor-ledger-'));
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

/** Three departments of the district: enough for one to act, one to witness and one to be betrayed. */
export function threeDepartments(): NetworkDefinition {
  const codes = ['data-bureau', 'human-resources', 'civil-affairs'];
  const district = loadDefinition('district');
  return { ...district, departments: district.departments.filter(({ code }) => codes.includes(code)) };
}

export interface TestLedger {
  readonly ledger: EmbeddedLedger;
  readonly network: EmbeddedNetwork;
  /** Orders what the endorsers were made to write, signed by the first of them; resolves whatever the code. */
  dictate(endorsers: readonly string[], dictation: Dictation): Promise<Outcome>;
}

/** A real network on which the agreement runs, and beside it a contract that writes what it is told. */
export async function openTestLedger(directory: string, hosted?: readonly string[]): Promise<TestLedger> {
  const definition = threeDepartments();
  const network = await EmbeddedNetwork.open({
    directory,
    channel: definition.channel,
    organisations: definition.departments.map(({ mspId }) => ({ mspId })),
    chaincodes: [
      {
        name: definition.chaincode,
        contracts: [BatchingOneDoorContract, ScribeContract],
        endorsementPolicy: endorsementPolicyOf(definition),
      },
    ],
  });
  const codes = definition.departments.map(({ code }) => code);
  const ledger = new EmbeddedLedger(network, definition, hosted ?? codes);
  return {
    ledger,
    network,
    dictate: async (endorsers, dictation) => {
      const caller = await network.enrol(endorsers[0] ?? '', 'attacker', { 'onedoor.role': 'attester' });
      const proposal = {
        chaincode: definition.chaincode,
        transaction: 'scribe:Write',
        args: [JSON.stringify(dictation)],
        endorsers,
      };
      return network.order(await network.endorse(caller, proposal));
    },
  };
}
