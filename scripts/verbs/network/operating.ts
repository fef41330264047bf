// SPDX-License-Identifier: Apache-2.0
import type { Operation } from '../../../network/native/operations/operation.js';
import type { Told } from '../../../network/native/network-failure.js';
import { OperationFailure } from '../../../network/native/operations/operation-failure.js';
import type { OperationFailureCode } from '../../../network/native/operations/operation-failure.js';
import { CommandFailure } from '../../command-failure.js';
import { EXIT } from '../../exit-codes.js';
import type { ExitCode } from '../../exit-codes.js';
import { localConfig } from '../../local/local-home.js';
import { stopOnSignal } from '../../local/stop-on-signal.js';
import { onNetwork } from '../../network/network-failure-of.js';
import { tell } from '../../output.js';

const EXIT_OF: Readonly<Record<OperationFailureCode, ExitCode>> = {
  WRONG_INPUT: EXIT.USAGE,
  REFUSED: EXIT.FAILED_CHECK,
  UNAVAILABLE: EXIT.UNAVAILABLE,
};

/** Runs an operation; what it refuses is told in the user's language, with the exit code that fits. */
export async function operating<T>(operation: () => Promise<T>): Promise<T> {
  try {
    return await onNetwork(operation);
  } catch (error) {
    if (error instanceof OperationFailure) {
      throw new CommandFailure(EXIT_OF[error.code], error.text, { cause: error });
    }
    throw error;
  }
}

/** Runs an operation on the network of this home; its steps are told on stderr. */
export async function operate<T>(work: (operation: Operation) => Promise<T>): Promise<T> {
  const { NativeNetwork } = await import('../../../network/native/native-network.js');
  const { withLock } = await import('../../../network/native/files/folder-lock.js');
  const { networkFolder } = localConfig();
  return operating(async () => {
    await NativeNetwork.open(networkFolder);
    return withLock(networkFolder, async () => {
      // Opened once more: whoever held the lock may have changed it.
      const { site, programs } = await NativeNetwork.open(networkFolder);
      const { signal } = stopOnSignal();
      const onStep = (text: Told): void => {
        if (signal.aborted) throw interrupted();
        tell(text);
      };
      return work({ site, programs, onStep, signal });
    });
  });
}

/** Between two steps nothing is half done that the same command would not take up. */
function interrupted(): CommandFailure {
  return new CommandFailure(EXIT.INTERRUPTED, {
    zh: '已中断。再次运行同一命令即可继续。',
    en: 'Interrupted. Run the same command again; it goes on from here.',
  });
}
