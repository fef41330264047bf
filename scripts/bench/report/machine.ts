// SPDX-License-Identifier: Apache-2.0
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import { packageVersion } from '../../package-root.js';

/** On what it was measured; without a word about whose machine it is. */
export function describeMachine(): Readonly<Record<string, string | number>> {
  const all = cpus();
  return {
    version: packageVersion(),
    node: process.version,
    system: `${platform()} ${arch()}`,
    processor: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    loadAtStart: Number((loadavg()[0] ?? 0).toFixed(2)),
  };
}

export function inWords(machine: ReturnType<typeof describeMachine>): string {
  return Object.entries(machine)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
