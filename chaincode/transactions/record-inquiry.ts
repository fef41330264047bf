// SPDX-License-Identifier: Apache-2.0
import { Type, type Static } from 'typebox';
import { Inquiry } from '../domain/access/inquiry.js';
import { Instant } from '../domain/catalogue/texts.js';
import { witnessesOf } from '../domain/witnesses.js';
import { recordOneInquiry } from './record-one-inquiry.js';
import { defineTransaction } from './transaction.js';

const { department, officer, about, reason, caseRef, inquiryId } = Inquiry.properties;

export const RecordInquiryRequest = Type.Object(
  { department, officer, about, reason, caseRef },
  { additionalProperties: false },
);
export type RecordInquiryRequest = Static<typeof RecordInquiryRequest>;

/** `inquiryId` is the id of the transaction. */
export const RecordInquiryResponse = Type.Object({ inquiryId, at: Instant }, { additionalProperties: false });
export type RecordInquiryResponse = Static<typeof RecordInquiryResponse>;

export const recordInquiry = defineTransaction({
  name: 'RecordInquiry',
  kind: 'submit',
  summary: 'Put on the ledger what an auditor asks and why, before it is answered',
  roles: ['auditor'],
  request: RecordInquiryRequest,
  response: RecordInquiryResponse,
  refusals: ['REQUEST_MALFORMED', 'ROLE_NOT_ENTITLED', 'DEPARTMENT_NOT_ENTITLED', 'DEPARTMENT_UNKNOWN'],
  endorsers: (request) => ({
    kind: 'witnessed',
    department: request.department,
    witnesses: witnessesOf(request.department),
  }),
  execute: recordOneInquiry,
});
