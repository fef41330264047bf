// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { isLocked } from '../files/folder-lock.js';
import { readState } from '../plan/network-state.js';
import { Site } from '../plan/site.js';
import { locatePrograms } from '../programs/locate-programs.js';
import { cutLog } from '../processes/log-file.js';
import { launchOf } from '../steps/launch-of.js';
import { processOf } from '../steps/node-control.js';
import { Backoff } from './backoff.js';

/*
 * The process that looks after a network's nodes: whoever crashed is started again, later each time it does not last.
 * Its one argument is the network's folder. While a command works on the network it does nothing.
 */

const ROUND_MS = 1000;
const [directory = ''] = process.argv.slice(2);
const backoffs = new Map<string, Backoff>();
const ended = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    ended.abort();
  });
}

while (!ended.signal.aborted) {
  if (!isLocked(directory)) lookAfter(directory);
  await sleep(ROUND_MS, undefined, { signal: ended.signal }).catch(() => undefined);
}

function lookAfter(folder: string): void {
  const state = readState(folder);
  if (state === undefined) return;
  const site = new Site(folder, state);
  for (const node of site.nodes) {
    cutLog(site.logFile(node));
    const nodeProcess = processOf(site, node);
    const backoff = backoffs.get(node.name) ?? new Backoff();
    backoffs.set(node.name, backoff);
    if (nodeProcess.state !== 'crashed') backoff.seenRunning(Date.now());
    else if (backoff.mayStart(Date.now())) {
      nodeProcess.start(launchOf(site, node, locatePrograms(state.definition.fabric)));
      process.stdout.write(`${new Date().toISOString()} ${node.name} had crashed and was started again\n`);
    }
  }
}
