// SPDX-License-Identifier: Apache-2.0
import { setTimeout as pause } from 'node:timers/promises';
import type { FaultNetwork } from './fault-network.js';
import type { Fault } from './fault.js';
import { judgeKept, type KeptEnvelopes } from './kept-envelopes.js';

const PREPARED_MS = 20_000;

/**
 * No orderer runs while the gateway prepares, so what it has kept since is certainly with nobody when it is killed; the
 * next gateway has to hand over the same bytes.
 */
export function killedWhenPrepared(): Fault {
  let from = 0;
  let prepared: KeptEnvelopes = new Map();
  return {
    title: { zh: '网关在签好之后、送出之前被杀', en: 'the gateway is killed between preparing and handing over' },
    lasts: 0,
    prepare: async (network) => {
      from = await network.height();
    },
    strike: async (network, load) => {
      const orderers = network.native.site.orderers.map(({ name }) => network.native.node(name));
      await Promise.all(orderers.map((orderer) => orderer.kill()));
      const before = network.kept();
      load.join();
      await untilPrepared(network, before);
      await network.killGateway();
      prepared = without(network.kept(), before);
      await Promise.all(orderers.map((orderer) => orderer.start()));
    },
    end: async (network) => {
      await network.openGateway();
    },
    judge: async (network) => ({
      told: {
        zh: `${prepared.size} 笔已签好而无人收到，之后由下一个网关原样送出`,
        en: `${prepared.size} prepared that nobody had, handed over unchanged by the next gateway`,
      },
      wrong: [
        ...(prepared.size === 0 ? ['nothing was prepared when the gateway was killed'] : []),
        ...(await judgeKept(network.native, from, prepared)),
      ],
    }),
  };
}

async function untilPrepared(network: FaultNetwork, before: KeptEnvelopes): Promise<void> {
  const until = Date.now() + PREPARED_MS;
  while (without(network.kept(), before).size === 0) {
    if (Date.now() > until) throw new Error('the gateway prepares nothing while no orderer runs');
    await pause(20);
  }
}

function without(kept: KeptEnvelopes, before: KeptEnvelopes): KeptEnvelopes {
  return new Map([...kept].filter(([transactionId]) => !before.has(transactionId)));
}
