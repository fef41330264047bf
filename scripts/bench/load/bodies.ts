// SPDX-License-Identifier: Apache-2.0
import type { SubmittedRecord } from '../../../gateway/usecases/records/record-submission.js';
import { numberedSubject } from '../district/numbered-subject.js';
import type { Asking } from './order.js';

/** What is sent next. */
export interface Content {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: string;
}

/** The record type that loads attest: six claims, about as many bytes as the peers' values. */
export const ATTESTED_TYPE = 'data-bureau.household-register';
const CASE_ITEM = 'human-resources.graduate-report';

type Order<K extends Asking['kind']> = Extract<Asking, { readonly kind: K }>;

/** The requests of an order, one after the other. */
export function requestsOf(asking: Asking): () => Content {
  switch (asking.kind) {
    case 'get':
      return counting(0, 1, (number) => ({ method: 'GET', path: inTurn(asking.paths, number), body: '' }));
    case 'post':
      return counting(asking.begin, 1, (number) => postOf(asking, number));
    case 'attest':
      return counting(asking.from, asking.records, (number) => {
        return { method: 'POST', path: '/v1/records', body: recordsBody(number, asking.records) };
      });
    case 'verify':
      return counting(asking.from, 1, (number) => {
        const body = verificationBody(number, inTurn(asking.subjects, number), asking.disclose);
        return { method: 'POST', path: asking.path, body };
      });
  }
}

function counting(from: number, by: number, make: (number: number) => Content): () => Content {
  let next = from;
  return () => {
    const content = make(next);
    next += by;
    return content;
  };
}

function postOf({ paths, bodies }: Order<'post'>, number: number): Content {
  const body = inTurn(bodies, Math.floor(number / paths.length));
  return { method: 'POST', path: inTurn(paths, number), body };
}

function inTurn<T>(all: readonly T[], number: number): T {
  const one = all[number % all.length];
  if (one === undefined) throw new RangeError('nothing to ask for');
  return one;
}

export function recordsBody(from: number, count: number): string {
  const records = Array.from({ length: count }, (_, index) => numberedRecord(from + index));
  return JSON.stringify({ recordType: ATTESTED_TYPE, records });
}

/** A record of about 500 bytes, another subject's for every number. */
export function numberedRecord(number: number): SubmittedRecord {
  return {
    subject: { kind: 'NATURAL_PERSON', identifier: numberedSubject(number) },
    sourceSystem: 'bench',
    recordNumber: `BENCH${String(number).padStart(9, '0')}`,
    validFrom: '2020-03-01',
    validUntil: null,
    claims: {
      householdNumber: `44060400${String(number).padStart(9, '0')}`,
      householdType: 'FAMILY',
      relationToHead: 'HEAD',
      address: `广东省佛山市禅城区祖庙街道同济路${(number % 900) + 1}号${(number % 30) + 1}座`,
      division: '440604',
      registeredOn: '2020-03-01',
    },
  };
}

export function verificationBody(
  number: number,
  subjects: Readonly<Record<string, unknown>>,
  disclose: 'verdicts' | 'fields',
): string {
  return JSON.stringify({
    caseNo: `BENCH-${String(number).padStart(9, '0')}`,
    itemCode: CASE_ITEM,
    scenario: { firstJob: true },
    subjects,
    purposeCode: 'employment-service',
    legalBasis: { kind: 'STATUTORY', dutyCode: 'employment-duty' },
    disclose,
  });
}
