// SPDX-License-Identifier: Apache-2.0
import type { Bench } from '../bench-run.js';
import { ratio } from '../measure/compare.js';
import { rateOf } from '../measure/sample.js';
import type { Experiment } from './experiment.js';
import { storedAnswers } from './read-answers.js';
import { comparedRow } from './rows.js';

const OURS = 'GET /v1/verifications/{id}';
const RAW = 'raw GET, same bytes';
const CLIENTS = 32;

/** G7: reading a verification costs hardly more than sending its bytes. */
export const storedReads: Experiment = {
  names: ['G7'],
  run: async (bench: Bench) => {
    const [gateway, raw] = [await bench.gateway(), await bench.raw()];
    const { paths, text, headers } = await storedAnswers(bench, gateway);
    await raw.answer(text);
    const order = { clients: CLIENTS, headers };
    const rounds = await bench.interleave('G7', [
      { name: OURS, run: (seconds) => bench.measure(gateway, { ...order, seconds, asking: { kind: 'get', paths } }) },
      {
        name: RAW,
        run: (seconds) => bench.measure(raw, { ...order, seconds, asking: { kind: 'get', paths: ['/raw'] } }),
      },
    ]);
    return [
      comparedRow(rounds, {
        name: 'G7',
        what: `GET verification vs raw GET of the same bytes, ${CLIENTS} clients`,
        goal: { is: 'at least', value: 0.8 },
        arms: [OURS, RAW],
        figure: rateOf,
        by: ratio,
        unit: '×',
        notes: [`${paths.length} verifications in turn, ${Buffer.byteLength(text)} bytes each`],
      }),
    ];
  },
};
