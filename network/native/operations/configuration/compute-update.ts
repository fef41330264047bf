// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { common } from '@hyperledger/fabric-protos';
import type { Programs } from '../../programs/locate-programs.js';
import { OperationFailure } from '../operation-failure.js';

/**
 * The update that leads from one configuration to the other, as configtxlator works it out: what is read, and what is
 * written with its version raised.
 * @throws {OperationFailure} `WRONG_INPUT` where there is no difference.
 */
export async function computeUpdate(
  programs: Programs,
  channel: string,
  original: common.Config,
  updated: common.Config,
): Promise<common.ConfigUpdate> {
  const folder = await mkdtemp(join(tmpdir(), 'onedoor-update-'));
  try {
    const files = {
      original: join(folder, 'original'),
      updated: join(folder, 'updated'),
      update: join(folder, 'update'),
    };
    await writeFile(files.original, original.serializeBinary());
    await writeFile(files.updated, updated.serializeBinary());
    const args = ['--channel_id', channel, '--original', files.original, '--updated', files.updated];
    await promisify(execFile)(programs.path('configtxlator'), ['compute_update', ...args, '--output', files.update]);
    return common.ConfigUpdate.deserializeBinary(await readFile(files.update));
  } catch (error) {
    const { stderr = '' } = error as { readonly stderr?: string };
    if (!stderr.includes('no differences detected')) throw error;
    throw new OperationFailure('WRONG_INPUT', {
      zh: `通道 ${channel} 的配置已是如此，没有可提议的变更。`,
      en: `The configuration of channel ${channel} says so already; there is nothing to propose.`,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
