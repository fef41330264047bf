// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Long runs with a command of their own: each module exports `run(args): Promise<exit code>`. */
const CAMPAIGNS = {
  model: 'test/network/model/campaign.js',
  differential: 'test/fabric/differential/campaign.js',
  crash: 'test/faults/crash-campaign.js',
  faults: 'test/fabric/fault-campaign.js',
  flips: 'test/faults/flip-campaign.js',
  api: 'test/gateway/api/campaign.js',
  bench: 'scripts/bench/bench.js',
};

const CAMPAIGN_NAMES = Object.keys(CAMPAIGNS);

/** Runs a built campaign and answers its exit code; 2 where there is none of that name, 70 where it fails itself. */
export async function runCampaign(root, [name = '', ...rest]) {
  const path = Object.hasOwn(CAMPAIGNS, name) ? join(root, 'dist', CAMPAIGNS[name]) : undefined;
  if (path === undefined || !existsSync(path)) {
    process.stderr.write(`there is no campaign ${name}; there are: ${CAMPAIGN_NAMES.join(', ')}\n`);
    return 2;
  }
  try {
    const { run } = await import(path);
    return await run(rest);
  } catch (error) {
    // Left to itself it would reach a Fabric library that swallows it, and the exit code would be 0.
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 70;
  }
}
