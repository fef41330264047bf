// SPDX-License-Identifier: Apache-2.0
import type { Static } from 'typebox';
import type { AttestationRequest, PrivateRecord } from '../../../chaincode/transactions/attestation.js';
import { attestRecords } from '../../../chaincode/transactions/attest-records.js';
import type { Done, District } from './district.js';
import { digest } from './register.js';

/** One record to be attested, both parts; a test changes what it is about. */
export interface Sent {
  readonly on: AttestationRequest['records'][number];
  readonly off: PrivateRecord;
}

export function sent(
  subject: string,
  number: string,
  claims: Record<string, unknown> = { name: '李' },
  on: object = {},
): Sent {
  return {
    on: { from: '2024-01-01', source: digest(`source ${number}`), content: digest(JSON.stringify(claims)), ...on },
    off: {
      register: digest(`pseudonym of ${subject}`),
      claims,
      salts: Object.fromEntries(Object.keys(claims).map((name) => [name, digest(`${number}${name}`).slice(0, 22)])),
    },
  };
}

export const ATTESTER = { as: 'civil-affairs', role: 'attester' } as const;

export function attestation(records: readonly Sent[], changes: Partial<AttestationRequest> = {}) {
  const whole = { department: 'civil-affairs', recordType: 'civil-affairs.marriage', version: 1, ...changes };
  return {
    request: { ...whole, records: records.map(({ on }) => on) },
    transient: { records: records.map(({ off }) => off) },
  };
}

/** Attests as civil affairs. */
export function attest(
  district: District,
  ...records: readonly Sent[]
): Promise<Done<Static<typeof attestRecords.response>>> {
  const { request, transient } = attestation(records);
  return district.submit(attestRecords, request, { ...ATTESTER, transient });
}
