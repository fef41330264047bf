// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../package-root.js';

const SOURCES = join(packageRoot, 'scripts', 'bench', 'peers', 'immudb');
const SERVER = 'github.com/codenotary/immudb/cmd/immudb';
const VERSION = 'v1.10.0';

export interface Built {
  readonly server: string;
  readonly client: string;
}

/**
 * Builds the server and our load client with the go command, which fetches what go.sum names; the programs stay in the
 * user's cache folder. Answers a text instead where that cannot be done.
 */
export async function buildImmudb(signal: AbortSignal): Promise<Built | string> {
  const folder = join(cacheFolder(), 'onedoor-bench', `immudb-${VERSION}`);
  const built = { server: join(folder, 'immudb'), client: join(folder, 'load') };
  await mkdir(folder, { recursive: true });
  try {
    await go(['build', '-buildvcs=false', '-o', built.server, SERVER], signal);
    await go(['build', '-buildvcs=false', '-o', built.client, '.'], signal);
    return built;
  } catch (error) {
    signal.throwIfAborted();
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      return 'immudb is left out: there is no go command here; install Go 1.24 or later and run again';
    return `immudb is left out: it could not be built: ${message.slice(-600)}`;
  }
}

async function go(args: readonly string[], signal: AbortSignal): Promise<void> {
  await promisify(execFile)('go', [...args], { cwd: SOURCES, signal, maxBuffer: 16 * 1024 * 1024 });
}

function cacheFolder(): string {
  const { XDG_CACHE_HOME: named = '' } = process.env;
  if (named !== '') return named;
  return process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
}
