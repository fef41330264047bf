// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { AttestationRequest, PrivateRecord } from '../../../chaincode/transactions/attestation.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import type { DepartmentKeys } from '../department-keys.js';
import type { NamedRecord } from './prepared-record.js';

export interface SealedRecord {
  readonly index: number;
  /** Goes on the ledger. */
  readonly shown: AttestationRequest['records'][number];
  /** Goes to the department's own peer alone. */
  readonly hidden: PrivateRecord;
}

/** What the records of one transaction have in common. */
export type RecordKind = Omit<AttestationRequest, 'records'>;

/** Fresh salts for the claims, and the HMACs by which the department recognises its own row. */
export async function sealRecord(keys: DepartmentKeys, kind: RecordKind, named: NamedRecord): Promise<SealedRecord> {
  const { index, record, register, claims } = named;
  const { sourceSystem, recordNumber, validFrom, validUntil } = record;
  const { department, recordType, version } = kind;
  const until = validUntil === undefined ? {} : { until: validUntil };
  const content = canonicalJson({ recordType, version, register, from: validFrom, ...until, claims });
  const shown = {
    from: validFrom,
    ...until,
    source: await keys.hmac(department, 'source', canonicalJson([sourceSystem, recordNumber])),
    content: await keys.hmac(department, 'content', content),
  };
  const salts = Object.fromEntries(Object.keys(claims).map((name) => [name, randomBytes(16).toString('base64url')]));
  return { index, shown, hidden: { register, claims: { ...claims }, salts } };
}
