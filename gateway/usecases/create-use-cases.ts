// SPDX-License-Identifier: Apache-2.0
import { dirname, join } from 'node:path';
import type { Ledger } from '../ledger/ledger.js';
import type { PseudonymService } from '../pseudonyms/pseudonym-service.js';
import { FolderStore } from '../uploads/folder-store.js';
import type { UploadStore } from '../uploads/upload-store.js';
import { gatherApplications } from './applications/application-gatherers.js';
import { applicationReads } from './applications/application-reads.js';
import { applicationUseCases } from './applications/application-use-cases.js';
import { getCertificate } from './certificates/get-certificate.js';
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
import { Uploads } from './uploads/uploads.js';
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
  /** Default: the folder `uploads` beside the keys. */
  readonly uploads?: UploadStore;
}

/** Puts the use cases onto a ledger, a read model and a pseudonym service. */
export async function createUseCases(options: UseCaseOptions): Promise<UseCases> {
  const { services, held } = await openServices(options);
  const gatherers = gatherAccesses(services);
  const recordGatherer = new RecordGatherer(services.ledger);
  const applications = gatherApplications(services.ledger);
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
    getCertificate: (session, id) => getCertificate(services, session, id),
    keepUpload: (session, type, content, limit) => held.keep(session, type, content, limit),
    readUpload: (session, id) => held.read(session, id),
    sweepUploads: () => held.sweep(),
    ...applicationReads(services),
    ...applicationUseCases(services, { accesses: gatherers, applications }),
    again: repeatsOver(services, { ...gatherers, records: recordGatherer, applications }),
  };
}

async function openServices({
  keys,
  now,
  cursors,
  hosted,
  uploads,
  ...parts
}: UseCaseOptions): Promise<{ readonly services: Services; readonly held: Uploads }> {
  const departmentKeys = new DepartmentKeys(keys, (department) => demandBeginning(parts, department));
  const clock = now ?? (() => new Date());
  const store = uploads ?? new FolderStore(join(dirname(keys), 'uploads'));
  const held = new Uploads({ store, keys: departmentKeys, readModel: parts.readModel, now: clock });
  const services: Services = {
    ...parts,
    pseudonyms: serviceOfLedger(parts.pseudonyms, parts.readModel.database),
    keys: departmentKeys,
    cursors: cursors ?? (await Cursors.open(keys)),
    uploads: held,
    hosts: (department) => hosted?.includes(department) ?? true,
    now: clock,
  };
  return { services, held };
}
