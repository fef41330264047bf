// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import type { Home } from '../../gateway/home.js';
import type { LedgerKind } from '../../gateway/ledger-kind.js';
import { readRunFile } from '../../gateway/run-file.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';

/** @throws {CommandFailure} a gateway serves this home, or there is no ledger in it. One of Fabric is not in the home. */
export async function demandStopped(home: Home, asked?: LedgerKind): Promise<void> {
  const running = await readRunFile(home.run);
  if (running !== undefined) {
    throw new CommandFailure(EXIT.TRY_AGAIN, {
      zh: `网关正在 ${running.url} 运行；请先停止它。`,
      en: `A gateway runs at ${running.url}; stop it first.`,
    });
  }
  if (asked !== 'fabric' && !existsSync(home.ledger)) {
    throw new CommandFailure(EXIT.UNAVAILABLE, {
      zh: '这里还没有账本。先运行 npm start。',
      en: 'There is no ledger here yet. Run npm start first.',
    });
  }
}
