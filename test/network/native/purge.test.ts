// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { NativeNetwork } from '../../../network/native/native-network.js';

describe('removing a network', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'onedoor-purge-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function make(): void {
    for (const name of ['nodes', 'logs', 'organisations', 'channel', 'supervisor', 'connections', 'enrolments']) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'file.txt'), '');
    }
    writeFileSync(join(folder, 'network.json'), '{}');
  }

  it('leaves nothing of it', async () => {
    make();
    await NativeNetwork.down(folder, { purge: true });
    expect(existsSync(folder)).to.equal(false);
  });

  it('leaves what is not of it', async () => {
    make();
    writeFileSync(join(folder, 'thesis.txt'), 'mine');
    await NativeNetwork.down(folder, { purge: true });
    expect(readdirSync(folder)).to.deep.equal(['thesis.txt']);
  });

  it('touches no folder that holds none', async () => {
    mkdirSync(join(folder, 'logs'));
    const refused: unknown = await NativeNetwork.down(folder, { purge: true }).catch((error: unknown) => error);
    expect(refused).to.have.property('code', 'NO_NETWORK');
    expect(readdirSync(folder)).to.deep.equal(['logs']);
  });
});
