// SPDX-License-Identifier: Apache-2.0
import type { AttestationResult } from '../../../chaincode/transactions/attestation.js';
import { refusedRecord } from './prepare-record.js';
import type { SubmissionResult } from './record-submission.js';

/** What became of a record on the ledger, as its submitter sees it: by its place in the request. */
export function submissionResult(
  { status, recordId, code, pointer }: AttestationResult,
  index: number,
): SubmissionResult {
  if (status === 'REFUSED') return refusedRecord(index, code ?? 'CLAIMS_INVALID', placeIn(pointer));
  return { index, status, ...(recordId === undefined ? {} : { recordId }) };
}

/** From a pointer into the transaction to one into the submitted record; salts are nothing that the caller gave. */
function placeIn(pointer: string | undefined): string | undefined {
  const place = pointer?.replace(/^[/]records[/][0-9]+/u, '');
  const renamed: Readonly<Record<string, string>> = {
    '/from': '/validFrom',
    '/until': '/validUntil',
    '/salts': '/claims',
  };
  return place === undefined ? undefined : (renamed[place] ?? place);
}
