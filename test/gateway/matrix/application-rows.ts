// SPDX-License-Identifier: Apache-2.0
import { isAuditor, type Caller } from './callers.js';
import { always, NOT_FOUND, shownTo, type Row } from './row.js';
import { ABSENT } from './things.js';

const FILER = 'human-resources';
const isForeign = (caller: Caller) => caller.department !== FILER && !isAuditor(caller);
const toAuditor = (caller: Caller) => (isAuditor(caller) ? '200' : NOT_FOUND);

/** Applications, which their departments and the auditor of the channel see. */
export const APPLICATION_ROWS: Readonly<Record<string, Row>> = {
  listApplications: () => ({
    own: { path: '/v1/applications' },
    filed: { path: '/v1/applications?list=filed' },
    ofHumanResources: { path: '/v1/applications?department=human-resources', isForeign },
    filedByHumanResources: { path: '/v1/applications?list=filed&department=human-resources', isForeign },
    absent: { path: '/v1/applications?department=nobody' },
    byCase: {
      path: '/v1/applications?caseNo=HR-2030-000001',
      outcome: (caller) => (isAuditor(caller) ? '422 CASE_DEPARTMENT_REQUIRED' : '200'),
    },
  }),
  getApplication: ({ application }) => ({
    ofHumanResources: { path: `/v1/applications/${application}`, ...shownTo(FILER) },
    absent: { path: `/v1/applications/${ABSENT.application}`, outcome: always(NOT_FOUND) },
  }),
  followApplication: ({ application }) => ({
    ofHumanResources: { path: `/v1/applications/${application}/events?follow=false`, ...shownTo(FILER) },
    absent: { path: `/v1/applications/${ABSENT.application}/events?follow=false`, outcome: always(NOT_FOUND) },
  }),
  followApplications: () => ({
    own: { path: '/v1/applications/events?follow=false' },
    ofHumanResources: {
      path: '/v1/applications/events?department=human-resources&follow=false',
      outcome: (caller) => (caller.department === FILER ? '200' : toAuditor(caller)),
      isForeign,
    },
    absent: { path: '/v1/applications/events?department=nobody&follow=false', outcome: toAuditor },
  }),
};
