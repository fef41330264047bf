// SPDX-License-Identifier: Apache-2.0
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with package.json, seen from dist/scripts. */
export const packageRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
