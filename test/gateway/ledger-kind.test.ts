// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { homeAt, type Home } from '../../gateway/home.js';
import { keepLedger, ledgerKindOf, LedgerKindMismatch, OtherChannel } from '../../gateway/ledger-kind.js';
import type { LedgerBlock } from '../../gateway/ledger/ledger.js';
import { testFolder } from './ledger/open-test-ledger.js';

const beginning = (hash: string) => ({
  blocks: async function* (): AsyncGenerator<LedgerBlock> {
    yield await Promise.resolve({ number: 0n, hash, previousHash: '', transactions: [] });
  },
});

describe('the ledger to which a home belongs', () => {
  let folder: ReturnType<typeof testFolder>;
  let home: Home;
  beforeEach(() => {
    folder = testFolder();
    home = homeAt(folder.folder);
  });
  afterEach(() => {
    folder.remove();
  });

  it('is what is asked for while it is new, and stays that', async () => {
    expect(ledgerKindOf(home)).to.equal('embedded');
    expect(ledgerKindOf(home, 'fabric')).to.equal('fabric');
    await keepLedger(home, 'fabric', beginning('first'));
    expect(ledgerKindOf(home)).to.equal('fabric');
    expect(() => ledgerKindOf(home, 'embedded'))
      .to.throw(LedgerKindMismatch)
      .with.property('message')
      .that.includes('fabric');
  });

  it('is embedded where blocks lie in it and nothing says otherwise', () => {
    mkdirSync(home.ledger);
    expect(ledgerKindOf(home, 'fabric')).to.equal('fabric');
    writeFileSync(join(home.ledger, 'blocks.dat'), '');
    expect(ledgerKindOf(home)).to.equal('embedded');
    expect(() => ledgerKindOf(home, 'fabric')).to.throw(LedgerKindMismatch);
  });

  it('is one very channel', async () => {
    await keepLedger(home, 'fabric', beginning('first'));
    await keepLedger(home, 'fabric', beginning('first'));
    const error = await keepLedger(home, 'fabric', beginning('another')).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(OtherChannel);
  });
});
