// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { checkCreditCode, checkResidentId } from '../../../chaincode/domain/register/identifiers.js';
import { catalogueFolder } from '../../../scripts/catalogue/catalogue-folder.js';
import { readCatalogue } from '../../../scripts/catalogue/read-catalogue.js';
import { castOf } from '../../../scripts/demo/cast/cast.js';
import { inventDistrict, inventNeighbourhoods } from '../../../scripts/demo/invent-district.js';
import { MS_LI } from '../../../scripts/demo/ms-li.js';
import { writeExports } from '../../../scripts/demo/write-exports.js';
import { mapRow } from '../../../scripts/import/map-row.js';
import { openExport } from '../../../scripts/import/open-export.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const options = { persons: 300, seed: 7, on: '2026-11-22' };

describe('inventDistrict', () => {
  const district = inventDistrict(options);

  it('gives the same district for the same options, and another one for another seed', () => {
    expect(inventDistrict(options)).to.deep.equal(district);
    expect(inventDistrict({ ...options, seed: 8 }).persons[50]).not.to.deep.equal(district.persons[50]);
  });

  it('has as many persons as asked for, each identifier once and true to the standards', () => {
    const identifiers = district.persons.map(({ identifier }) => identifier);
    expect(new Set(identifiers).size).to.equal(300);
    expect(identifiers.filter((identifier) => !checkResidentId(identifier).ok)).to.deep.equal([]);
    expect(district.companies.filter(({ identifier }) => !checkCreditCode(identifier).ok)).to.deep.equal([]);
  });

  it('agrees with itself: birth date, gender and division stand in the identifier', () => {
    for (const { identifier, birthDate, gender, household } of district.persons) {
      expect(identifier.slice(0, 14)).to.equal(household.division + birthDate.replaceAll('-', ''));
      expect(Number(identifier.charAt(16)) % 2 === 1).to.equal(gender === 'MALE');
    }
  });

  for (const seed of [0, 1, 2 ** 40]) {
    it(`always has Ms Li, seed ${seed}`, () => {
      expect(inventDistrict({ persons: 1, seed, on: '2026-01-05' }).persons).to.have.length(1);
      expect(inventDistrict({ ...options, seed }).persons[0]).to.include(MS_LI);
    });
  }

  for (const on of ['2026-11-22', '2028-02-29', '2029-03-01']) {
    it(`has the cast in every district, its identifiers true to the standards, on ${on}`, () => {
      const { persons, companies } = castOf(on, 100);
      const { persons: first } = inventDistrict({ persons: 40, seed: 5, on });
      expect(first.slice(0, persons.length)).to.deep.equal(persons);
      expect(first.map(({ index }) => index)).to.deep.equal(first.map((_, position) => position));
      expect(persons.filter(({ identifier }) => !checkResidentId(identifier).ok)).to.deep.equal([]);
      expect(companies.filter(({ identifier }) => !checkCreditCode(identifier).ok)).to.deep.equal([]);
    });
  }

  it('comes in neighbourhoods that together are the district, however large, each identifier once', function () {
    this.timeout(30_000);
    const large = { persons: 2_500, seed: 7, on: options.on };
    const parts = [...inventNeighbourhoods(large)];
    expect(Math.max(...parts.map(({ persons }) => persons.length))).to.equal(1_000);
    const persons = parts.flatMap((part) => part.persons);
    expect(persons).to.deep.equal(inventDistrict(large).persons);
    expect(new Set(persons.map(({ identifier }) => identifier)).size).to.equal(2_500);
    const companies = parts.flatMap((part) => part.companies.map(({ index }) => index));
    expect(companies).to.deep.equal(companies.map((_, position) => position));
  });

  for (const on of ['2026-07-10', '2026-07-12', '2028-02-29']) {
    it(`lets Ms Li have graduated and be at work less than two years, on ${on}`, () => {
      const [msLi] = inventDistrict({ persons: 1, seed: 1, on }).persons;
      const graduated = msLi?.diplomas[0]?.on ?? '';
      const began = msLi?.jobs[0]?.from ?? '';
      expect(graduated < began && began <= on).to.equal(true);
      expect(Number(on.slice(0, 4)) - Number(graduated.slice(0, 4))).to.be.at.most(1);
    });
  }
});

describe('writeExports', () => {
  const folder = temporaryFolder();

  it('writes about eight records a person, every one of which the import takes', async function () {
    this.timeout(60_000);
    const { recordTypes, mappings } = await readCatalogue(catalogueFolder());
    const written = await writeExports(inventDistrict(options), folder.path);
    expect(new Set(written.map(({ recordType }) => recordType))).to.deep.equal(
      new Set(recordTypes.map(({ code }) => code)),
    );
    let rows = 0;
    for (const { recordType, file } of written) {
      const type = recordTypes.find(({ code }) => code === recordType);
      const mapping = mappings.find((candidate) => candidate.recordType === recordType);
      if (type === undefined || mapping === undefined) throw new Error(recordType);
      const { source } = await openExport({ file, mapping, onBytes: () => undefined });
      for await (const row of source.rows) {
        expect(mapRow(mapping, type, row)).to.have.property('record');
        rows += 1;
      }
    }
    expect(rows / options.persons).to.be.within(7, 9);
  });
});
