// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { departmentOf, mspIdOf } from '../../../chaincode/domain/names.js';
import { isRole, ROLES } from '../../../chaincode/domain/roles.js';

describe('names', () => {
  it('say the department of a code and its MSP id', () => {
    expect(departmentOf('civil-affairs.marriage')).to.equal('civil-affairs');
    expect(mspIdOf('civil-affairs')).to.equal('CivilAffairsMSP');
    expect(mspIdOf('tax')).to.equal('TaxMSP');
  });

  it('know the roles and no others', () => {
    for (const role of ROLES) expect(isRole(role)).to.equal(true);
    for (const other of ['admin', '', undefined, null]) expect(isRole(other)).to.equal(false);
  });
});
