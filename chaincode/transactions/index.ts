// SPDX-License-Identifier: Apache-2.0
import { annulRecords } from './annul-records.js';
import { attestRecords } from './attest-records.js';
import { changeRecordStatus } from './change-record-status.js';
import { compareRecords } from './compare-records.js';
import { concludeAccess } from './conclude-access.js';
import { consentToItem } from './consent-to-item.js';
import { depositParts } from './deposit-parts.js';
import { depositResults } from './deposit-results.js';
import { fileApplications } from './file-applications.js';
import { issueInstantly } from './issue-instantly.js';
import { moveApplications } from './move-applications.js';
import { moveTasks } from './move-tasks.js';
import { openAccess } from './open-access.js';
import { publishAccreditation } from './publish-accreditation.js';
import { publishCalendar } from './publish-calendar.js';
import { publishDepartment } from './publish-department.js';
import { publishDuty } from './publish-duty.js';
import { publishHall } from './publish-hall.js';
import { publishItem } from './publish-item.js';
import { publishPurpose } from './publish-purpose.js';
import { publishRecordType } from './publish-record-type.js';
import { publishTheme } from './publish-theme.js';
import { readDeposits } from './read-deposits.js';
import { readResults } from './read-results.js';
import { recordInquiry } from './record-inquiry.js';
import { releaseClaims } from './release-claims.js';
import { withdrawConsent } from './withdraw-consent.js';

/** Every transaction of the agreement, once. Contract, gateway and documents are derived from this table. */
export const TRANSACTIONS = [
  publishDepartment,
  publishPurpose,
  publishRecordType,
  publishDuty,
  publishAccreditation,
  publishCalendar,
  publishHall,
  publishItem,
  publishTheme,
  consentToItem,
  withdrawConsent,
  attestRecords,
  compareRecords,
  changeRecordStatus,
  annulRecords,
  openAccess,
  concludeAccess,
  releaseClaims,
  fileApplications,
  depositParts,
  readDeposits,
  moveApplications,
  moveTasks,
  depositResults,
  issueInstantly,
  readResults,
  recordInquiry,
] as const;

export type TransactionName = (typeof TRANSACTIONS)[number]['name'];
