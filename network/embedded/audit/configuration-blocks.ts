// SPDX-License-Identifier: Apache-2.0
import { isConfigBlock } from '../protocol/read-block.js';
import type { ReadEnvelope } from '../protocol/read-envelope.js';
import type { Tell } from './channel-rules.js';
import type { OpenedBlock } from './open-block.js';

/** Which blocks are configurations, and whether the others name the last of them. */
export class ConfigurationBlocks {
  #last: number | undefined;

  /** Answers whether the block is one; `take` is given what it holds before anything else is looked at. */
  async check(opened: OpenedBlock, take: (envelope: ReadEnvelope) => Promise<void>, tell: Tell): Promise<boolean> {
    const { read } = opened;
    const number = Number(read.number);
    const isConfig = isConfigBlock(read);
    const [envelope] = read.envelopes;
    if (isConfig && envelope !== undefined) {
      this.#last = number;
      await take(envelope);
    } else if (!isConfig && number === 0) tell('CONFIGURATION_INVALID', 'block 0 is no configuration');
    this.#checkLast(opened, tell);
    return isConfig;
  }

  /** Every place at which a block names its last configuration has to name this one; nothing is known before the first. */
  #checkLast({ lastConfigs }: OpenedBlock, tell: Tell): void {
    const last = this.#last;
    if (last === undefined) return;
    const other = lastConfigs.length === 0 ? 'none' : lastConfigs.find((each) => Number(each) !== last);
    if (other !== undefined) {
      tell('LAST_CONFIGURATION', `it names block ${String(other)}, the last configuration is block ${last}`);
    }
  }
}
