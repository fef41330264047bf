// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { DomainError } from '../../../../chaincode/domain/domain-error.js';
import { checkForm } from '../../../../gateway/usecases/applications/check-form.js';
import type { FormValues } from '../../../../gateway/usecases/applications/application-request.js';
import { instant } from '../../http/application-catalogue.js';
import { household } from '../support/catalogue.js';

const fields = new Map(household.claims.map((claim) => [claim.name, claim]));

function faultOf(form: FormValues): unknown {
  try {
    checkForm(instant, fields, form);
    return undefined;
  } catch (error) {
    expect(error).to.be.instanceOf(DomainError);
    const { code, pointer, message } = error as DomainError;
    expect(message, 'no value is repeated').not.to.include('Secret');
    return [code, pointer];
  }
}

describe('a form', () => {
  it('fits with what is required, and leaves out what a record would fill in', () => {
    expect(faultOf({ account: 'A-1' })).to.equal(undefined);
    expect(faultOf({ account: 'A-1', months: 12, name: 'Name 1' })).to.equal(undefined);
  });

  it('does not fit without what is required, with other kinds of values or beyond their limits', () => {
    expect(faultOf({})).to.deep.equal(['FORM_INVALID', '/form/account']);
    expect(faultOf({ account: 'Secret'.repeat(6) })).to.deep.equal(['FORM_INVALID', '/form/account']);
    expect(faultOf({ account: 'A-1', months: 13 })).to.deep.equal(['FORM_INVALID', '/form/months']);
    expect(faultOf({ account: 'A-1', months: 'Secret' })).to.deep.equal(['FORM_INVALID', '/form/months']);
    expect(faultOf({ account: 'A-1', name: 7 })).to.deep.equal(['FORM_INVALID', '/form/name']);
  });

  it('does not fit with a field that nobody declared, whose name is not repeated', () => {
    expect(faultOf({ account: 'A-1', secretName: 'Secret' })).to.deep.equal(['FORM_INVALID', '/form']);
  });
});
