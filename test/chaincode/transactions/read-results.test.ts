// SPDX-License-Identifier: Apache-2.0
import { createDecipheriv } from 'node:crypto';
import { expect } from 'chai';
import type { Role } from '../../../chaincode/domain/roles.js';
import { readResults, type IssuedResults } from '../../../chaincode/transactions/read-results.js';
import { KEY } from '../support/access-district.js';
import { PERMIT } from '../support/application-catalogue.js';
import { ApplicationDistrict } from '../support/application-district.js';
import { expectRefused } from '../support/expect-refused.js';

const OWNER = 'market-supervision';

describe('values of results', () => {
  let district: ApplicationDistrict;
  before(async function () {
    this.timeout(60_000);
    district = await ApplicationDistrict.open();
  });
  after(() => district.close());

  interface Asking {
    readonly as?: string;
    readonly department?: string;
    readonly role?: Role;
  }
  const ask = (applicationId: string, { as = OWNER, department = OWNER, role = 'officer' }: Asking = {}) => {
    const tasks = [{ applicationId, itemCode: PERMIT }];
    const call = { as, role, peer: department, transient: { key: KEY } };
    return district.world.district.evaluate(readResults, { department, tasks }, call);
  };

  it('are read by the department that issued them on its own peer, once they are issued, and by nobody else', async () => {
    const { applicationId, subject } = await district.filed();
    await district.tasks(applicationId, ['ACCEPT', 'START_REVIEW', 'APPROVE']);
    const deposited = await district.result(applicationId, PERMIT, subject);
    const { recordId } = deposited.response.results[0] ?? {};
    expect(unsealed((await ask(applicationId)).sealed).openings).to.deep.equal([]);
    await district.task(applicationId, 'ISSUE', { recordId });
    const { openings } = unsealed((await ask(applicationId)).sealed);
    expect(openings.map(({ claim, value }) => [claim, value])).to.deep.include(['number', 'CANARY-7']);
    expect(new Set(openings.map((one) => one.recordId))).to.deep.equal(new Set([recordId]));
    await expectRefused(ask(applicationId, { as: 'civil-affairs' }), 'DEPARTMENT_NOT_ENTITLED');
    await expectRefused(
      ask(applicationId, { as: 'civil-affairs', department: 'civil-affairs' }),
      'DEPARTMENT_NOT_ENTITLED',
    );
    await expectRefused(ask(applicationId, { role: 'attester' }), 'ROLE_NOT_ENTITLED');
    await expectRefused(ask('a'.repeat(26)), 'APPLICATION_UNKNOWN');
  });
});

function unsealed(sealed: string): IssuedResults {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(KEY, 'base64url'), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(-16));
  const text = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString();
  return JSON.parse(text) as IssuedResults;
}
