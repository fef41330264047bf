// SPDX-License-Identifier: Apache-2.0
import type { Ledger } from '../ledger/ledger.js';
import type { PseudonymService } from '../pseudonyms/pseudonym-service.js';
import { Cursors } from './cursors.js';
import { demandBeginning } from './demand-beginning.js';
import { DepartmentKeys } from './department-keys.js';
import { openDiary } from './diaries/open-diary.js';
import { readDiary } from './diaries/read-diary.js';
import { listImports } from './imports/list-imports.js';
import { revertImport } from './imports/revert-import.js';
import { traceRecord } from './provenance/trace-record.js';
import { attestRecords } from './records/attest-records.js';
import { changeRecordStatus } from './records/change-record-status.js';
import { getRecord, getRecordHistory } from './records/get-record.js';
import { RecordGatherer } from './records/record-gatherer.js';
import { repeatsOver } from './repeats.js';
import { serviceOfLedger } from './service-of-ledger.js';
import type { AppliedReadModel, Services, UseCaseLog } from './services.js';
import { getTransaction } from './transactions/get-transaction.js';
import type { UseCases } from './use-cases.js';
import { gatherAccesses } from './verifications/access-gatherers.js';
import { concludeVerification } from './verifications/conclude-verification.js';
import { FinishedViews } from './verifications/finished-views.js';
import { getVerification } from './verifications/get-verification.js';
import { listVerifications } from './verifications/list-verifications.js';
import { verify } from './verifications/verify.js';

export interface UseCaseOptions {
  readonly ledger: Ledger;
  readonly readModel: AppliedReadModel;
  readonly pseudonyms: PseudonymService;
  /** Folder of the departments' HMAC keys and of the key of cursors; made if absent. */
  readonly keys: string;
  readonly log: UseCaseLog;
  /** Default: the clock of the machine. */
  readonly now?: () => Date;
  /** Departments whose keys are here; default all. */
  readonly hosted?: readonly string[];
  /** Default: those of the folder of keys. */
  readonly cursors?: Cursors;
}

/** Puts the use cases onto a ledger, a read model and a pseudonym service. */
export async function createUseCases({ keys, now, cursors, hosted, ...parts }: UseCaseOptions): Promise<UseCases> {
  const services: Services = {
    ...parts,
    pseudonyms: serviceOfLedger(parts.pseudonyms, parts.readModel.database),
    keys: new DepartmentKeys(keys, (department) => demandBeginning(parts, department)),
    cursors: cursors ?? (await Cursors.open(keys)),
    hosts: (department) => hosted?.includes(department) ?? true,
    now: now ?? (() => new Date()),
  };
  const gatherers = gatherAccesses(parts);
  const recordGatherer = new RecordGatherer(parts.ledger);
  const finishedViews = new FinishedViews();
  return {
    attestRecords: (session, body, query) => attestRecords(services, recordGatherer, session, body, query),
    changeRecordStatus: (session, id, body) => changeRecordStatus(services, session, id, body),
    getRecord: (session, id) => getRecord(services, session, id),
    getRecordHistory: (session, id) => getRecordHistory(services, session, id),
    listImports: (session, query) => listImports(services, session, query),
    revertImport: (session, importId, body) => revertImport(services, session, importId, body),
    verify: (session, body) => verify(services, gatherers, session, body),
    listVerifications: (session, query) => listVerifications(services, session, query),
    getVerification: (session, id) => getVerification(services, finishedViews, session, id),
    concludeVerification: (session, id, body) => concludeVerification(services, gatherers, session, id, body),
    openDiary: (session, body) => openDiary(services, session, body),
    readDiary: (session, pseudonym, query) => readDiary(services, session, pseudonym, query),
    traceRecord: (session, body) => traceRecord(services, session, body),
    getTransaction: (session, id) => getTransaction(services, session, id),
    again: repeatsOver(services, { ...gatherers, records: recordGatherer }),
  };
}
