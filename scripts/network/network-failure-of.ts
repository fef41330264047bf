// SPDX-License-Identifier: Apache-2.0
import { DefinitionInvalid } from '../../network/definitions/load-definition.js';
import { NetworkFailure } from '../../network/native/network-failure.js';
import type { NetworkFailureCode } from '../../network/native/network-failure.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';

const EXITS: Readonly<Partial<Record<NetworkFailureCode, ExitCode>>> = {
  UNKNOWN_NODE: EXIT.USAGE,
  FOLDER_OF_OTHER_VERSION: EXIT.DATA_VERSION,
  FOLDER_OF_OTHER_NETWORK: EXIT.DATA_VERSION,
  CHAINCODE_BUILD_DIFFERS: EXIT.DATA_VERSION,
  FOLDER_IN_USE: EXIT.TRY_AGAIN,
  NOT_READY: EXIT.TRY_AGAIN,
  INTERRUPTED: EXIT.INTERRUPTED,
};

/** Does something with a native network; what fails is told in the user's language, under the exit code that fits. */
export async function onNetwork<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DefinitionInvalid) {
      throw new CommandFailure(
        EXIT.USAGE,
        { zh: `网络定义有误：${error.message}`, en: error.message },
        { cause: error },
      );
    }
    if (!(error instanceof NetworkFailure)) throw error;
    throw new CommandFailure(EXITS[error.code] ?? EXIT.UNAVAILABLE, error.text, { cause: error });
  }
}
