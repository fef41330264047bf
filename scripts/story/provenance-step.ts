// SPDX-License-Identifier: Apache-2.0
import type { ProvenanceView } from '../../gateway/usecases/provenance/provenance-view.js';
import type { Stage } from './stage.js';
import { plain, unless, type Told } from './told.js';

/** An auditor asks where a result comes from; the question itself goes on record. */
export async function provenanceStep(stage: Stage, caseNo: string, recordId: string): Promise<Told> {
  const body = { recordId, reason: 'ROUTINE_AUDIT', caseNo };
  const answer = await stage.ask('data-bureau', 'auditor', '/v1/provenance-queries', { method: 'POST', body });
  const seen = answer as ProvenanceView;
  return {
    title: { zh: '结果可追溯', en: 'Where the result comes from' },
    lines: [
      plain(`${seen.recordId}  ${seen.department}  ${seen.recordType}  ${seen.status}`),
      ...seen.history.map(({ ledger, ...event }) => plain(`${JSON.stringify(event)}  #${ledger.blockNumber}`)),
    ],
    amiss: [
      ...unless(seen.recordId === recordId, 'the answer is about another record'),
      ...unless(seen.status === 'VALID', `the result is ${seen.status}`),
    ],
    answer: seen,
  };
}
