// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { Value } from 'typebox/value';
import { DepartmentCode, departmentOf, mspIdOf, OwnedCode } from '../../../chaincode/domain/names.js';
import { isRole, ROLES } from '../../../chaincode/domain/roles.js';

describe('names', () => {
  it('say the department of a code and its MSP id', () => {
    expect(departmentOf('civil-affairs.marriage')).to.equal('civil-affairs');
    expect(mspIdOf('civil-affairs')).to.equal('CivilAffairsMSP');
    expect(mspIdOf('tax')).to.equal('TaxMSP');
  });

  it('give no two departments one MSP id', () => {
    expect(mspIdOf('tax-1')).to.equal(mspIdOf('tax1'));
    expect(Value.Check(DepartmentCode, 'tax1')).to.equal(true);
    expect(Value.Check(DepartmentCode, 'tax-1')).to.equal(false);
    expect(Value.Check(OwnedCode, 'tax-1.return')).to.equal(false);
    expect(Value.Check(OwnedCode, 'tax.return-1')).to.equal(true);
  });

  it('know the roles and no others', () => {
    for (const role of ROLES) expect(isRole(role)).to.equal(true);
    for (const other of ['admin', '', undefined, null]) expect(isRole(other)).to.equal(false);
  });
});
