// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { Access, Conclusion } from '../../../chaincode/domain/access/access.js';
import type { Inquiry } from '../../../chaincode/domain/access/inquiry.js';
import type { Consent } from '../../../chaincode/domain/catalogue/consent.js';
import type { Department } from '../../../chaincode/domain/catalogue/department.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import type { RegisterEntry, RegisterRecord } from '../../../chaincode/domain/register/register-entry.js';

/** Documents of the right shape, for tests that choose who writes them and how. */

export const AT = '2026-11-22T08:00:00.000Z';
export const H0 = 'A'.repeat(43);

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** Head of a diary after a row: `h(n) = H(h(n−1) ‖ H(row))`. */
export function nextHead(previous: string, row: Access): string {
  return digest(`${previous}\n${digest(canonicalJson(row))}`);
}

export function department(version: number, code = 'civil-affairs'): Department {
  const title = { zh: `部门 ${version}`, en: `Department ${version}` };
  return { v: 1, code, version, title, bodies: [], ticketKeys: [] };
}

export function record(name: string, change: Partial<RegisterRecord> = {}): RegisterRecord {
  return {
    recordId: recordIdOf(name),
    version: 1,
    status: 'VALID',
    from: '2026-01-01',
    until: null,
    attestedAt: AT,
    commitments: { spouse: digest(`commitment of ${name}`) },
    source: digest(`source of ${name}`),
    content: digest(`content of ${name}`),
    ...change,
  };
}

/** Read models take any id of the right shape; the check character is chaincode's business. */
export function recordIdOf(name: string): string {
  return name.toUpperCase().padEnd(26, '0');
}

export function entry(recordType: string, ...records: RegisterRecord[]): RegisterEntry {
  return { v: 1, recordType, at: AT, records };
}

export function accessIdOf(name: string): string {
  return name.padEnd(26, 'a');
}

export function access(name: string, change: Partial<Access> & { diary: Access['diary'] }, at = AT): Access {
  return {
    v: 1,
    accessId: accessIdOf(name),
    reader: 'human-resources',
    officer: 'officer-7',
    at,
    expiresAt: '2026-11-22T08:30:00.000Z',
    outcome: 'OPENED',
    request: {
      ticket: {
        core: {
          v: 1,
          ticketId: accessIdOf(name),
          service: 'data-bureau',
          reader: 'human-resources',
          itemCode: 'human-resources.graduate-report',
          caseRef: digest(`case ${name}`),
          subjects: change.diary.map(({ role, diary }) => ({ role, kind: 'NATURAL_PERSON', diary })),
          expiresAt: '2026-11-22T08:30:00.000Z',
        },
        signature: 'A'.repeat(86),
      },
      itemVersion: 1,
      purposeCode: 'graduate-settlement',
      legalBasis: { kind: 'STATUTORY', dutyCode: 'graduate-settlement' },
      disclose: 'verdicts',
      materials: ['marriage-certificate'],
      fields: [],
      answersDigest: digest('answers'),
    },
    plan: [{ department: 'civil-affairs', recordType: 'civil-affairs.marriage', judged: ['spouse'], released: [] }],
    ...change,
  };
}

export function conclusion(about: Access, recordName: string, departmentCode = 'civil-affairs'): Conclusion {
  return {
    v: 1,
    accessId: about.accessId,
    accessDigest: digest(canonicalJson(about)),
    itemDigest: digest('item'),
    department: departmentCode,
    itemVersion: 1,
    at: AT,
    verdicts: [
      {
        materialCode: 'marriage-certificate',
        alternative: 0,
        evidence: 0,
        recordType: 'civil-affairs.marriage',
        verdict: 'VERIFIED',
        recordTypeVersion: 1,
        recordId: recordIdOf(recordName),
        attestedAt: AT,
        validUntil: null,
      },
    ],
    granted: [],
  };
}

export function consent(state: Consent['state'], departmentCode = 'civil-affairs'): Consent {
  return {
    v: 1,
    department: departmentCode,
    itemCode: 'human-resources.graduate-report',
    itemVersion: 1,
    itemDigest: digest('item'),
    recordTypes: [{ recordType: 'civil-affairs.marriage', claims: ['spouse'] }],
    purposes: ['graduate-settlement'],
    until: null,
    state,
    at: AT,
  };
}

export function inquiry(name: string, about: Inquiry['about'], at = AT): Inquiry {
  return {
    v: 1,
    inquiryId: `inquiry-${name}`,
    department: 'data-bureau',
    officer: 'auditor-1',
    about,
    reason: 'ROUTINE_AUDIT',
    caseRef: digest(`audit ${name}`),
    at,
  };
}
