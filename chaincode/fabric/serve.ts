// SPDX-License-Identifier: Apache-2.0
// This one before any contract, as it says.
import { serveContracts, ServerSettingInvalid } from './serve-contracts.js';
import { BatchingOneDoorContract, OneDoorContract } from './onedoor-contract.js';
import { buildDigest } from './serve-digest.js';

/** A department's server of the agreement. ONEDOOR_CHAINCODE_TURNS=batched is for peers of v3.1 and above only. */
const contract = process.env.ONEDOOR_CHAINCODE_TURNS === 'batched' ? BatchingOneDoorContract : OneDoorContract;

try {
  await serveContracts([contract], process.env, buildDigest());
} catch (error) {
  if (!(error instanceof ServerSettingInvalid)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 78;
}
