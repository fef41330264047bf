// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createAuthority } from '../../../network/embedded/identity/certificate-authority.js';
import { readJoiningDepartment } from '../../../network/native/operations/configuration/joining-department.js';
import { OperationFailure } from '../../../network/native/operations/operation-failure.js';

describe('what a department hands over to be taken in', () => {
  let folder: string;
  let root: string;
  let tlsRoot: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onedoor-joining-'));
    [root, tlsRoot] = (await Promise.all(
      ['TaxMSP', 'TaxTls'].map(async (name) => (await createAuthority(name)).certificate),
    )) as [string, string];
  });
  after(() => rm(folder, { recursive: true }));

  async function read(changes: object): Promise<unknown> {
    const file = join(folder, 'tax.json');
    await writeFile(
      file,
      JSON.stringify({ mspId: 'TaxMSP', root, tlsRoot, anchor: { host: 'tax', port: 7051 }, ...changes }),
    );
    try {
      return readJoiningDepartment(file);
    } catch (error) {
      return error;
    }
  }

  it('has two roots: one of who signs, one of its TLS', async () => {
    expect(await read({})).to.deep.include({ root, tlsRoot });
    for (const [changes, said] of [
      [{ tlsRoot: root }, 'two authorities, not one'],
      [{ tlsRoot: undefined }, 'tlsRoot'],
      [{ root: '-----BEGIN CERTIFICATE-----' }, 'does not say who joins'],
    ] as const) {
      const error = await read(changes);
      expect(error).to.be.instanceOf(OperationFailure);
      expect(String(error)).to.contain(said);
    }
  });
});
