// SPDX-License-Identifier: Apache-2.0
import type { Filing, Task } from '../../../chaincode/domain/application/application.js';
import { replayTask } from '../../../chaincode/domain/application/replay.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import type { District } from './district.js';
import { digest } from './register.js';

/** The documents of a task as they stand on the ledger, read out of the blocks, and the state that they tell. */
export async function papersOf({ network }: District, applicationId: string, itemCode: string) {
  const last = new Map<string, unknown>();
  for (let number = 0n; number < network.height; number += 1n) {
    for (const { writes, validationCode } of (await network.block(number)).transactions) {
      if (validationCode !== 'VALID') continue;
      for (const { key, value } of writes) {
        if (key.startsWith(`a/${applicationId}`)) last.set(key, JSON.parse(Buffer.from(value).toString()));
      }
    }
  }
  const filing = last.get(stateKeys.application(applicationId)) as Filing;
  const task = last.get(stateKeys.task(applicationId, itemCode)) as Task | undefined;
  return { filing, task, history: replayTask(filing, itemCode, task, digest) };
}
