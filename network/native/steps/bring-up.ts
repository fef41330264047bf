// SPDX-License-Identifier: Apache-2.0
import type { Programs } from '../programs/locate-programs.js';
import { NetworkFailure } from '../network-failure.js';
import type { ChaincodeSetting } from '../plan/chaincode-setting.js';
import type { Site } from '../plan/site.js';

/** What every step of `up` works with. */
export interface BringUp {
  readonly site: Site;
  readonly programs: Programs;
  /** The chaincodes of this build, which need not be those that the network's definition names. */
  readonly wanted?: readonly ChaincodeSetting[];
  readonly signal: AbortSignal | undefined;
}

/** @throws {NetworkFailure} INTERRUPTED, once the signal has come */
export function demandGoingOn(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return;
  throw new NetworkFailure('INTERRUPTED', {
    zh: '已中断。再次运行“onedoor network up”即可继续；停止已启动的节点：onedoor network down',
    en: 'Interrupted. "onedoor network up" goes on from here, "onedoor network down" stops what runs already.',
  });
}

/** How long a node may take from its start to its first answer, on a machine that is busy with all of them. */
export const START_MS = 60_000;
