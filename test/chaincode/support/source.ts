// SPDX-License-Identifier: Apache-2.0
import { registerName, type Source } from '../../../chaincode/domain/access/conclude-evidence.js';
import type { RegisterRecord, RecordValues } from '../../../chaincode/domain/register/register-entry.js';
import { accessRequest, MARRIAGE, reportItem, valuesOf } from './access.js';
import { entryOf } from './register.js';

export const CODE = 'civil-affairs.marriage';
export type Held = readonly (readonly [RegisterRecord, RecordValues['claims'] | undefined])[];

/** What civil affairs knows, by role of the subject. */
export function source(held: Readonly<Record<string, Held>>, changes: Partial<Source> = {}): Source {
  const registers = new Map(
    Object.entries(held).map(([role, records]) => {
      const values = new Map(
        records.flatMap(([one, claims]) => (claims === undefined ? [] : [[one.recordId, valuesOf(claims)]])),
      );
      return [registerName(CODE, role), { entry: entryOf(...records.map(([one]) => one)), values }];
    }),
  );
  return {
    department: 'civil-affairs',
    item: reportItem(),
    request: accessRequest(),
    answers: { married: true },
    subjects: { applicant: 'pseudonym of Li', spouse: 'pseudonym of Wang' },
    on: '2026-03-10',
    registers,
    recordTypes: new Map([[CODE, MARRIAGE]]),
    consent: undefined,
    ...changes,
  };
}
