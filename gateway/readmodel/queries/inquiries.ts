// SPDX-License-Identifier: Apache-2.0
import type { Inquiry } from '../../../chaincode/domain/access/inquiry.js';
import type { ReadModelDatabase } from '../tables.js';

export interface InquiryView {
  readonly inquiry: Inquiry;
  readonly transactionId: string;
  readonly blockNumber: bigint;
}

export interface LiveInquiryFilter {
  readonly department: string;
  readonly about: Inquiry['about'];
  /** Inquiries from this instant on count as live. */
  readonly since: string;
  /** Only this officer's. */
  readonly officer?: string;
}

/** The newest committed inquiry of a department about a diary or a record that is still live. */
export async function liveInquiry(
  database: ReadModelDatabase,
  filter: LiveInquiryFilter,
): Promise<InquiryView | undefined> {
  const { kind } = filter.about;
  let query = database
    .selectFrom('inquiries')
    .select(['document', 'transactionId', 'block'])
    .where('department', '=', filter.department)
    .where('aboutKind', '=', kind)
    .where('about', '=', filter.about.kind === 'DIARY' ? filter.about.diary : filter.about.recordId)
    .where('at', '>=', filter.since);
  if (filter.officer !== undefined) query = query.where('officer', '=', filter.officer);
  const row = await query.orderBy('ordinal', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? undefined : viewOf(row);
}

/** A committed question by its id. */
export async function inquiryById(database: ReadModelDatabase, inquiryId: string): Promise<InquiryView | undefined> {
  const row = await database
    .selectFrom('inquiries')
    .select(['document', 'transactionId', 'block'])
    .where('inquiryId', '=', inquiryId)
    .executeTakeFirst();
  return row === undefined ? undefined : viewOf(row);
}

function viewOf(row: { document: string; transactionId: string; block: number }): InquiryView {
  return {
    inquiry: JSON.parse(row.document) as Inquiry,
    transactionId: row.transactionId,
    blockNumber: BigInt(row.block),
  };
}
