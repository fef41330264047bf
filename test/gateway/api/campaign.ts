// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { serveDistrict, type ServedDistrict } from '../http/served-district.js';
import { SWITCHED_OFF, campaignConfig, type ApiDocument } from './campaign-config.js';
import { HOOKS, HOOKS_MODULE } from './hooks-of-schemathesis.js';
import { USAGE, readOptions, type CampaignOptions } from './options.js';
import { NoPython, SCHEMATHESIS, schemathesisIn } from './python-environment.js';
import { runChild } from './run-child.js';

const EXIT = { CLEAN: 0, FINDINGS: 1, USAGE: 2, UNAVAILABLE: 69, STOPPED: 130 } as const;

/**
 * `npm run test:api`: schemathesis over what the gateway says of itself. Exit code 0 clean, 1 findings, 2 wrong
 * options, 69 no Python or no way to PyPI, 130 stopped.
 */
export async function run(args: readonly string[]): Promise<number> {
  let options: CampaignOptions | 'help';
  try {
    options = readOptions(args);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${USAGE}`);
    return EXIT.USAGE;
  }
  if (options === 'help') {
    process.stdout.write(USAGE);
    return EXIT.CLEAN;
  }
  return inFolder(options);
}

async function inFolder(options: CampaignOptions): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'onedoor-api-'));
  const stop = new AbortController();
  const onSignal = (): void => {
    stop.abort();
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    const program = await schemathesisIn(resolve(options.venv ?? join(folder, 'venv')), stop.signal);
    const code = await play(program, folder, options, stop.signal);
    if (options.json) process.stdout.write(`${JSON.stringify(outcomeOf(code, options))}\n`);
    return code;
  } catch (error) {
    if (stop.signal.aborted) return EXIT.STOPPED;
    if (!(error instanceof NoPython)) throw error;
    process.stderr.write(`${error.message}\n`);
    return EXIT.UNAVAILABLE;
  } finally {
    process.removeListener('SIGINT', onSignal).removeListener('SIGTERM', onSignal);
    await rm(folder, { recursive: true });
  }
}

async function play(program: string, folder: string, options: CampaignOptions, signal: AbortSignal): Promise<number> {
  const district = await serveDistrict();
  try {
    const { body } = await district.ask<ApiDocument>('/openapi.json');
    const config = join(folder, 'schemathesis.toml');
    const token = (department: string, role: Parameters<ServedDistrict['gateway']['token']>[0]['role']) =>
      district.gateway.token({ department, role, officer: 'officer-0001' });
    await writeFile(join(folder, `${HOOKS_MODULE}.py`), HOOKS);
    await writeFile(config, await campaignConfig(body, token), { mode: 0o600 });
    const code = await runChild(program, argumentsOf(config, district.gateway.url, options), {
      signal,
      stdout: 'stderr',
      cwd: folder,
      environment: { SCHEMATHESIS_HOOKS: HOOKS_MODULE, PYTHONPATH: folder },
    });
    return code;
  } finally {
    await district.close();
  }
}

function argumentsOf(config: string, url: string, { maxExamples, seed }: CampaignOptions): string[] {
  const off = Object.keys(SWITCHED_OFF);
  return [
    ...['--config-file', config, 'run', `${url}/openapi.json`],
    ...['--checks', 'all', ...(off.length === 0 ? [] : ['--exclude-checks', off.join()])],
    ...['--max-examples', String(maxExamples), '--seed', String(seed)],
    ...['--continue-on-failure', '--generation-database', 'none', '--generation-allow-x00', 'false', '--no-color'],
  ];
}

function outcomeOf(code: number, { maxExamples, seed }: CampaignOptions): object {
  return { tool: SCHEMATHESIS, clean: code === EXIT.CLEAN, maxExamples, seed, switchedOff: Object.keys(SWITCHED_OFF) };
}
