// SPDX-License-Identifier: Apache-2.0
import { readConfig } from '../../gateway/config.js';
import { openLedger } from '../../gateway/open-parts.js';
import { startProjector } from '../../gateway/readmodel/projector.js';
import { openReadModel } from '../../gateway/readmodel/read-model.js';
import { serveCalls } from './processes/serve-calls.js';

/** Brings a read model that is behind up to the ledger's height. Answers the blocks taken in and the seconds it took. */
async function catchUp(file: string): Promise<{ blocks: number; seconds: number }> {
  const ledger = await openLedger(readConfig(process.env));
  try {
    const height = await ledger.height();
    const database = await openReadModel(file);
    const began = performance.now();
    const projector = await startProjector({ database, ledger });
    const behind = height - projector.height;
    const shown = await projector.waitFor(height - 1n, 3_600_000);
    const seconds = (performance.now() - began) / 1000;
    await projector.stop();
    await database.destroy();
    if (!shown) throw new Error('the read model stopped');
    return { blocks: Number(behind), seconds };
  } finally {
    await ledger.close();
  }
}

serveCalls({ catchUp });
