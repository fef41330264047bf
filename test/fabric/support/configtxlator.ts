// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DEFAULT_FABRIC } from '../../../network/definitions/complete-definition.js';
import { locatePrograms } from '../../../network/native/programs/locate-programs.js';

const execute = promisify(execFile);

/** What Fabric's own program makes of a message, as JSON. @param type `common.Block`, `kvrwset.HashedRWSet`, … */
export async function decodeByFabric(type: string, bytes: Uint8Array): Promise<unknown> {
  return JSON.parse((await run('proto_decode', type, bytes)).toString('utf8'));
}

/** The bytes that Fabric's own program makes of that JSON. */
export function encodeByFabric(type: string, message: unknown): Promise<Buffer> {
  return run('proto_encode', type, Buffer.from(JSON.stringify(message)));
}

/** Through files: it opens its input and output by name, which cannot be done with the pipes of a child process. */
async function run(verb: string, type: string, input: Uint8Array): Promise<Buffer> {
  const program = locatePrograms(DEFAULT_FABRIC).path('configtxlator');
  const folder = await mkdtemp(join(tmpdir(), 'onedoor-message-'));
  const [from, to] = [join(folder, 'input'), join(folder, 'output')];
  try {
    await writeFile(from, input);
    await execute(program, [verb, '--type', type, '--input', from, '--output', to]);
    return await readFile(to);
  } finally {
    await rm(folder, { recursive: true });
  }
}
