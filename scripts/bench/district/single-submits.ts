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
import type { Sample } from '../measure/sample.js';
import { percentile } from '../measure/statistics.js';

export interface SubmitOrder {
  readonly from: number;
  /** Transactions under way at once. */
  readonly clients: number;
  readonly seconds: number;
}

const DEPARTMENT = 'data-bureau';
/** More than a machine of today commits in a second, one by one. */
const PER_SECOND = 2_500;

/** How many numbers an order may use up. */
export function numbersOf({ seconds }: Pick<SubmitOrder, 'seconds'>): number {
  return Math.ceil(seconds * PER_SECOND);
}

/** Submits transactions of one record each to the ledger's port, in this process: no HTTP, nothing gathered. */
export async function singleSubmits({ ledger, ...parts }: GatewayParts, order: SubmitOrder): Promise<Sample> {
  const records = await sealedRecords({ ledger, ...parts }, order);
  const caller = { department: DEPARTMENT, role: 'attester' } as const;
  const times: number[] = [];
  const { user, system } = process.cpuUsage();
  const began = performance.now();
  const one = async ({ record, version }: { record: SealedRecord; version: number }): Promise<void> => {
    const since = performance.now();
    const request = { department: DEPARTMENT, recordType: ATTESTED_TYPE, version, records: [record.shown] };
    await ledger.submit(attestRecords, request, {
      caller,
      transient: { records: [record.hidden] },
      watch: undefined,
    });
    times.push(performance.now() - since);
  };
  await Promise.all(
    Array.from({ length: order.clients }, async () => {
      while (performance.now() < began + order.seconds * 1000) {
        const next = records.pop();
        if (next === undefined) return;
        await one(next);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const used = process.cpuUsage({ user, system });
  const cpuMicros = (used.user + used.system) / times.length;
  return {
    requests: times.length,
    failed: 0,
    seconds,
    p50: percentile(times, 50),
    p99: percentile(times, 99),
    cpuMicros,
  };
}

async function sealedRecords({ readModel, pseudonyms, home }: GatewayParts, order: SubmitOrder) {
  const entry = await catalogueEntry(readModel, 'record-type', ATTESTED_TYPE);
  if (entry === undefined) throw new Error('the catalogue is not published');
  const { document: type } = entry;
  const session = { department: DEPARTMENT, role: 'attester', officer: 'bench-attester' } as const;
  const keys = new DepartmentKeys(home.keys);
  const kind = { department: DEPARTMENT, recordType: ATTESTED_TYPE, version: type.version };
  const prepared = Array.from({ length: numbersOf(order) }, (_, index) =>
    prepareRecord(numberedRecord(order.from + index), index, type),
  ).filter((one): one is PreparedRecord => !('status' in one));
  const named = await nameSubjects(pseudonyms, session, prepared);
  return Promise.all(named.map(async (one) => ({ record: await sealRecord(keys, kind, one), version: type.version })));
}
