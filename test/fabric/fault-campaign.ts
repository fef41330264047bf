// SPDX-License-Identifier: Apache-2.0
import { Random } from '../../scripts/demo/random.js';
import { Workload } from '../faults/crash/workload.js';
import { campaignOptions } from '../network/campaign-options.js';
import { runClock } from './faults/clock-run.js';
import { FaultNetwork } from './faults/fault-network.js';
import { runFault } from './faults/fault-run.js';
import { CLOCKS, FAULTS } from './faults/faults.js';
import { describeFault, type FaultFigures } from './faults/figures.js';
import { canIsolate } from './faults/namespace/can-isolate.js';

/**
 * Lets every fault strike a Fabric network under load, `--rounds` times (`--seed N --json`), and looks each time whether
 * everything acknowledged is there once. Exit code 1 if not; 2 for wrong options; 130 if interrupted.
 */
export async function run(args: readonly string[]): Promise<number> {
  const options = campaignOptions(args, { name: 'faults', countName: 'rounds', usual: 1 });
  if (typeof options === 'number') return options;
  const over = new AbortController();
  const interrupt = (): void => {
    over.abort();
  };
  process.once('SIGINT', interrupt);
  const network = await FaultNetwork.up(tell);
  const found: Found = { figures: [], wrong: [] };
  try {
    const workload = new Workload(new Random(options.seed));
    for (let round = 0; round < options.count; round += 1) await runRound(network, workload, found, over.signal);
  } finally {
    process.off('SIGINT', interrupt);
    await network.down();
  }
  const { figures, wrong } = found;
  process.stdout.write(
    options.json ? `${JSON.stringify(figures, null, 2)}\n` : `${figures.map(describeFault).join('\n')}\n`,
  );
  if (over.signal.aborted) return 130;
  return wrong.length > 0 ? 1 : 0;
}

interface Found {
  readonly figures: FaultFigures[];
  readonly wrong: string[];
}

async function runRound(
  network: FaultNetwork,
  workload: Workload,
  { figures, wrong }: Found,
  signal: AbortSignal,
): Promise<void> {
  for (const fault of FAULTS) {
    if (signal.aborted) return;
    if (fault.needsNamespaces === true && !canIsolate()) {
      tell(`left out, as only root can make network namespaces: ${fault.name}`);
      continue;
    }
    const figure = await runFault(fault, network, workload);
    figures.push(figure);
    wrong.push(...figure.wrong);
    tell(describeFault(figure));
  }
  for (const { name, seconds } of CLOCKS) {
    if (signal.aborted) return;
    const clock = await runClock(seconds, network, workload);
    wrong.push(...clock.wrong);
    const outcome = clock.wrong.length === 0 ? 'nothing written meanwhile' : clock.wrong.join('; ');
    tell(`${name}: ${JSON.stringify(clock.told)}; ${outcome}`);
  }
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
