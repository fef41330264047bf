// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { expect } from 'chai';
import { Value } from 'typebox/value';
import { applicableMaterials } from '../../../chaincode/domain/access/applicable-materials.js';
import { departmentOf } from '../../../chaincode/domain/names.js';
import { dayOf } from '../../../chaincode/domain/time.js';
import { VerificationAnswer } from '../../../gateway/usecases/verifications/verification-answer.js';
import type { VerificationRequest } from '../../../gateway/usecases/verifications/verification-request.js';
import { catalogueFolder } from '../../../scripts/catalogue/catalogue-folder.js';
import { readCatalogue } from '../../../scripts/catalogue/read-catalogue.js';
import type { CatalogueFiles } from '../../../scripts/catalogue/read-catalogue.js';
import { request } from '../../../scripts/client/gateway-client.js';
import { demoCases } from '../../../scripts/demo/cast/cases.js';
import type { DemoCase } from '../../../scripts/demo/cast/cases.js';
import { castOf } from '../../../scripts/demo/cast/cast.js';
import { inventNeighbourhoods } from '../../../scripts/demo/invent-district.js';
import { writeExports } from '../../../scripts/demo/write-exports.js';
import { importFile } from '../../../scripts/import/import-file.js';
import { untilRead } from '../../../scripts/local/until-read.js';
import { servedDistrict } from '../support/served-district.js';

const ON = dayOf(new Date().toISOString());
const ADDRESS = 'householdAddress';

describe('the items of the catalogue, over HTTP, for persons and companies of the demo', function () {
  this.timeout(120_000);
  const district = servedDistrict();
  const cases = demoCases(ON);
  let files: CatalogueFiles;

  before(async () => {
    files = await readCatalogue(catalogueFolder());
    const population = inventNeighbourhoods({ persons: 60, seed: 3, on: ON });
    for (const { department, recordType, file } of await writeExports(population, join(district.home, 'district'))) {
      const connection = await district.attester(department);
      expect((await importFile({ connection, recordType, file, dryRun: false })).refused, recordType).to.equal(0);
    }
    await untilRead(district.gateway.parts);
  });

  async function verify(body: VerificationRequest): Promise<VerificationAnswer> {
    const department = departmentOf(body.itemCode);
    const token = await district.gateway.token({ department, role: 'intake', officer: 'demo-intake' });
    const answer = await request({ url: district.gateway.url, token }, '/v1/verifications', { method: 'POST', body });
    return Value.Parse(VerificationAnswer, answer);
  }

  /** The materials of an item that this case asks for. */
  function materialsOf({ itemCode, request: { scenario } }: DemoCase): string[] {
    const item = files.items.find(({ code }) => code === itemCode);
    return item === undefined ? [] : applicableMaterials(item, scenario);
  }

  it('for persons are all here, with a case that fits; those of the third batch have one that does not', () => {
    const coded = (of: typeof files.items) => of.map(({ code }) => code).sort();
    const covered = (fits: boolean) => cases.filter((one) => one.fits === fits).map(({ itemCode }) => itemCode);
    const reformed = coded(files.items.filter(({ batch }) => batch !== undefined));
    expect(reformed).to.have.length(79);
    expect(covered(true).sort()).to.deep.equal(reformed);
    expect(covered(false).sort()).to.deep.equal(coded(files.items.filter(({ batch }) => batch === 3)));
  });

  for (const one of cases.filter(({ fits }) => fits)) {
    it(`${one.itemCode}: nothing is to be handed in, and the form fills itself in`, async () => {
      const { outcome, materials, missing, prefill } = await verify({ ...one.request, disclose: 'fields' });
      expect({ outcome, missing }).to.deep.equal({ outcome: 'SATISFIED', missing: [] });
      expect(materials.map(({ materialCode, verdict }) => [materialCode, verdict])).to.deep.equal(
        materialsOf(one).map((code) => [code, 'VERIFIED']),
      );
      const { identifier } = one.request.subjects['applicant'] ?? {};
      const applicant = castOf(ON, 100).persons.find((person) => person.identifier === identifier);
      const filled = Object.fromEntries(prefill.map(({ field, value }) => [field, value]));
      expect(filled).to.include({ name: applicant?.name, residentId: applicant?.identifier });
      if (ADDRESS in filled) expect(filled[ADDRESS]).to.equal(applicant?.household.address);
    });
  }

  for (const one of cases.filter(({ fits }) => !fits)) {
    it(`${one.itemCode}: ${one.lacks?.missing} is ${one.lacks?.verdict}, and nothing else is missing`, async () => {
      const { outcome, materials, missing } = await verify(one.request);
      expect(outcome).to.equal('INCOMPLETE');
      expect(missing.map(({ materialCode, verdict }) => ({ missing: materialCode, verdict }))).to.deep.equal([
        one.lacks,
      ]);
      expect(materials.map(({ materialCode, verdict }) => [materialCode, verdict])).to.deep.equal(
        materialsOf(one).map((code) => [code, code === one.lacks?.missing ? one.lacks.verdict : 'VERIFIED']),
      );
    });
  }

  it('the items of the themes find licence and representative of a company on record, and say what is to be brought', async () => {
    const codes = new Set(files.themes.flatMap(({ items }) => items.map(({ itemCode }) => itemCode)));
    for (const item of files.items.filter(({ code }) => codes.has(code))) {
      const { outcome, missing } = await verify(companyCase(item, files));
      const accepted = missing.map(({ materialCode, accepts }) => [materialCode, accepts]);
      const onNoRecord = item.requirements.filter(({ alternatives }) => alternatives.length === 0);
      expect(outcome, item.code).to.equal('INCOMPLETE');
      expect(accepted, item.code).to.include.deep.members(
        onNoRecord.map(({ materialCode, fallback }) => [materialCode, fallback]),
      );
      expect(accepted.map(([code]) => code)).not.to.include.oneOf(['business-licence', 'representative-identity']);
    }
  });
});

/** A founder of the cast and the founder's company; every question is answered with yes. */
function companyCase(item: CatalogueFiles['items'][number], files: CatalogueFiles): VerificationRequest {
  const fits = demoCases(ON).find(({ itemCode }) => itemCode === 'human-resources.start-up-grant')?.request.subjects;
  const department = departmentOf(item.code);
  const [applicant, legalRepresentative] = [fits?.['enterprise'], fits?.['applicant']];
  const purpose = files.purposes.find(({ departments }) => departments.includes(department));
  const duty = files.duties.find((one) => one.department === department);
  if (applicant === undefined || legalRepresentative === undefined || purpose === undefined || duty === undefined) {
    throw new Error(item.code);
  }
  return {
    caseNo: 'DEMO-2026-900001',
    itemCode: item.code,
    scenario: Object.fromEntries(item.scenario.map(({ name }) => [name, true])),
    subjects: { applicant, legalRepresentative },
    purposeCode: purpose.code,
    legalBasis: { kind: 'STATUTORY', dutyCode: duty.code },
    disclose: 'verdicts',
  };
}
