// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own for each suite, gone afterwards. */
export function temporaryFolder(): { readonly path: string } {
  const folder = { path: '' };
  before(async () => {
    folder.path = await mkdtemp(join(tmpdir(), 'onedoor-test-'));
  });
  after(async () => {
    await rm(folder.path, { recursive: true, force: true });
  });
  return folder;
}
