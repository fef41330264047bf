// SPDX-License-Identifier: Apache-2.0
import type { UseCaseLog } from './usecases/services.js';

const EVERY_MS = 60 * 60 * 1000;

export interface UploadSweeping {
  /** Removes what nobody named; says how many. */
  readonly sweep: () => Promise<number>;
  /** Whether everything that the ledger names can be seen. */
  readonly isCaughtUp: () => Promise<boolean>;
  readonly log: UseCaseLog;
}

/** Once an hour, removes uploads that no application names. Nothing is removed while the read model is behind. */
export function sweepUploads({ sweep, isCaughtUp, log }: UploadSweeping): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  const next = async (): Promise<void> => {
    if (await isCaughtUp()) await sweep();
  };
  const timer = setInterval(() => {
    running = running.then(next).catch((error: unknown) => {
      log.warn({ err: error }, 'uploads could not be swept; the next try is in an hour');
    });
  }, EVERY_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
