// SPDX-License-Identifier: Apache-2.0
// This one before any contract, as it says.
import { serveContracts, ServerSettingInvalid } from './serve-contracts.js';
import { BatchingOneDoorContract, OneDoorContract } from './onedoor-contract.js';
import { buildDigest } from './serve-digest.js';

/**
 * A department's server of the agreement. ONEDOOR_CHAINCODE_TURNS=batched is for peers of v3.1 and above only; where
 * CHAINCODE_BUILD is set, no other build is served.
 */
const contract = process.env.ONEDOOR_CHAINCODE_TURNS === 'batched' ? BatchingOneDoorContract : OneDoorContract;

try {
  const build = buildDigest();
  const { CHAINCODE_BUILD: named = build } = process.env;
  if (named !== build) throw new ServerSettingInvalid(`this build is ${build}, the approved one is ${named}`);
  await serveContracts([contract], process.env, build);
} catch (error) {
  if (!(error instanceof ServerSettingInvalid)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 78;
}
