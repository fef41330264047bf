// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { NetworkFailure } from '../network-failure.js';
import { howToGet } from './locate-programs.js';
import type { ProgramName, Programs } from './locate-programs.js';

const run = promisify(execFile);
const FIRST_CA = '1.5';

/** Versions that the programs report of themselves, as `3.1.5`. */
export interface ProgramVersions {
  readonly fabric: string;
  readonly ca: string;
}

/**
 * Asks the programs for their versions. A patch release other than the wanted one is taken; Fabric CA has versions of
 * its own, from 1.5 on all will do.
 * @throws {NetworkFailure} PROGRAMS_OTHER_VERSION
 */
export async function checkVersions(programs: Programs, wanted: string): Promise<ProgramVersions> {
  const [peer, orderer, ca] = await Promise.all([
    versionOf(programs, 'peer', wanted),
    versionOf(programs, 'orderer', wanted),
    versionOf(programs, 'fabric-ca-server', wanted),
  ]);
  for (const [name, version] of [['peer', peer] as const, ['orderer', orderer] as const]) {
    if (release(version) !== release(wanted))
      throw otherVersion(programs.path(name), version, { wanted, fabric: wanted });
  }
  if (release(ca) !== FIRST_CA)
    throw otherVersion(programs.path('fabric-ca-server'), ca, { wanted: `${FIRST_CA}.x`, fabric: wanted });
  return { fabric: peer, ca };
}

async function versionOf(programs: Programs, name: ProgramName, fabric: string): Promise<string> {
  const program = programs.path(name);
  try {
    const { stdout } = await run(program, ['version'], { timeout: 10_000 });
    return /Version:\s*v?([0-9][\w.-]*)/u.exec(stdout)?.[1] ?? 'unknown';
  } catch (error) {
    throw otherVersion(
      program,
      'unknown',
      { wanted: name === 'fabric-ca-server' ? `${FIRST_CA}.x` : fabric, fabric },
      error,
    );
  }
}

function release(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

/** Version that a program must have, and that of Fabric which the definition names. */
interface Demand {
  readonly wanted: string;
  readonly fabric: string;
}

function otherVersion(program: string, found: string, { wanted, fabric }: Demand, cause?: unknown): NetworkFailure {
  const advice = howToGet(fabric);
  return new NetworkFailure(
    'PROGRAMS_OTHER_VERSION',
    {
      zh: `${program} 的版本是 ${found}，本网络定义要求 ${wanted}。${advice.zh}，或修改定义中的 fabric。`,
      en: `${program} is of version ${found}; the definition of this network asks for ${wanted}. ${advice.en}, or name another version as "fabric" in the definition.`,
    },
    { cause },
  );
}
