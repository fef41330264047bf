// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';

/** Network namespaces need root. */
export function canIsolate(): boolean {
  try {
    execFileSync('unshare', ['--net', 'ip', 'link'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
