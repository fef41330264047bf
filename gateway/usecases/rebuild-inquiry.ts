// SPDX-License-Identifier: Apache-2.0
import { Value } from 'typebox/value';
import type { Inquiry } from '../../chaincode/domain/access/inquiry.js';
import {
  recordInquiry,
  RecordInquiryRequest,
  RecordInquiryResponse,
} from '../../chaincode/transactions/record-inquiry.js';
import type { CommittedPart } from '../ledger/find-transaction.js';
import { inquiryById } from '../readmodel/queries/inquiries.js';
import { GatewayProblem } from './gateway-problem.js';
import { ledgerReference } from './ledger-reference.js';
import type { RecordedInquiry } from './record-inquiry.js';
import type { Services } from './services.js';

export type InquiryAbout = RecordedInquiry & { readonly about: Inquiry['about'] };

/** The question that a request put on the ledger; `undefined`: none of its transactions is one. */
export async function rebuildInquiry(
  { readModel }: Pick<Services, 'readModel'>,
  committed: readonly CommittedPart[],
): Promise<InquiryAbout | undefined> {
  const found = committed.filter(({ call }) => call?.name === recordInquiry.name).at(-1);
  const request = found?.call?.request;
  if (!Value.Check(RecordInquiryRequest, request) || !Value.Check(RecordInquiryResponse, found?.response))
    return undefined;
  await readModel.waitForBlock(found.blockNumber);
  return { inquiryId: found.response.inquiryId, about: request.about, ledger: ledgerReference(found) };
}

/** A question that was put on the ledger before, by its id. @throws {GatewayProblem} NOT_AVAILABLE_YET */
export async function recallInquiry(
  { readModel }: Pick<Services, 'readModel'>,
  inquiryId: string,
): Promise<InquiryAbout> {
  const found = await inquiryById(readModel.database, inquiryId);
  if (found === undefined) throw new GatewayProblem('NOT_AVAILABLE_YET');
  return { inquiryId, about: found.inquiry.about, ledger: ledgerReference(found) };
}
