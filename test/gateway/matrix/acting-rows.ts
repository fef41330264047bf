// SPDX-License-Identifier: Apache-2.0
import { person, verificationOf } from '../http/case-builders.js';
import type { Caller } from './callers.js';
import { always, NOT_FOUND, notOf, type Row } from './row.js';
import { ABSENT } from './things.js';

const FILER = 'human-resources';
const contact = { name: 'Name 1', phone: '0' };
const { caseNo, itemCode, scenario, subjects, purposeCode, legalBasis } = verificationOf(1);
const filing = { caseNo, itemCode, scenario, subjects, purposeCode, legalBasis, contact };
const isForeign = notOf(FILER);
const toFiler =
  (outcome: string) =>
  ({ department }: Caller) =>
    department === FILER ? outcome : NOT_FOUND;

const movesAt = (id: string) => ({
  path: `/v1/applications/${id}/moves`,
  post: { move: 'WITHDRAW' },
  headers: { 'if-match': '"of another state"' },
});
const depositsAt = (id: string) => ({ path: `/v1/applications/${id}/deposits`, post: { contact, scenario } });

/** What is done about applications: only their departments do it, and to others they are as if they were not there. */
export const ACTING_ROWS: Readonly<Record<string, Row>> = {
  fileApplication: () => ({
    aboutNobody: {
      path: '/v1/applications',
      post: { ...filing, subjects: { applicant: person(99) } },
      outcome: ({ department }) => (department === FILER ? '422 MATERIALS_MISSING' : '422 PURPOSE_NOT_COVERED'),
    },
    absentItem: {
      path: '/v1/applications',
      post: { ...filing, itemCode: 'human-resources.none' },
      outcome: always('404 ITEM_UNKNOWN'),
    },
  }),
  moveApplication: ({ application }) => ({
    ofHumanResources: { ...movesAt(application), outcome: toFiler('412 APPLICATION_CHANGED'), isForeign },
    unread: { ...movesAt(application), headers: {}, outcome: always('428 IF_MATCH_MISSING') },
    absent: { ...movesAt(ABSENT.application), outcome: always(NOT_FOUND) },
  }),
  depositForm: ({ application }) => ({
    ofHumanResources: { ...depositsAt(application), outcome: toFiler('200'), isForeign },
    absent: { ...depositsAt(ABSENT.application), outcome: always(NOT_FOUND) },
  }),
  readForm: ({ application }) => ({
    ofHumanResources: { path: `/v1/applications/${application}/form`, outcome: toFiler('200'), isForeign },
    absent: { path: `/v1/applications/${ABSENT.application}/form`, outcome: always(NOT_FOUND) },
  }),
};
