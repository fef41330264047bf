// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { common } from '@hyperledger/fabric-protos';
import { NoBlocks, blockFiles } from '../../../gateway/ledger/fabric/audit/block-files.js';

describe('exported blocks', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onedoor-blocks-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  function block(number: number): Uint8Array {
    const header = new common.BlockHeader();
    header.setNumber(number);
    header.setPreviousHash(Buffer.alloc(number === 0 ? 0 : 32, 1));
    header.setDataHash(Buffer.alloc(32, 2));
    const message = new common.Block();
    message.setHeader(header);
    return message.serializeBinary();
  }

  async function read(path = folder): Promise<[number: number, isDamaged: boolean][]> {
    const found: [number, boolean][] = [];
    for await (const { number, isDamaged } of blockFiles(path)) found.push([number, isDamaged]);
    return found;
  }

  it('come in the order of their numbers, whatever their files are called', async () => {
    await writeFile(join(folder, 'b_10.block'), block(1));
    await writeFile(join(folder, 'a'), block(300));
    await writeFile(join(folder, 'z.pb'), block(0));
    await writeFile(join(folder, 'README.txt'), 'no block');
    expect(await read()).to.deep.equal([
      [0, false],
      [1, false],
      [300, false],
    ]);
    expect(await read(join(folder, 'a'))).to.deep.equal([[300, false]]);
  });

  it('count as damaged where a file is called a block and is none', async () => {
    await writeFile(join(folder, '0.block'), block(0));
    await writeFile(join(folder, '1.block'), 'torn');
    expect(await read()).to.deep.equal([
      [0, false],
      [1, true],
    ]);
  });

  it('are missed by the name of the place', async () => {
    for (const path of [folder, join(folder, 'nowhere')]) {
      const error = await read(path).then(
        () => undefined,
        (each: unknown) => each,
      );
      expect(error).to.be.instanceOf(NoBlocks).and.include({ path });
    }
  });
});
