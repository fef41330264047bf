// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { Candidate } from '../../../chaincode/domain/register/attest-record.js';
import { recordIdFrom } from '../../../chaincode/domain/register/record-id.js';
import type { RegisterEntry, RegisterRecord } from '../../../chaincode/domain/register/register-entry.js';

export const digest = (text: string) => createHash('sha256').update(text).digest('base64url');
export const recordId = (text: string) => recordIdFrom(digest(text));

export function candidate(name: string, changes: Partial<Candidate> = {}): Candidate {
  return {
    recordId: recordId(name),
    version: 1,
    from: '2024-01-01',
    until: null,
    commitments: { name: digest(`claims of ${name}`) },
    source: digest(`source of ${name}`),
    content: digest(`content of ${name}`),
    ...changes,
  };
}

export function record(name: string, changes: Partial<RegisterRecord> = {}): RegisterRecord {
  return { ...candidate(name), status: 'VALID', attestedAt: '2024-01-01T00:00:00.000Z', ...changes };
}

export function entryOf(...records: RegisterRecord[]): RegisterEntry {
  return { v: 1, recordType: 'civil-affairs.marriage', at: '2024-05-01T00:00:00.000Z', records };
}
