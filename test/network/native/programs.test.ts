// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { checkVersions } from '../../../network/native/programs/check-versions.js';
import { locatePrograms } from '../../../network/native/programs/locate-programs.js';

const PROGRAMS = ['peer', 'orderer', 'configtxgen', 'fabric-ca-server'];

describe("looking for Fabric's programs", () => {
  let folder: string;
  const at = (...parts: string[]): string => join(folder, ...parts);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'onedoor-programs-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function install(where: string, version = '3.1.5'): void {
    for (const name of PROGRAMS) {
      const own = name === 'fabric-ca-server' ? '1.5.21' : version;
      program(join(where, 'bin', name), `echo "${name}:"; echo " Version: v${own}"`);
    }
    program(join(where, 'builders', 'ccaas', 'bin', 'release'), 'true');
  }

  it('takes $FABRIC_BIN first, then the cache folder, then PATH', () => {
    for (const place of ['given', join('cache', 'onedoor', 'fabric-3.1.5'), 'path']) install(at(place));
    const all = { FABRIC_BIN: at('given', 'bin'), XDG_CACHE_HOME: at('cache'), PATH: at('path', 'bin') };
    const found = (env: NodeJS.ProcessEnv): string => dirname(dirname(locatePrograms('3.1.5', env).path('peer')));
    expect(found(all)).to.equal(at('given'));
    expect(found({ ...all, FABRIC_BIN: '' })).to.equal(at('cache', 'onedoor', 'fabric-3.1.5'));
    expect(found({ PATH: all.PATH, XDG_CACHE_HOME: at('nothing') })).to.equal(at('path'));
  });

  it('takes the builder that lies beside the programs', () => {
    install(at('given'));
    const { builder } = locatePrograms('3.1.5', { FABRIC_BIN: at('given', 'bin'), XDG_CACHE_HOME: at('cache') });
    expect(builder).to.equal(at('given', 'builders', 'ccaas'));
  });

  it('does not mix places: one that lacks a program is passed over', () => {
    install(at('given'));
    install(at('path'));
    rmSync(at('given', 'bin', 'orderer'));
    const env = { FABRIC_BIN: at('given', 'bin'), XDG_CACHE_HOME: at('cache'), PATH: at('path', 'bin') };
    expect(locatePrograms('3.1.5', env).path('peer')).to.equal(at('path', 'bin', 'peer'));
  });

  it('says what is missing and what to do', () => {
    const look = () => locatePrograms('3.1.5', { FABRIC_BIN: at('bin'), XDG_CACHE_HOME: at('cache'), PATH: '' });
    expect(look)
      .to.throw(/peer, orderer, configtxgen, fabric-ca-server.*onedoor network install.*FABRIC_BIN/u)
      .with.property('code', 'PROGRAMS_NOT_FOUND');
  });

  it('takes another patch release, and no other version', async () => {
    install(at('given'), '3.1.4');
    const programs = locatePrograms('3.1.5', { FABRIC_BIN: at('given', 'bin') });
    expect(await checkVersions(programs, '3.1.5')).to.deep.equal({ fabric: '3.1.4', ca: '1.5.21' });
    const failure: unknown = await checkVersions(programs, '2.5.12').catch((error: unknown) => error);
    expect(failure).to.have.property('code', 'PROGRAMS_OTHER_VERSION');
    expect(failure).to.have.property('message').that.includes('3.1.4').and.includes('2.5.12');
    expect(failure).to.have.property('message').that.includes('fetches 3.1.5 only').and.includes('fabric-2.5.12');
  });

  it('does not send for another version to a command that does not fetch it', () => {
    const look = () => locatePrograms('2.5.12', { XDG_CACHE_HOME: at('cache'), PATH: '' });
    expect(look)
      .to.throw(/fetches 3\.1\.5 only.*Fabric 2\.5\.12.*fabric-2\.5\.12/u)
      .with.property('code', 'PROGRAMS_NOT_FOUND');
  });
});

function program(file: string, script: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}
