// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { catalogueFolder } from '../../scripts/catalogue/catalogue-folder.js';
import { checkFiles } from '../../scripts/catalogue/check-files.js';
import { readCatalogue } from '../../scripts/catalogue/read-catalogue.js';
import type { CatalogueFiles } from '../../scripts/catalogue/read-catalogue.js';
import { loadDefinition } from '../../network/definitions/load-definition.js';

describe('the catalogue of the demo district', () => {
  let files: CatalogueFiles;
  before(async () => {
    files = await readCatalogue(catalogueFolder());
  });

  it('is what the ledger would take, with every consent and duty that its items need', () => {
    expect(checkFiles(files)).to.deep.equal([]);
  });

  it('has at least twenty record types, and a mapping for every one of them', () => {
    expect(files.recordTypes.length).to.be.at.least(20);
    expect(files.mappings.map(({ recordType }) => recordType).sort()).to.deep.equal(
      files.recordTypes.map(({ code }) => code).sort(),
    );
  });

  it('says of every item of the third batch for whom it is, and of its predicates what they mean', () => {
    const items = files.items.filter(({ batch }) => batch === 3);
    expect(items.filter(({ description }) => description === undefined)).to.deep.equal([]);
    const silent = items
      .flatMap(({ requirements }) => requirements)
      .filter(({ condition, alternatives }) => {
        const predicates = alternatives.flatMap(({ evidence }) => evidence.map(({ predicate }) => predicate));
        return condition === undefined && predicates.some((predicate) => predicate !== undefined);
      });
    expect(silent).to.deep.equal([]);
  });

  it('draws identity, household and address from the register of the data bureau', () => {
    const fields = files.items.flatMap(({ fields: declared }) => declared);
    for (const code of ['name', 'residentId', 'householdAddress']) {
      const sources = fields.filter((field) => field.code === code).map(({ source }) => source.recordType);
      expect([...new Set(sources.map((type) => type.split('.')[0]))], code).to.deep.equal(['data-bureau']);
    }
  });

  it('names the departments of the network definition, with the same titles and bodies', () => {
    const { departments } = loadDefinition('district');
    expect(files.departments.map(({ code, title, bodies }) => ({ code, title, bodies }))).to.deep.equal(
      departments.map(({ code, title, bodies }) => ({ code, title, bodies })),
    );
  });

  it('shows every feature of a requirement somewhere', () => {
    const requirements = files.items.flatMap((item) => item.requirements);
    expect(new Set(requirements.map(({ fallback }) => fallback))).to.deep.equal(
      new Set(['UPLOAD', 'COMMITMENT', 'NONE']),
    );
    expect(requirements.some(({ alternatives }) => alternatives.length > 1)).to.equal(true);
    expect(requirements.some(({ alternatives }) => alternatives.some(({ evidence }) => evidence.length > 1))).to.equal(
      true,
    );
    expect(requirements.some(({ when }) => when !== undefined)).to.equal(true);
    const predicates = requirements.flatMap(({ alternatives }) => alternatives.flatMap(({ evidence }) => evidence));
    expect(predicates.some(({ predicate }) => predicate?.includes('claim.child == subject.child') === true)).to.equal(
      true,
    );
  });

  const spoiled: [string, (catalogue: CatalogueFiles) => CatalogueFiles, string][] = [
    ['a consent is missing', (good) => ({ ...good, consents: good.consents.slice(1) }), 'CONSENT_MISSING'],
    ['a duty is missing', (good) => ({ ...good, duties: good.duties.slice(1) }), 'DUTY_NOT_COVERED'],
    ['a consent is for an item that is not there', (good) => ({ ...good, items: good.items.slice(1) }), 'ITEM_UNKNOWN'],
    [
      'a record type is missing',
      (good) => ({ ...good, recordTypes: good.recordTypes.slice(1) }),
      'RECORD_TYPE_UNKNOWN',
    ],
    ['a predicate uses what is not allowed', withPredicate('claim.level.matches("^B")'), 'PREDICATE_NOT_ALLOWED'],
    ['a mapping names a claim that is not there', withMappedClaim, 'CLAIM_UNKNOWN'],
  ];
  for (const [what, spoil, code] of spoiled) {
    it(`is refused as ${code} when ${what}`, () => {
      expect(checkFiles(spoil(files)).map((fault) => fault.code)).to.include(code);
    });
  }

  function withPredicate(predicate: string) {
    return (good: CatalogueFiles): CatalogueFiles => {
      const copy = structuredClone(good);
      const evidence = copy.items
        .find(({ code }) => code === 'human-resources.graduate-report')
        ?.requirements.find(({ materialCode }) => materialCode === 'diploma')?.alternatives[0]?.evidence[0];
      Object.assign(evidence ?? {}, { predicate });
      return copy;
    };
  }

  function withMappedClaim(good: CatalogueFiles): CatalogueFiles {
    const copy = structuredClone(good);
    Object.assign(copy.mappings[0]?.claims ?? {}, { nickname: '别名' });
    return copy;
  }
});
