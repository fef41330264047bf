// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { publishPurpose } from '../../../chaincode/transactions/publish-purpose.js';
import { publishRecordType } from '../../../chaincode/transactions/publish-record-type.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { claim, purpose, recordType } from '../support/catalogue.js';
import { District } from '../support/district.js';
import { expectRefused } from '../support/expect-refused.js';
import { publishCatalogue, REGISTRAR_CALL } from '../support/published.js';

const title = { zh: '新名称', en: 'New title' };
const publishing = (changes: Parameters<typeof purpose>[0]) => ({
  department: 'data-bureau' as const,
  document: purpose(changes),
});

describe('publishing a catalogue document', () => {
  let district: District;
  before(async function () {
    this.timeout(20_000);
    district = await District.open();
    await publishCatalogue(district);
  });
  after(() => district.close());

  it('writes it under its code and under its version, each stamped by the publisher', async () => {
    const document = purpose({ code: 'stamped' });
    const request = { department: 'data-bureau' as const, document };
    const { response, written } = await district.submit(publishPurpose, request, REGISTRAR_CALL);
    expect(response).to.deep.equal({ status: 'PUBLISHED', code: 'stamped', version: 1 });
    expect(written.writes.map(({ key }) => key)).to.deep.equal(['c/purpose/stamped', 'c/purpose/stamped/1']);
    const bytes = Buffer.from(canonicalJson(document));
    for (const { key, value } of written.writes) {
      expect(bytes.equals(value), key).to.equal(true);
      const stamp = written.hashedWrites.find(({ keyHash }) => sha256(key).equals(keyHash));
      expect(stamp).to.include({ collection: '_implicit_org_DataBureauMSP' });
      expect(sha256(bytes).equals(stamp?.valueHash ?? new Uint8Array())).to.equal(true);
    }
    expect(written.endorsers.map(({ mspId }) => mspId)).to.have.members(['DataBureauMSP', 'CivilAffairsMSP']);
  });

  it('writes nothing when the same document is in force', async () => {
    const { response, written } = await district.submit(publishPurpose, publishing({}), REGISTRAR_CALL);
    expect(response).to.deep.equal({ status: 'UNCHANGED', code: 'talent-service', version: 1 });
    expect(written.writes).to.deep.equal([]);
    expect(written.hashedWrites).to.deep.equal([]);
  });

  it('takes versions one after the other and keeps the earlier ones as they are', async () => {
    const code = 'versioned';
    const submit = (changes: Parameters<typeof purpose>[0]) =>
      district.submit(publishPurpose, publishing({ code, ...changes }), REGISTRAR_CALL);
    await expectRefused(submit({ version: 2 }), 'VERSION_NOT_NEXT', '/document/version');
    await submit({});
    await expectRefused(submit({ title }), 'VERSION_NOT_NEXT');
    await expectRefused(submit({ version: 3 }), 'VERSION_NOT_NEXT');
    const { written } = await submit({ version: 2, title });
    expect(written.writes.map(({ key }) => key)).to.deep.equal(['c/purpose/versioned', 'c/purpose/versioned/2']);
    await expectRefused(submit({}), 'VERSION_NOT_NEXT');
    expect((await submit({ version: 2, title })).response.status).to.equal('UNCHANGED');
  });

  it('does not become valid without a witness, nor without its publisher', async () => {
    const refusedBy = async (...endorsers: string[]) => {
      const request = publishing({ code: 'alone' });
      const failure: unknown = await district
        .submit(publishPurpose, request, { ...REGISTRAR_CALL, endorsers })
        .catch((error: unknown) => error);
      expect(failure).to.have.property('validationCode', 'ENDORSEMENT_POLICY_FAILURE');
    };
    await refusedBy('data-bureau');
    await refusedBy('civil-affairs', 'human-resources');
  });

  it('compares a later version of a record type with the one in force', async () => {
    const call = { as: 'civil-affairs', role: 'publisher' } as const;
    const document = recordType({ version: 2, claims: [claim('name', { type: 'date' })] });
    const request = { department: 'civil-affairs', document };
    await expectRefused(
      district.submit(publishRecordType, request, call),
      'CATALOGUE_INVALID',
      '/document/claims/0/type',
    );
  });
});

function sha256(bytes: Uint8Array | string): Buffer {
  return createHash('sha256').update(bytes).digest();
}
