// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { consentToItem } from '../../../chaincode/transactions/consent-to-item.js';
import { withdrawConsent } from '../../../chaincode/transactions/withdraw-consent.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { item } from '../support/catalogue.js';
import { District, isBorneOut } from '../support/district.js';
import { expectRefused } from '../support/expect-refused.js';
import { publishCatalogue } from '../support/published.js';
import { digest } from '../support/register.js';

describe('consent of a source', () => {
  let district: District;
  before(async function () {
    this.timeout(20_000);
    district = await District.open();
    await publishCatalogue(district);
  });
  after(() => district.close());

  const call = { as: 'civil-affairs', role: 'publisher' } as const;
  const named = { department: 'civil-affairs', itemCode: 'human-resources.graduate-report', itemVersion: 1 };
  const terms = {
    recordTypes: [{ recordType: 'civil-affairs.marriage', claims: ['name'] }],
    purposes: ['talent-service'],
    until: null,
  };

  it('is given, replaced and withdrawn by the source alone, each time as its statement', async () => {
    const given = await district.submit(consentToItem, { ...named, ...terms }, call);
    expect(given.response.statements[0]?.document).to.deep.equal({
      v: 1,
      ...named,
      ...terms,
      itemDigest: digest(canonicalJson(item())),
      state: 'GIVEN',
      at: given.written.timestamp,
    });
    const replaced = await district.submit(consentToItem, { ...named, ...terms, until: '2030-12-31' }, call);
    expect(replaced.response.statements[0]?.document).to.include({ until: '2030-12-31' });
    const withdrawn = await district.submit(withdrawConsent, named, call);
    expect(withdrawn.response.statements[0]?.document).to.include({ state: 'WITHDRAWN', until: '2030-12-31' });
    await expectRefused(district.submit(withdrawConsent, named, call), 'CONSENT_UNKNOWN');
    for (const { response, written } of [given, replaced, withdrawn]) {
      expect(response.statements.map((statement) => isBorneOut(statement, written))).to.deep.equal([true]);
      expect(written.endorsers.map(({ mspId }) => mspId)).to.deep.equal(['CivilAffairsMSP']);
      expect(written.writes).to.deep.equal([]);
    }
  });

  it('can be given again after it was withdrawn', async () => {
    const again = await district.submit(consentToItem, { ...named, ...terms }, call);
    expect(again.response.state).to.equal('GIVEN');
  });

  it('counts for no other department, even if that one endorses it', async () => {
    const request = { ...named, ...terms };
    const failure: unknown = await district
      .submit(consentToItem, request, { ...call, endorsers: ['human-resources', 'data-bureau'] })
      .catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
  });
});
