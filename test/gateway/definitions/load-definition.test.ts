// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mspIdOf, REGISTRAR } from '../../../chaincode/domain/names.js';
import { STANDING_WITNESSES } from '../../../chaincode/domain/witnesses.js';
import { endorsementPolicyOf } from '../../../network/definitions/endorsement-policy.js';
import { DefinitionInvalid, loadDefinition } from '../../../network/definitions/load-definition.js';

const DISTRICT = [
  'data-bureau',
  'human-resources',
  'social-insurance',
  'civil-affairs',
  'disabled-persons',
  'residents-office',
  'market-supervision',
  'transport',
  'housing-construction',
  'culture-tourism',
];

describe('network definitions', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'onedoor-definition-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function invalid(text: string): DefinitionInvalid {
    const file = join(folder, 'network.json');
    writeFileSync(file, text);
    try {
      loadDefinition(file);
    } catch (error) {
      if (error instanceof DefinitionInvalid) return error;
      throw error;
    }
    throw new Error('the definition was accepted');
  }

  it('names the departments of the district', () => {
    const codes = loadDefinition().departments.map(({ code }) => code);
    expect(codes).to.include.members(DISTRICT);
  });

  for (const name of ['district', 'minimal']) {
    it(`agrees with the agreement on MSP ids and on the registrar: ${name}`, () => {
      const { departments, channel, chaincode } = loadDefinition(name);
      for (const { code, mspId } of departments) expect(mspId).to.equal(mspIdOf(code));
      expect(departments.map(({ code }) => code)).to.include(REGISTRAR);
      expect({ channel, chaincode }).to.deep.equal({ channel: 'district', chaincode: 'onedoor' });
    });

    it(`has one pseudonym service, and an auditor and an operator: ${name}`, () => {
      const bodies = loadDefinition(name).departments.flatMap((department) => department.bodies);
      expect(bodies.filter((body) => body === 'PSEUDONYM_SERVICE')).to.have.length(1);
      expect(bodies).to.include.members(['AUDITOR', 'OPERATOR']);
    });
  }

  it('has a peer for every standing witness in the district', () => {
    const codes = loadDefinition('district').departments.map(({ code }) => code);
    expect(codes).to.include.members([...STANDING_WITNESSES]);
  });

  it('asks two departments to endorse public keys', () => {
    expect(endorsementPolicyOf(loadDefinition('minimal'))).to.equal(
      "OutOf(2, 'DataBureauMSP.peer', 'HumanResourcesMSP.peer')",
    );
    for (const code of DISTRICT) {
      expect(endorsementPolicyOf(loadDefinition('district'))).to.include(`'${mspIdOf(code)}.peer'`);
    }
  });

  it('refuses a name that is not there, naming the file', () => {
    expect(() => loadDefinition('elsewhere')).to.throw(DefinitionInvalid, /elsewhere\.json/u);
  });

  it('refuses text that is not JSON', () => {
    expect(invalid('{').message).to.include('network.json');
  });

  it('names every place that does not have the agreed shape', () => {
    const { message } = invalid('{"channel":"X","chaincode":"onedoor","departments":[{}],"more":1}');
    expect(message).to.include('/channel').and.to.include('/departments/0');
  });

  it('refuses a department or an MSP that is there twice', () => {
    const { departments, ...rest } = loadDefinition('minimal');
    const { message } = invalid(JSON.stringify({ ...rest, departments: [...departments, ...departments.slice(0, 1)] }));
    expect(message).to.include('department data-bureau is there twice').and.to.include('MSP DataBureauMSP');
  });
});
