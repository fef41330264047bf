// SPDX-License-Identifier: Apache-2.0
import { Random } from '../../scripts/demo/random.js';
import { inLanguage, type Bilingual } from '../../scripts/language.js';
import { Workload } from '../faults/crash/workload.js';
import { campaignOptions } from '../network/campaign-options.js';
import { runClock, type ClockFigures } from './faults/clock-run.js';
import { FaultNetwork } from './faults/fault-network.js';
import { runFault } from './faults/fault-run.js';
import { CLOCKS, FAULTS } from './faults/faults.js';
import { describeFault, type FaultFigures } from './faults/figures.js';
import { canIsolate } from './faults/namespace/can-isolate.js';

const USAGE: Bilingual = {
  zh: `用法：npm run test:faults -- [--rounds N] [--seed N] [--json]

启动一个有三个排序节点、四个部门的 Fabric 网络，在持续请求下依次制造各种故障，
并核对：已答复的无一丢失，无一重复生效，故障结束后自行恢复。结果逐行写到标准输出。
  --rounds N   全部故障做几轮（默认 1）
  --seed N     随机请求的种子
  --json       以 JSON 输出数字
退出码：0 全部符合；1 有不符合之处；2 选项有误；130 被中断。
`,
  en: `usage: npm run test:faults -- [--rounds N] [--seed N] [--json]

Brings up a Fabric network of three orderers and four departments, lets one fault after the other strike it
under load, and checks: nothing acknowledged is lost, nothing takes effect twice, work goes on by itself.
  --rounds N   how often all faults strike (1 unless said otherwise)
  --seed N     start of the random requests
  --json       figures as JSON
Exit codes: 0 all is as it must be; 1 something is not; 2 wrong options; 130 interrupted.
`,
};
const LEFT_OUT = ({ zh, en }: Bilingual): Bilingual => ({
  zh: `跳过（只有 root 能建立网络命名空间）：${zh}`,
  en: `left out, as only root can make network namespaces: ${en}`,
});
const NOTHING_WRITTEN: Bilingual = { zh: '期间没有写入任何内容', en: 'nothing written meanwhile' };

/**
 * Lets every fault strike a Fabric network under load, `--rounds` times (`--seed N --json`), and looks each time whether
 * everything acknowledged is there once. Exit code 1 if not; 2 for wrong options; 130 if interrupted.
 */
export async function run(args: readonly string[]): Promise<number> {
  const options = campaignOptions(args, { name: 'faults', countName: 'rounds', usual: 1, usage: inLanguage(USAGE) });
  if (typeof options === 'number') return options;
  const over = new AbortController();
  const interrupt = (): void => {
    over.abort();
  };
  process.once('SIGINT', interrupt);
  const network = await FaultNetwork.up(tell);
  const found: Found = { figures: [], clocks: [], wrong: [] };
  try {
    const workload = new Workload(new Random(options.seed));
    for (let round = 0; round < options.count; round += 1) await runRound(network, workload, found, over.signal);
  } finally {
    process.off('SIGINT', interrupt);
    await network.down();
  }
  const { figures, clocks, wrong } = found;
  const lines = [...figures.map(describeFault), ...clocks.map(describeClock)];
  process.stdout.write(
    options.json ? `${JSON.stringify([...figures, ...clocks], null, 2)}\n` : `${lines.join('\n')}\n`,
  );
  if (over.signal.aborted) return 130;
  return wrong.length > 0 ? 1 : 0;
}

/** What came of a gateway whose clock was wrong. */
interface Clock extends ClockFigures {
  readonly fault: Bilingual;
}

interface Found {
  readonly figures: FaultFigures[];
  readonly clocks: Clock[];
  readonly wrong: string[];
}

async function runRound(
  network: FaultNetwork,
  workload: Workload,
  { figures, clocks, wrong }: Found,
  signal: AbortSignal,
): Promise<void> {
  for (const fault of FAULTS) {
    if (signal.aborted) return;
    if (fault.needsNamespaces === true && !canIsolate()) {
      tell(inLanguage(LEFT_OUT(fault.title)));
      continue;
    }
    const figure = await runFault(fault, network, workload);
    figures.push(figure);
    wrong.push(...figure.wrong);
    tell(describeFault(figure));
  }
  for (const { title, seconds } of CLOCKS) {
    if (signal.aborted) return;
    const clock = { fault: title, ...(await runClock(seconds, network, workload)) };
    clocks.push(clock);
    wrong.push(...clock.wrong);
    tell(describeClock(clock));
  }
}

function describeClock({ fault, told, wrong }: Clock): string {
  const outcome = wrong.length === 0 ? inLanguage(NOTHING_WRITTEN) : wrong.join('; ');
  return `${inLanguage(fault)}: ${JSON.stringify(told)}; ${outcome}`;
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
