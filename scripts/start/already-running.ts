// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type { Home } from '../../gateway/home.js';
import { readRunFile } from '../../gateway/run-file.js';
import { request } from '../client/gateway-client.js';

const TRIES = 10;

/** The URL of the gateway that serves this home already; it is given some seconds to answer. */
export async function alreadyRunning(home: Home): Promise<string | undefined> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const running = await readRunFile(home.run);
    if (running === undefined) return undefined;
    if (await isLive(running.url)) return running.url;
    await sleep(300);
  }
  return undefined; // the process id belongs to something else by now
}

async function isLive(url: string): Promise<boolean> {
  try {
    await request({ url }, '/livez', { signal: AbortSignal.timeout(2_000) });
    return true;
  } catch {
    return false; // not answering is the answer
  }
}
