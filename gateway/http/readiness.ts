// SPDX-License-Identifier: Apache-2.0
import type { Readiness } from './health-views.js';
import type { MetricsSources } from './metrics.js';

export type Health = () => Promise<Readiness>;

/** Blocks by which the read model may be behind and still be told to callers. */
const TOLERATED = 100n;

/** Ready while the ledger answers and the read model keeps up with it. */
export function healthOf(heights: MetricsSources['heights'], readModelRuns: () => boolean): Health {
  return async () => {
    try {
      const now = await heights();
      const behind = now.ledger - now.readModel;
      const ok = readModelRuns() && behind <= TOLERATED;
      return {
        status: ok ? 'ready' : 'not-ready',
        parts: {
          ledger: { ok: true, blocks: Number(now.ledger) },
          readModel: { ok, blocks: Number(now.readModel), behind: Number(behind) },
        },
      };
    } catch {
      const parts = { ledger: { ok: false, blocks: 0 }, readModel: { ok: readModelRuns(), blocks: 0, behind: 0 } };
      return { status: 'not-ready', parts };
    }
  };
}
