// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { openOverlay } from '../../../chaincode/transactions/overlay.js';
import { readCatalogue, readCatalogueVersion } from '../../../chaincode/transactions/documents.js';
import { publishPurpose } from '../../../chaincode/transactions/publish-purpose.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { department, purpose } from '../support/catalogue.js';
import { MemoryLedger } from '../support/memory-ledger.js';

const KEY = 'c/purpose/talent-service';
const document = purpose();
const text = canonicalJson(document);
const registrar = { as: 'data-bureau', role: 'publisher' } as const;

/** State as two colluding departments could leave it: they can write public keys, but no stamp of a third. */
function ledgerWith(entries: Readonly<Record<string, string>>): MemoryLedger {
  const ledger = new MemoryLedger();
  for (const [place, value] of Object.entries(entries)) ledger.committed.set(place, value);
  return ledger;
}
function reading(entries: Readonly<Record<string, string>>) {
  const { context } = openOverlay(ledgerWith(entries).access(registrar, new Map()));
  return readCatalogue(context, 'purpose', 'talent-service');
}

describe('a public document', () => {
  for (const [name, entries, believed] of [
    ['is believed with the stamp of its publisher', { [`|${KEY}`]: text, [`data-bureau|${KEY}`]: text }, true],
    ['is absent where there is none', {}, false],
    ['is not believed without a stamp', { [`|${KEY}`]: text }, false],
    [
      'is not believed with the stamp of another department',
      { [`|${KEY}`]: text, [`civil-affairs|${KEY}`]: text },
      false,
    ],
    ['is not believed with the stamp of other bytes', { [`|${KEY}`]: text, [`data-bureau|${KEY}`]: `${text} ` }, false],
    ['is not believed in another shape', { [`|${KEY}`]: '{}', [`data-bureau|${KEY}`]: '{}' }, false],
    ['is not believed if it is no JSON', { [`|${KEY}`]: '{', [`data-bureau|${KEY}`]: '{' }, false],
  ] as const) {
    it(name, async () => {
      expect(await reading(entries)).to.deep.equal(believed ? document : undefined);
    });
  }

  it('is found under its version when another one is in force', async () => {
    const { context } = openOverlay(
      ledgerWith({ [`|${KEY}/1`]: text, [`data-bureau|${KEY}/1`]: text }).access(registrar, new Map()),
    );
    expect(await readCatalogueVersion(context, 'purpose', 'talent-service', 1)).to.deep.equal(document);
    expect(await readCatalogueVersion(context, 'purpose', 'talent-service', 2)).to.equal(undefined);
  });
});

describe('publishing over forged public bytes', () => {
  const stamped = (key: string, value: string) => ({ [`|${key}`]: value, [`data-bureau|${key}`]: value });
  const hr = canonicalJson(department('human-resources'));
  const forged = canonicalJson(purpose({ version: 9, legalReference: { zh: '假', en: 'forged' } }));
  const overwritten = {
    ...stamped('c/department/human-resources', hr),
    ...stamped(KEY, text),
    ...stamped(`${KEY}/1`, text),
    [`|${KEY}`]: forged,
  };
  const publish = (ledger: MemoryLedger, changes: Parameters<typeof purpose>[0]) =>
    ledger.run(publishPurpose, { department: 'data-bureau', document: purpose(changes) }, registrar);

  it('restores the document in force', async () => {
    const ledger = ledgerWith(overwritten);
    expect(await publish(ledger, {})).to.include({ status: 'PUBLISHED', version: 1 });
    expect(ledger.committed.get(`|${KEY}`)).to.equal(text);
  });

  it('counts versions by the stamps, not by what is written in public', async () => {
    const ledger = ledgerWith(overwritten);
    expect(await publish(ledger, { version: 2 })).to.include({ status: 'PUBLISHED', version: 2 });
  });
});
