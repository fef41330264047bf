// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { ApplicationList } from '../../../gateway/usecases/applications/application-list.js';
import type { ApplicationView } from '../../../gateway/usecases/applications/application-view.js';
import type { ProvenanceView } from '../../../gateway/usecases/provenance/provenance-view.js';
import { person } from './case-builders.js';
import { INTAKE, instantOf, OFFICER, openCounter, type Counter } from './application-support.js';

const AUDITOR = 'data-bureau/auditor';

describe('the result of an application', function () {
  this.timeout(60_000);
  let counter: Counter;
  let [applicationId, recordId, verificationId] = ['', '', ''];
  before(async () => {
    counter = await openCounter();
    const filed = await counter.file(instantOf(1));
    applicationId = filed.applicationId;
    verificationId = filed.items[0]?.verificationId ?? '';
    const result = { subjects: { applicant: person(1) } };
    ({ recordId = '' } = await counter.moveTo(applicationId, 'ISSUED', { move: 'ISSUE_INSTANTLY', result }, INTAKE));
  });
  after(() => counter.served.close());

  const traced = async (record: string): Promise<ProvenanceView> => {
    const post = { recordId: record, reason: 'ROUTINE_AUDIT', caseNo: 'AU-2030-7' };
    const { status, body, text } = await counter.served.ask<ProvenanceView>('/v1/provenance-queries', {
      as: AUDITOR,
      post,
    });
    expect(status, text).to.equal(200);
    return body;
  };

  it('is traced back to every record that was read for it, and forward from each', async () => {
    const { resultOf } = await traced(recordId);
    expect(resultOf).to.deep.include({ applicationId, filedBy: 'human-resources' });
    expect(resultOf?.sources).to.have.length(1);
    const [source] = resultOf?.sources ?? [];
    expect(source).to.include({ verificationId, recordType: 'data-bureau.household', verdict: 'VERIFIED' });
    const { reliedOnBy, resultOf: none } = await traced(source?.recordId ?? '');
    expect(none).to.equal(undefined);
    expect(reliedOnBy.map(({ application }) => application)).to.deep.equal([
      { applicationId, itemCode: resultOf?.itemCode, state: 'ISSUED', recordId },
    ]);
  });

  it('stands in the application with what it was derived from, and as a record of its own', async () => {
    const { body } = await counter.served.ask<ApplicationView>(`/v1/applications/${applicationId}`, { as: OFFICER });
    expect(body.state).to.equal('ISSUED');
    expect(body.items[0]?.result).to.deep.include({ recordId, derivedFrom: [verificationId] });
    expect(body.items[0]?.moves.map(({ move }) => move)).to.deep.equal(['SUBMIT', 'ISSUE_INSTANTLY']);
    const record = await counter.served.ask<{ status: string }>(`/v1/records/${recordId}`, { as: OFFICER });
    expect([record.status, record.body.status]).to.deep.equal([200, 'VALID']);
    const inbox = async (query: string) =>
      (await counter.served.ask<ApplicationList>(`/v1/applications${query}`, { as: OFFICER })).body.applications.length;
    expect([await inbox(''), await inbox('?state=ISSUED'), await inbox('?list=filed')]).to.deep.equal([0, 1, 1]);
  });
});
