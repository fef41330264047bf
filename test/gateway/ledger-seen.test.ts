// SPDX-License-Identifier: Apache-2.0
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { LedgerSeenUnreadable, readLedgerSeen, writeLedgerSeen } from '../../gateway/ledger-seen.js';

describe('the note of the last block that was shown', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onedoor-seen-'));
    file = join(folder, 'ledger-seen.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is read as it was written, over a longer one too', async () => {
    const hash = 'A'.repeat(43);
    await writeLedgerSeen(file, { height: 123_456, hash });
    await writeLedgerSeen(file, { height: 7, hash });
    expect(await readLedgerSeen(file)).to.deep.equal({ height: 7, hash });
  });

  for (const [name, text] of [
    ['empty', ''],
    ['zeros', '\0'.repeat(128)],
  ] as const) {
    it(`counts as none where a power cut left it ${name}, or there is none`, async () => {
      expect(await readLedgerSeen(file)).to.equal(undefined);
      await writeFile(file, text);
      expect(await readLedgerSeen(file)).to.equal(undefined);
    });
  }

  for (const text of ['{"height":1', '{}', '{"height":0,"hash":"A"}', 'x']) {
    it(`is refused with the remedy where it says ${text}`, async () => {
      await writeFile(file, text);
      await refused();
    });
  }

  it('is refused where it cannot be opened', async () => {
    await mkdir(file);
    await refused();
  });

  async function refused(): Promise<void> {
    const error: unknown = await readLedgerSeen(file).catch((fault: unknown) => fault);
    expect(error).to.be.instanceOf(LedgerSeenUnreadable);
    expect((error as Error).message)
      .to.contain('remove that file')
      .and.to.contain(file);
  }
});
