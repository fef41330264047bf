// SPDX-License-Identifier: Apache-2.0
import { Random } from '../../scripts/demo/random.js';
import { Workload } from '../faults/crash/workload.js';
import { campaignOptions } from '../network/campaign-options.js';
import { runClock } from './faults/clock-run.js';
import { FaultNetwork } from './faults/fault-network.js';
import { runFault } from './faults/fault-run.js';
import { CLOCKS, FAULTS } from './faults/faults.js';
import { canIsolate } from './faults/namespace/can-isolate.js';
import { describeFault, type FaultFigures } from './faults/figures.js';

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
  const tell = (line: string): void => void process.stderr.write(`${line}\n`);
  const network = await FaultNetwork.up(tell);
  const figures: FaultFigures[] = [];
  const wrong: string[] = [];
  try {
    const workload = new Workload(new Random(options.seed));
    for (let round = 0; round < options.count; round += 1) {
      for (const fault of FAULTS) {
        if (over.signal.aborted) return 130;
        if (fault.needsNamespaces === true && !canIsolate()) {
          tell(`left out, as only root can make network namespaces: ${fault.name}`);
          continue;
        }
        const found = await runFault(fault, network, workload);
        figures.push(found);
        tell(describeFault(found));
      }
      for (const { name, seconds } of CLOCKS) {
        const found = await runClock(seconds, network, workload);
        wrong.push(...found.wrong);
        tell(
          `${name}: ${JSON.stringify(found.told)}; ${found.wrong.length === 0 ? 'nothing written meanwhile' : found.wrong.join('; ')}`,
        );
      }
    }
  } finally {
    process.off('SIGINT', interrupt);
    await network.down();
  }
  process.stdout.write(
    options.json ? `${JSON.stringify(figures, null, 2)}\n` : `${figures.map(describeFault).join('\n')}\n`,
  );
  return wrong.length > 0 || figures.some((found) => found.wrong.length > 0) ? 1 : 0;
}
