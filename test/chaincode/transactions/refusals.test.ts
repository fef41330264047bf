// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { RefusalCode } from '../../../chaincode/domain/refusals.js';
import { changeRecordStatus } from '../../../chaincode/transactions/change-record-status.js';
import { TRANSACTIONS } from '../../../chaincode/transactions/index.js';
import { publishRecordType } from '../../../chaincode/transactions/publish-record-type.js';
import * as documents from '../support/catalogue.js';
import { attest, sent } from '../support/attesting.js';
import { District, type Call } from '../support/district.js';
import { expectRefused } from '../support/expect-refused.js';
import { attester, big, PROVOKED, publish, reader, source } from '../support/provocations.js';
import { publishCatalogue, publishType } from '../support/published.js';

/** Refused by another file: an older header time cannot be had from a network (time-went-back.test.ts). */
const ELSEWHERE: readonly RefusalCode[] = ['TIME_WENT_BACK'];
/** A department publishes only under its own code, so the register can lack it only before its first document. */
const BEFORE_REGISTRATION = ['PublishRecordType', 'PublishItem', 'PublishTheme'];

describe('refusals', () => {
  let district: District;
  let recorded = '';
  before(async function () {
    this.timeout(20_000);
    district = await District.open();
    await publishCatalogue(district);
    await publishType(district, big);
    await publishUnaccredited(district);
    recorded = await fillRegisters(district);
  });
  after(() => district.close());

  for (const { name, refusals } of TRANSACTIONS) {
    const provoked = PROVOKED[name];
    if (provoked === undefined) continue;
    const { call, provocations, valid } = provoked;
    const ask = (request: object, changes: Partial<Call>) => {
      const text = JSON.stringify(request).replace('RECORDED', recorded);
      return district.ask(name, text, { ...call, peer: call.as, ...changes });
    };

    describe(name, () => {
      it('is not refused when nothing is wrong, except for what is not there', async () => {
        const { transient = {} } = provoked;
        if (name === 'WithdrawConsent') await expectRefused(ask(valid, { transient }), 'CONSENT_UNKNOWN');
        else await ask(valid, { transient });
      });

      it('REQUEST_MALFORMED', () => expectRefused(ask({ ...valid, unknown: 1 }, {}), 'REQUEST_MALFORMED', ''));
      it('ROLE_NOT_ENTITLED', () => expectRefused(ask(valid, { role: 'operator' }), 'ROLE_NOT_ENTITLED'));
      it('DEPARTMENT_NOT_ENTITLED', () =>
        expectRefused(ask(valid, { as: 'market-supervision' }), 'DEPARTMENT_NOT_ENTITLED', '/department'));

      for (const { code, request, transient = {}, element } of provocations) {
        it(code, async () => {
          const answer = ask(request, { transient });
          if (element === true) expect(await elementCode(answer)).to.equal(code);
          else await expectRefused(answer, code);
        });
      }

      it('has no declared refusal without its test', () => {
        const general: RefusalCode[] = ['REQUEST_MALFORMED', 'ROLE_NOT_ENTITLED', 'DEPARTMENT_NOT_ENTITLED'];
        const special: RefusalCode[] = BEFORE_REGISTRATION.includes(name) ? ['DEPARTMENT_UNKNOWN'] : [];
        const tested = [...general, ...special, ...ELSEWHERE, ...provocations.map(({ code }) => code)];
        expect(refusals.filter((code) => !tested.includes(code))).to.deep.equal([]);
      });
    });
  }
});

describe('a department that is not registered yet', () => {
  let district: District;
  before(async function () {
    this.timeout(20_000);
    district = await District.open();
  });
  after(() => district.close());

  it('publishes neither record type nor item nor theme: DEPARTMENT_UNKNOWN', async () => {
    const type = publish('civil-affairs', documents.recordType());
    const item = publish('human-resources', documents.item());
    const theme = publish('human-resources', documents.theme());
    await expectRefused(
      district.ask('PublishRecordType', JSON.stringify(type), source),
      'DEPARTMENT_UNKNOWN',
      '/document/code',
    );
    await expectRefused(
      district.ask('PublishItem', JSON.stringify(item), reader),
      'DEPARTMENT_UNKNOWN',
      '/document/code',
    );
    await expectRefused(
      district.ask('PublishTheme', JSON.stringify(theme), reader),
      'DEPARTMENT_UNKNOWN',
      '/document/code',
    );
  });
});

async function elementCode(answer: Promise<Uint8Array>): Promise<unknown> {
  const { results } = JSON.parse(Buffer.from(await answer).toString()) as {
    results: { status: string; code?: string }[];
  };
  expect(results.map(({ status }) => status)).to.deep.equal(['REFUSED']);
  return results[0]?.code;
}

async function publishUnaccredited(district: District): Promise<void> {
  const document = documents.recordType({ code: 'civil-affairs.adoption' });
  await district.submit(publishRecordType, { department: 'civil-affairs', document }, source);
}

/** A full register, one whose record has ended, and one plain record whose id is answered. */
async function fillRegisters(district: District): Promise<string> {
  await attest(district, ...Array.from({ length: 16 }, (_, index) => sent('Full', String(index))));
  const ended = await attest(district, sent('Ended', '1'));
  const end = { department: 'civil-affairs', status: 'REVOKED', reason: 'FRAUD', day: '2024-06-01' } as const;
  await district.submit(changeRecordStatus, { ...end, recordId: ended.response.results[0]?.recordId ?? '' }, attester);
  const plain = await attest(district, sent('Plain', '1'));
  return plain.response.results[0]?.recordId ?? '';
}
