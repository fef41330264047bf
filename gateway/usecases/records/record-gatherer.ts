// SPDX-License-Identifier: Apache-2.0
import type { Static } from 'typebox';
import type { DomainError } from '../../../chaincode/domain/domain-error.js';
import type { RefusalCode } from '../../../chaincode/domain/refusals.js';
import type { AttestationResult } from '../../../chaincode/transactions/attestation.js';
import { attestRecords } from '../../../chaincode/transactions/attest-records.js';
import type { Committed, Ledger, Unordered } from '../../ledger/ledger.js';
import type { SubmissionWatch } from '../../ledger/submission-watch.js';
import { Gatherer } from '../gathering/gatherer.js';
import { ledgerReference, type LedgerReference } from '../ledger-reference.js';
import type { Session } from '../session.js';
import type { RecordKind, SealedRecord } from './seal-record.js';
import { LARGEST_RESPONSE, responseBytesOf } from './split-by-size.js';

export interface Attesting {
  readonly session: Session;
  readonly kind: RecordKind;
  readonly record: SealedRecord;
}

/** What became of one record, and the transaction that says so: none where nothing was to be stated. */
export interface AttestedRecord {
  readonly result: AttestationResult;
  readonly ledger?: LedgerReference;
}

/** Cap of the agreement's own request. */
const MOST_RECORDS = 500;

/** These say something about department, record type or version, which all records of a transaction share. */
const OF_THE_KIND: readonly RefusalCode[] = [
  'ROLE_NOT_ENTITLED',
  'DEPARTMENT_NOT_ENTITLED',
  'RECORD_TYPE_UNKNOWN',
  'VERSION_UNKNOWN',
  'NOT_ACCREDITED',
];

/**
 * Records that many requests bring one by one, few transactions: one queue per department, role, record type, version
 * and import. No two transactions of a queue are open at a time, so that records of one subject do not collide; within
 * one, each sees those before it.
 */
export class RecordGatherer {
  readonly #gatherer: Gatherer<Attesting, AttestedRecord>;

  constructor(ledger: Ledger) {
    this.#gatherer = new Gatherer({
      maxElements: MOST_RECORDS,
      sizeOf: ({ record }) => responseBytesOf(record),
      maxSize: LARGEST_RESPONSE,
      concernsAll: ({ code }: DomainError) => OF_THE_KIND.includes(code),
      watchOf: ({ session }) => session.watch,
      submit: (_, elements, watch) => submitRecords(ledger, elements, watch),
    });
  }

  /** @throws what the transaction threw that the record was in. */
  attest(element: Attesting): Promise<AttestedRecord> {
    const { session, kind } = element;
    const key = [kind.department, session.role, kind.recordType, kind.version, kind.importId].join('/');
    return this.#gatherer.add(key, element);
  }
}

/** All records unchanged or refused: no write stands behind such an answer. */
export function statesNothing({ statements }: Static<typeof attestRecords.response>): boolean {
  return statements.length === 0;
}

/** Where the answer stands on the ledger, if it was put there. */
export function referenceOf(answer: Committed<unknown> | Unordered<unknown>): { readonly ledger?: LedgerReference } {
  return answer.transactionId !== undefined ? { ledger: ledgerReference(answer) } : {};
}

async function submitRecords(
  ledger: Ledger,
  elements: readonly Attesting[],
  watch: SubmissionWatch | undefined,
): Promise<AttestedRecord[]> {
  const [first] = elements;
  if (first === undefined) return [];
  const { kind, session } = first;
  const request = { ...kind, records: elements.map(({ record }) => record.shown) };
  const committed = await ledger.submitUnless(attestRecords, request, {
    caller: { department: session.department, role: session.role },
    transient: { records: elements.map(({ record }) => record.hidden) },
    watch,
    statesNothing,
  });
  const reference = referenceOf(committed);
  const byIndex = new Map(committed.response.results.map((result) => [result.index, result]));
  return elements.map((_, index) => {
    const result = byIndex.get(index);
    if (result === undefined) throw new Error('the ledger gave no result for a record');
    return { result, ...reference };
  });
}
