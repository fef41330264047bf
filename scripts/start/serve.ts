// SPDX-License-Identifier: Apache-2.0
import { dayOf } from '../../chaincode/domain/time.js';
import type { GatewayConfig } from '../../gateway/config.js';
import { endOnFault } from '../../gateway/end-on-fault.js';
import { homeAt, prepareHome } from '../../gateway/home.js';
import type { Home } from '../../gateway/home.js';
import { ledgerKindOf, type LedgerKind } from '../../gateway/ledger-kind.js';
import { startGateway } from '../../gateway/main.js';
import type { RunningGateway } from '../../gateway/main.js';
import { CommandFailure } from '../command-failure.js';
import { counted } from '../counted.js';
import { EXIT } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { printResult, tell } from '../output.js';
import { inLanguage } from '../language.js';
import { stopOnSignal } from '../local/stop-on-signal.js';
import { alreadyRunning } from './already-running.js';
import { createDemo } from './create-demo.js';
import { demandDataVersion } from './data-version.js';
import { readDemoState } from './demo-state.js';
import type { DemoState } from './demo-state.js';
import { openingFailure } from './opening-failure.js';
import { forgetReplaced, prepareFabric } from './prepare-fabric.js';
import { resetHome } from './reset-home.js';
import { welcome } from './welcome.js';

export interface ServeOptions {
  readonly config: GatewayConfig;
  readonly reset: boolean;
  /** Whether to make the demo district in a home that has none. */
  readonly demo: boolean;
  /** Of a new demo; default 1,000 and 1. A demo that is there keeps its own. */
  readonly persons?: number;
  readonly seed?: number;
}

/** Serves a home until a signal comes; its first time it makes the demo district. Answers the exit code. */
export async function serve(options: ServeOptions): Promise<ExitCode> {
  const home = homeAt(options.config.home);
  const ledger = ledgerOf(options, home);
  const running = await alreadyRunning(home);
  if (running !== undefined) return alreadyThere(running, options.reset);
  const config = await preparedHome(options, home, ledger).catch((error: unknown) => {
    throw openingFailure(error, home) ?? error;
  });
  const stop = stopOnSignal();
  const gateway = await startGateway(config, { logStream: process.stderr }).catch((error: unknown) => {
    throw openingFailure(error, home) ?? error;
  });
  endOnFault(gateway.app.log);
  try {
    if (await prepareDemo(gateway, home, options, stop.signal)) {
      printResult(inLanguage(await welcome(gateway, home)));
      await stop.come;
    } else {
      tell({
        zh: '创建被中断；下次 npm start 会继续。',
        en: 'The creation was interrupted; the next npm start goes on with it.',
      });
    }
  } finally {
    await gateway.close();
  }
  return stop.exitCode();
}

/** The one that is asked for; without a wish the home's own. Only a home that is emptied may change it. */
function ledgerOf({ config, reset }: ServeOptions, home: Home): LedgerKind {
  try {
    return reset ? (config.ledger ?? ledgerKindOf(home)) : ledgerKindOf(home, config.ledger);
  } catch (error) {
    throw openingFailure(error, home) ?? error;
  }
}

/** The home is ready to be opened with this ledger. */
async function preparedHome({ config, reset }: ServeOptions, home: Home, ledger: LedgerKind): Promise<GatewayConfig> {
  if (reset) await resetHome(home);
  await prepareHome(home);
  await demandDataVersion(home);
  if (ledger === 'fabric') {
    if (reset) await forgetReplaced(config, home);
    await prepareFabric({ ...config, ledger }, home);
  }
  return { ...config, ledger };
}

function alreadyThere(url: string, reset: boolean): ExitCode {
  if (reset) {
    throw new CommandFailure(EXIT.TRY_AGAIN, {
      zh: `网关正在 ${url} 运行；请先停止它再重置。`,
      en: `A gateway runs at ${url}; stop it before a reset.`,
    });
  }
  printResult(inLanguage({ zh: `已在运行：${url}`, en: `Already running: ${url}` }));
  return EXIT.OK;
}

/** Answers `false` if a signal came before the demo was complete. */
async function prepareDemo(
  gateway: RunningGateway,
  home: Home,
  options: ServeOptions,
  signal: AbortSignal,
): Promise<boolean> {
  const present = await readDemoState(home);
  if (present !== undefined) tellWhatStays(present, options);
  if (present?.complete === true || (present === undefined && !options.demo)) return true;
  const demo = present ?? newDemo(options);
  tellWhatComes(gateway.url, demo);
  return createDemo(gateway, demo, signal);
}

/** The gateway is ready as soon as it listens; who asks now is answered, though not yet about everybody. */
function tellWhatComes(url: string, { persons }: DemoState): void {
  tell({
    zh: `网关已在 ${url} 提供服务；演示数据（${persons} 人）仍在导入，完成后会有提示。`,
    en: `The gateway serves at ${url}; the demo's data (${counted(persons, 'person')}) are still coming, and it is said when they are there.`,
  });
}

/** A demo keeps the options that it was made with: another district would need another ledger. */
function tellWhatStays({ persons, seed }: DemoState, asked: ServeOptions): void {
  if ((asked.persons ?? persons) === persons && (asked.seed ?? seed) === seed) return;
  tell({
    zh: `演示区仍为 ${persons} 人、随机种子 ${seed}；如需另建，请加 --reset。`,
    en: `The demo district stays as it was made: ${persons} persons, seed ${seed}; for another one add --reset.`,
  });
}

function newDemo({ persons = 1_000, seed = 1 }: ServeOptions): DemoState {
  return { persons, seed, on: dayOf(new Date().toISOString()), complete: false };
}
