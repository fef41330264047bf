// SPDX-License-Identifier: Apache-2.0
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sample } from '../measure/sample.js';
import { percentile } from '../measure/statistics.js';

export interface SyncOrder {
  readonly folder: string;
  readonly seconds: number;
}

const BYTES = 500;

/** What the disk alone takes: appends and syncs, one after the other. */
export async function syncLoop({ folder, seconds }: SyncOrder): Promise<Sample> {
  const path = join(folder, 'sync-loop');
  const file = await open(path, 'w', 0o600);
  const bytes = Buffer.alloc(BYTES, 7);
  const times: number[] = [];
  const began = performance.now();
  try {
    while (performance.now() < began + seconds * 1000) {
      const since = performance.now();
      await file.write(bytes);
      await file.datasync();
      times.push(performance.now() - since);
    }
  } finally {
    await file.close();
    await rm(path);
  }
  const took = (performance.now() - began) / 1000;
  return { requests: times.length, failed: 0, seconds: took, p50: percentile(times, 50), p99: percentile(times, 99) };
}
