// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { packageRoot } from '../package-root.js';

/** The reviewed catalogue data that comes with the package. */
export function catalogueFolder(): string {
  return join(packageRoot, 'network', 'catalogue');
}
