// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { FolderWatch } from '../../../gateway/pseudonyms/serve/folder-watch.js';

describe('a watch over the folder of trust', () => {
  let folder: string;
  let readings: number;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onedoor-watch-'));
    readings = 0;
  });
  afterEach(() => rm(folder, { recursive: true }));

  const watch = (read = counted) => new FolderWatch(folder, read);
  const counted = (): Promise<void> => {
    readings += 1;
    return Promise.resolve();
  };

  it('has what came since it began read before the first who asks is judged, once', async () => {
    const watched = watch();
    await writeFile(join(folder, 'office.crl.pem'), 'list');
    await watched.before(new Socket());
    expect(readings).to.equal(1);
    await watched.before(new Socket());
    expect(readings).to.equal(1);
  });

  it('sees a list beside something that cannot be looked at', async () => {
    await symlink(join(folder, 'nowhere'), join(folder, 'old.pem'));
    const watched = watch();
    await writeFile(join(folder, 'office.crl.pem'), 'list');
    await watched.before(new Socket());
    expect(readings).to.equal(1);
  });

  it('tries again at the next question what could not be read', async () => {
    const watched = watch(() => {
      readings += 1;
      return readings === 1 ? Promise.reject(new Error('half written')) : Promise.resolve();
    });
    await writeFile(join(folder, 'office.crl.pem'), 'list');
    for (const expected of [1, 2, 2]) {
      await watched.before(new Socket());
      expect(readings).to.equal(expected);
    }
  });
});
