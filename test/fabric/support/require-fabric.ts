// SPDX-License-Identifier: Apache-2.0
import type { Context } from 'mocha';
import { DEFAULT_FABRIC } from '../../../network/definitions/complete-definition.js';
import { locatePrograms } from '../../../network/native/programs/locate-programs.js';

/**
 * In a `before`: skips what follows where Fabric's programs are not on this machine; where
 * TEST_FABRIC=required, that they are not found is a failure.
 */
export function requireFabric(context: Context): void {
  try {
    locatePrograms(DEFAULT_FABRIC);
  } catch (error) {
    if (process.env.TEST_FABRIC === 'required') throw error;
    context.skip();
  }
}
