// SPDX-License-Identifier: Apache-2.0
import type { Tell } from './channel-rules.js';
import type { OpenedBlock } from './open-block.js';

/** Every place at which a block names its last configuration has to name this one; nothing is known before the first. */
export function checkLastConfig({ lastConfigs }: OpenedBlock, last: number | undefined, tell: Tell): void {
  if (last === undefined) return;
  const other = lastConfigs.length === 0 ? 'none' : lastConfigs.find((each) => Number(each) !== last);
  if (other !== undefined) {
    tell('LAST_CONFIGURATION', `it names block ${String(other)}, the last configuration is block ${last}`);
  }
}
