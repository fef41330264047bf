// SPDX-License-Identifier: Apache-2.0
import { readConfig } from '../../../gateway/config.js';
import { startGateway, type RunningGateway } from '../../../gateway/main.js';
import type { GatewayParts } from '../../../gateway/open-parts.js';
import { readModelCounts } from '../../../gateway/readmodel/queries/counts.js';
import { publishCatalogue } from '../../gateway/usecases/support/district.js';
import { checkLedger } from './check-ledger.js';
import { ACTORS, type Actor, type Order, type Report } from './messages.js';

/** What the campaign says of the gateway; without it the gateway is silent and on the embedded network. */
const given = {
  ONEDOOR_LOG_LEVEL: 'silent',
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('ONEDOOR_'))),
};

/** The process that is killed: a whole gateway on a home of its own. It waits, loaded, until it is told to open. */
let gateway: RunningGateway | undefined;

function tell(report: Report): void {
  process.send?.(report);
}

async function carryOut(order: Order): Promise<void> {
  if (order.order === 'open') return open(order.home);
  if (gateway === undefined) throw new Error('nothing is open');
  tell(await checkLedger(gateway.parts, order));
}

async function open(home: string): Promise<void> {
  const config = readConfig({ ...given, ONEDOOR_HOME: home, ONEDOOR_PORT: '0' });
  gateway = await startGateway(config, {
    prepare,
    app: { checkAnswers: true, limits: { caller: 0, delay: 0, heap: 0 } },
  });
  const tokens = await Promise.all(
    Object.entries(ACTORS).map(async ([role, department]) => {
      const token = await gateway?.token({ department, role: role as Actor, officer: 'officer-0001' });
      return [role, token] as const;
    }),
  );
  tell({ report: 'open', url: gateway.url, tokens: Object.fromEntries(tokens) as Record<Actor, string> });
}

/** The first time the catalogue is published. */
async function prepare({ ledger, readModel, pseudonyms, projector }: GatewayParts): Promise<void> {
  await projector.waitFor((await ledger.height()) - 1n, 30_000);
  if (Object.keys((await readModelCounts(readModel)).catalogue).length === 0)
    await publishCatalogue(ledger, await pseudonyms.ticketKey());
  await projector.waitFor((await ledger.height()) - 1n, 30_000);
}

process.on('message', (order: Order) => {
  carryOut(order).catch((error: unknown) => {
    tell({ report: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  });
});
process.on('disconnect', () => process.exit(1)); // whoever asked is gone
tell({ report: 'ready' });
