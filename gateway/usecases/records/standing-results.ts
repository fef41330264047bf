// SPDX-License-Identifier: Apache-2.0
import { Value } from 'typebox/value';
import { AttestationRequest, type AttestationResult } from '../../../chaincode/transactions/attestation.js';
import { attestRecords } from '../../../chaincode/transactions/attest-records.js';
import type { CommittedPart } from '../../ledger/find-transaction.js';
import { ledgerReference, type LedgerReference } from '../ledger-reference.js';
import type { SubmissionResult } from './record-submission.js';
import type { SealedRecord } from './seal-record.js';
import { submissionResult } from './submission-result.js';

/** What became of some records of a request already, and which have still to be put on the ledger. */
export type Standing = (records: readonly SealedRecord[]) => {
  readonly results: readonly SubmissionResult[];
  readonly ledger?: LedgerReference;
  readonly rest: readonly SealedRecord[];
};

/**
 * Recognises a request's records in the transactions that were made for it: by the HMACs of source and content, so
 * that it does not matter how many shared a transaction. Equal records are matched in their order, the request's own
 * place first.
 */
export function standingIn(committed: readonly CommittedPart[]): Standing {
  const known = new Map<string, AttestationResult[]>();
  for (const transaction of committed) {
    for (const [key, result] of resultsOf(transaction)) known.set(key, [...(known.get(key) ?? []), result]);
  }
  const last = committed.at(-1);
  return (records) => {
    const results: SubmissionResult[] = [];
    const rest: SealedRecord[] = [];
    for (const record of records) {
      const result = known.get(keyOf(record.shown))?.shift();
      if (result === undefined) rest.push(record);
      else results.push(submissionResult(result, record.index));
    }
    return { results, rest, ...(last === undefined ? {} : { ledger: ledgerReference(last) }) };
  };
}

function resultsOf({ call, response, place }: CommittedPart): [key: string, result: AttestationResult][] {
  const request = call?.name === attestRecords.name ? call.request : undefined;
  if (!Value.Check(AttestationRequest, request) || !Value.Check(attestRecords.response, response)) return [];
  const { results } = response;
  const ordered = [...results].sort((a, b) => Number(b.index === place) - Number(a.index === place));
  return ordered.flatMap((result) => {
    const record = request.records[result.index];
    return record === undefined ? [] : [[keyOf(record), result] as [string, AttestationResult]];
  });
}

function keyOf({ source, content }: { readonly source: string; readonly content: string }): string {
  return `${source}/${content}`;
}
