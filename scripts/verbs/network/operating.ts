// SPDX-License-Identifier: Apache-2.0
import { OperationFailure } from '../../../network/native/operations/operation-failure.js';
import type { OperationFailureCode } from '../../../network/native/operations/operation-failure.js';
import { CommandFailure } from '../../command-failure.js';
import { EXIT } from '../../exit-codes.js';
import type { ExitCode } from '../../exit-codes.js';

const EXIT_OF: Readonly<Record<OperationFailureCode, ExitCode>> = {
  WRONG_INPUT: EXIT.USAGE,
  REFUSED: EXIT.FAILED_CHECK,
  UNAVAILABLE: EXIT.UNAVAILABLE,
};

/** Runs an operation of a network; what it refuses is told in the user's language, with the exit code that fits. */
export async function operating<T>(operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    if (error instanceof OperationFailure) {
      throw new CommandFailure(EXIT_OF[error.code], error.text, { cause: error });
    }
    throw error;
  }
}
