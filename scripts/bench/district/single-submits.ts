// SPDX-License-Identifier: Apache-2.0
import { attestRecords } from '../../../chaincode/transactions/attest-records.js';
import type { GatewayParts } from '../../../gateway/open-parts.js';
import { catalogueEntry } from '../../../gateway/readmodel/queries/catalogue.js';
import { DepartmentKeys } from '../../../gateway/usecases/department-keys.js';
import { nameSubjects } from '../../../gateway/usecases/records/name-subjects.js';
import { prepareRecord } from '../../../gateway/usecases/records/prepare-record.js';
import type { PreparedRecord } from '../../../gateway/usecases/records/prepared-record.js';
import { sealRecord, type SealedRecord } from '../../../gateway/usecases/records/seal-record.js';
import { ATTESTED_TYPE, numberedRecord } from '../load/bodies.js';
import { askEach, type Asking } from '../measure/ask-each.js';
import type { Sample } from '../measure/sample.js';

export interface SubmitOrder extends Asking {
  readonly from: number;
}

const DEPARTMENT = 'data-bureau';
/** More than a machine of today commits in a second, one by one. */
const PER_SECOND = 2_500;

/** How many numbers an order may use up. */
export function numbersOf({ seconds }: Pick<SubmitOrder, 'seconds'>): number {
  return Math.ceil(seconds * PER_SECOND);
}

/** A transaction of one record as it goes to the ledger: the request, and what travels in `transient`. */
export interface SealedRequest {
  readonly request: {
    readonly department: string;
    readonly recordType: string;
    readonly version: number;
    readonly records: SealedRecord['shown'][];
  };
  readonly transient: { readonly records: SealedRecord['hidden'][] };
}

/** Submits transactions of one record each to the ledger's port, in this process: no HTTP, nothing gathered. */
export async function singleSubmits({ ledger, ...parts }: GatewayParts, order: SubmitOrder): Promise<Sample> {
  const requests = await sealedRequests({ ledger, ...parts }, order.from, numbersOf(order));
  const caller = { department: DEPARTMENT, role: 'attester' } as const;
  return askEach(requests, order, ({ request, transient }) =>
    ledger.submit(attestRecords, request, { caller, transient, watch: undefined }),
  );
}

/** So many transactions of one new record each. */
export async function sealedRequests(
  { readModel, pseudonyms, home }: GatewayParts,
  from: number,
  count: number,
): Promise<SealedRequest[]> {
  const entry = await catalogueEntry(readModel, 'record-type', ATTESTED_TYPE);
  if (entry === undefined) throw new Error('the catalogue is not published');
  const { document: type } = entry;
  const session = { department: DEPARTMENT, role: 'attester', officer: 'bench-attester' } as const;
  const keys = new DepartmentKeys(home.keys);
  const kind = { department: DEPARTMENT, recordType: ATTESTED_TYPE, version: type.version };
  const prepared = Array.from({ length: count }, (_, index) =>
    prepareRecord(numberedRecord(from + index), index, type),
  ).filter((one): one is PreparedRecord => !('status' in one));
  const named = await nameSubjects(pseudonyms, session, prepared);
  return Promise.all(
    named.map(async (one) => {
      const { shown, hidden } = await sealRecord(keys, kind, one);
      return { request: { ...kind, records: [shown] }, transient: { records: [hidden] } };
    }),
  );
}
