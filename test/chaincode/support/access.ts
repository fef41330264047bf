// SPDX-License-Identifier: Apache-2.0
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { Access, AccessRequest } from '../../../chaincode/domain/access/access.js';
import { ticketCoreText, ticketPartText } from '../../../chaincode/domain/access/ticket-text.js';
import type {
  SignedTicketCore,
  SignedTicketPart,
  TicketCore,
  TicketPart,
} from '../../../chaincode/domain/access/ticket.js';
import type { RecordType } from '../../../chaincode/domain/catalogue/record-type.js';
import type { Requirement, ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import { firstHead } from '../../../chaincode/domain/access/diary.js';
import type { RecordValues } from '../../../chaincode/domain/register/register-entry.js';
import { claim, duty, item, purpose, recordType, requirement } from './catalogue.js';
import { digest } from './register.js';

export const AT = '2026-03-10T02:00:00.000Z';
export const TICKET_ENDS = '2026-03-10T02:10:00.000Z';
const title = { zh: '名称', en: 'Title' };

/** A key pair as the pseudonym service has one. */
export function ticketKeys(): { readonly publicKey: string; readonly privateKey: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'), privateKey };
}

export function signText(key: KeyObject, text: string): string {
  return sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
}

/** 26 characters of base32 that follow from a name. */
export function ticketId(name: string): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
  return Array.from(createHash('sha256').update(name).digest().subarray(0, 26), (byte) =>
    alphabet.charAt(byte & 31),
  ).join('');
}

export function core(changes: Partial<TicketCore> = {}): TicketCore {
  return {
    v: 1,
    ticketId: ticketId('first'),
    service: 'data-bureau',
    reader: 'human-resources',
    itemCode: 'human-resources.graduate-report',
    caseRef: digest('case 1'),
    subjects: [{ role: 'applicant', kind: 'NATURAL_PERSON', diary: digest('diary of Li') }],
    expiresAt: TICKET_ENDS,
    ...changes,
  };
}

export function part(changes: Partial<TicketPart> = {}): TicketPart {
  return {
    v: 1,
    ticketId: ticketId('first'),
    department: 'civil-affairs',
    subjects: [{ role: 'applicant', register: digest('Li in civil-affairs') }],
    expiresAt: TICKET_ENDS,
    ...changes,
  };
}

export function signedCore(key: KeyObject, document: TicketCore): SignedTicketCore {
  return { core: document, signature: signText(key, ticketCoreText(document)) };
}

export function signedPart(key: KeyObject, document: TicketPart): SignedTicketPart {
  return { part: document, signature: signText(key, ticketPartText(document)) };
}

const UNSIGNED = 'A'.repeat(86);

/** A STATUTORY request for the marriage proof; `ticket` is unsigned unless given. */
export function accessRequest(changes: Partial<AccessRequest> = {}): AccessRequest {
  return {
    ticket: { core: core(), signature: UNSIGNED },
    itemVersion: 1,
    purposeCode: 'talent-service',
    legalBasis: { kind: 'STATUTORY', dutyCode: 'talent-duty' },
    disclose: 'verdicts',
    materials: ['marriage-proof'],
    fields: [],
    answersDigest: digest('answers'),
    ...changes,
  };
}

export function accessOf(changes: Partial<Access> = {}): Access {
  return {
    v: 1,
    accessId: ticketId('first'),
    reader: 'human-resources',
    officer: 'officer-1',
    at: AT,
    expiresAt: '2026-03-10T02:30:00.000Z',
    outcome: 'OPENED',
    request: accessRequest(),
    plan: [],
    diary: [{ role: 'applicant', diary: digest('diary of Li'), n: 1, previous: firstHead }],
    ...changes,
  };
}

/** Marriage with claims of every kind that predicates and fields are tried with. */
export const MARRIAGE: RecordType = recordType({
  claims: [
    claim('name', { sharing: 'CONDITIONAL' }),
    claim('married', { type: 'boolean', sharing: 'UNCONDITIONAL' }),
    claim('since', { type: 'date', sharing: 'CONDITIONAL' }),
    claim('partner', { type: 'subject', sharing: 'CONDITIONAL' }),
    claim('children', { type: 'integer', sharing: 'UNCONDITIONAL' }),
    claim('notes', { type: 'codes', values: ['A', 'B'], sharing: 'UNCONDITIONAL' }),
    claim('secret', { sharing: 'NOT_SHARED' }),
  ],
});

export function evidenceOf(predicate?: string, recordTypeCode = 'civil-affairs.marriage') {
  const base = { recordType: recordTypeCode, waiverMethod: 'DATA_CALL' as const };
  return predicate === undefined ? base : { ...base, predicate };
}

export function material(
  materialCode: string,
  evidence: Requirement['alternatives'],
  changes: Partial<Requirement> = {},
) {
  return requirement({ materialCode, alternatives: evidence, ...changes });
}

/** An item with roles, questions, materials of two sources and fields; with other materials the spouse has no relation. */
export function reportItem(changes: Partial<ServiceItem> = {}): ServiceItem {
  const relation = changes.requirements === undefined ? { relation: 'spouse-relation' } : {};
  return item({
    subjects: [
      { role: 'applicant', kind: 'NATURAL_PERSON', title, required: true },
      { role: 'spouse', kind: 'NATURAL_PERSON', title, required: false, ...relation },
    ],
    scenario: [
      { name: 'married', title, type: 'boolean', required: true },
      { name: 'reason', title, type: 'code', values: ['JOB', 'STUDY'], required: false },
      { name: 'since', title, type: 'date', required: false },
      { name: 'months', title, type: 'integer', required: false },
    ],
    requirements: [
      material('marriage-proof', [{ evidence: [evidenceOf('claim.married == answer.married')] }], {
        when: 'answer.married == true',
      }),
      material('diploma', [{ evidence: [evidenceOf(undefined, 'human-resources.diploma')] }]),
      material('spouse-relation', [{ evidence: [evidenceOf('claim.partner == subject.spouse')] }], {
        when: 'has(answer.reason)',
      }),
    ],
    fields: [
      field('fullName', 'name'),
      field('marriedSince', 'since'),
      field('spouseName', 'name', 'spouse'),
      field('schoolName', 'school', 'applicant', 'human-resources.diploma'),
    ],
    ...changes,
  });
}

export function field(
  code: string,
  name: string,
  subjectRole = 'applicant',
  recordTypeCode = 'civil-affairs.marriage',
) {
  return { code, title, source: { subjectRole, recordType: recordTypeCode, claim: name } };
}

export const READING_PURPOSE = purpose();
export const READING_DUTY = duty({
  recordTypes: [
    { recordType: 'civil-affairs.marriage', claims: ['name', 'married', 'since', 'partner', 'children', 'notes'] },
    { recordType: 'human-resources.diploma', claims: ['school'] },
  ],
});

export function valuesOf(claims: RecordValues['claims'], register = digest('Li in civil-affairs')): RecordValues {
  const salts = Object.fromEntries(Object.keys(claims).map((name) => [name, digest(`salt of ${name}`).slice(0, 22)]));
  return { v: 1, recordType: 'civil-affairs.marriage', register, claims, salts };
}
