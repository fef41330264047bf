// SPDX-License-Identifier: Apache-2.0
import type { Bench } from '../bench-run.js';
import { ratio } from '../measure/compare.js';
import { rateOf } from '../measure/sample.js';
import type { Experiment } from './experiment.js';
import { verifyOrder } from './orders.js';
import { comparedRow } from './rows.js';

const OURS = 'POST /v1/verifications, verdicts';
const RAW = 'raw POST echo, same schema';
const CLIENTS = 32;

/** G8: a verification against the mere reading and checking of its request. */
export const echoedRequests: Experiment = {
  names: ['G8'],
  run: async (bench: Bench) => {
    const [gateway, raw] = [await bench.gateway(), await bench.raw()];
    const order = await verifyOrder(bench, gateway, CLIENTS, 'verdicts');
    const echoed = { ...order, asking: { ...order.asking, path: '/echo' }, expect: '"caseNo"' };
    const rounds = await bench.interleave('G8', [
      { name: OURS, run: (seconds) => bench.measure(gateway, { ...order, seconds }) },
      { name: RAW, run: (seconds) => bench.measure(raw, { ...echoed, seconds }) },
    ]);
    return [
      comparedRow(rounds, {
        name: 'G8',
        what: `POST verification vs POST echo with the same schema, ${CLIENTS} clients`,
        goal: { is: 'at least', value: 0.75 },
        arms: [OURS, RAW],
        figure: rateOf,
        by: ratio,
        unit: '×',
        notes: [
          'ours commits the access and each source’s conclusion to the ledger before it answers; the echo writes nothing',
        ],
      }),
    ];
  },
};
