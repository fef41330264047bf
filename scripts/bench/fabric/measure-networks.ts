// SPDX-License-Identifier: Apache-2.0
import type { Bench } from '../bench-run.js';
import type { Row } from '../experiments/experiment.js';
import { figureRow, measuredRow, voidRow } from '../experiments/rows.js';
import { median } from '../measure/statistics.js';
import { mebibytes } from '../report/arm-notes.js';
import { BenchNetwork, type BenchNetworkPlan } from './bench-network.js';
import { chosenOnFabric } from './chosen-on-fabric.js';
import { nodeKind } from './node-kind.js';

interface Measured extends BenchNetworkPlan {
  /** Seconds that bringing it up may take. */
  readonly upIn: number;
}

const NETWORKS: readonly Measured[] = [
  { name: 'minimal', definition: 'minimal', turns: 'batched', upIn: 20 },
  { name: 'minimal, single turns', definition: 'minimal', turns: 'single', upIn: 20 },
  { name: 'district', definition: 'district', turns: 'batched', upIn: 60 },
];

/** Brings up one network after the other and measures on each what makes sense there. */
export async function measureNetworks(bench: Bench): Promise<Row[]> {
  const rows: Row[] = [];
  for (const plan of NETWORKS) {
    bench.signal.throwIfAborted();
    const experiments = chosenOnFabric(bench.options, plan.name);
    if (experiments.length === 0 && !isAsked(bench, 'F-up') && !isAsked(bench, 'F-memory')) continue;
    const network = await BenchNetwork.up(bench, plan);
    rows.push(upRow(network, plan.upIn), await memoryRow(network));
    for (const experiment of experiments) {
      bench.signal.throwIfAborted();
      try {
        rows.push(...(await experiment.run(bench, network)));
      } catch (error) {
        bench.signal.throwIfAborted();
        const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
        rows.push(voidRow(experiment.name, `${plan.name}: the run ended with an error`, why));
      }
    }
    await network.down().catch((error: unknown) => {
      bench.tell(`${plan.name}: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
  return rows;
}

function isAsked({ options: { only } }: Bench, name: 'F-up' | 'F-memory'): boolean {
  return only?.includes(name) ?? true;
}

function upRow({ name, seconds }: BenchNetwork, most: number): Row {
  const what = `${name}: from nothing to a committed transaction, every peer known to discovery`;
  return figureRow({ name: 'F-up', what, goal: { is: 'at most', value: most }, unit: ' s', value: seconds });
}

async function memoryRow(network: BenchNetwork): Promise<Row> {
  const nodes = await network.memory();
  const whole = nodes.reduce((sum, { rss }) => sum + rss, 0);
  const kinds = new Map<string, number[]>();
  for (const { node, rss } of nodes) {
    const kind = nodeKind(node);
    kinds.set(kind, [...(kinds.get(kind) ?? []), rss]);
  }
  const notes = [...kinds].map(([kind, all]) => `${all.length} × ${kind}: ${mebibytes(median(all))} each (median)`);
  const what = `${network.name}: resident memory of ${nodes.length} processes, idle`;
  return measuredRow('F-memory', what, mebibytes(whole), whole, notes);
}
