// SPDX-License-Identifier: Apache-2.0
import type { Generated, Kysely } from 'kysely';

/** Where a row came from. */
interface Source {
  transactionId: string;
  block: number;
}

export interface CheckpointTable {
  /** Always 1: there is one checkpoint. */
  id: number;
  /** Version of the projection that filled the tables. */
  projection: number;
  block: number;
  blockHash: string;
}

export interface TransactionTable extends Source {
  position: number;
  validationCode: string;
  callerMspId: string;
  at: string;
  /** `null`: not a call of this chaincode. */
  name: string | null;
}

export interface CatalogueTable extends Source {
  kind: string;
  code: string;
  version: number;
  department: string;
  inForce: number;
  at: string;
  document: string;
}

export interface ConsentTable extends Source {
  department: string;
  itemCode: string;
  itemVersion: number;
  state: string;
  document: string;
}

export interface RecordTable extends Source {
  ordinal: Generated<number>;
  recordId: string;
  department: string;
  recordType: string;
  version: number;
  /** SHA-256 of the register entry's key: the same for all records of one type about one subject. */
  entryKeyHash: string;
  status: string;
  validFrom: string;
  validUntil: string | null;
  attestedAt: string;
  commitments: string;
  source: string;
  content: string;
  predecessor: string | null;
  successor: string | null;
  /** The import that it came with; `null`: none was named. */
  importId: string | null;
  /** Transaction and block that attested it; `null` as long as it has not changed since. */
  attestedIn: string | null;
  attestedBlock: number | null;
  /** The task whose result it is; `null`: of none. */
  applicationId: string | null;
  itemCode: string | null;
  /** 1: that task has not named it (yet), so it is as if it were not there. */
  inert: number;
}

/** What one import of a department put on the ledger, by record type. */
export interface ImportTable extends Source {
  ordinal: Generated<number>;
  department: string;
  importId: string;
  recordType: string;
  firstAt: string;
  lastAt: string;
  created: number;
  /** Of those, records that replaced an earlier one. */
  superseding: number;
  /** Annulled again because the import was reverted. */
  reverted: number;
}

/** The life of a record after its attestation: every change of status. */
export interface RecordChangeTable extends Source {
  ordinal: Generated<number>;
  recordId: string;
  status: string;
  reason: string | null;
  legalAct: string | null;
  day: string | null;
  at: string;
  successor: string | null;
}

export interface AccessTable extends Source {
  ordinal: Generated<number>;
  accessId: string;
  reader: string;
  officer: string;
  itemCode: string;
  caseRef: string;
  outcome: string;
  at: string;
  document: string;
}

/** One row of one subject's diary. */
export interface AccessSubjectTable {
  ordinal: Generated<number>;
  accessId: string;
  role: string;
  diary: string;
  n: number;
  previous: string;
  /** `h(n)` worked out from `previous` and the access document. */
  h: string;
}

export interface DiaryHeadTable extends Source {
  diary: string;
  n: number;
  h: string;
  at: string;
  /** Number of the first row that some head took back; `null`: none ever did. */
  cutAt: number | null;
}

export interface ConclusionTable extends Source {
  accessId: string;
  department: string;
  document: string;
}

export interface EvidenceVerdictTable {
  accessId: string;
  department: string;
  position: number;
  materialCode: string;
  alternative: number;
  evidence: number;
  recordType: string;
  recordTypeVersion: number | null;
  verdict: string;
  refusal: string | null;
  recordId: string | null;
}

export interface InquiryTable extends Source {
  ordinal: Generated<number>;
  inquiryId: string;
  department: string;
  officer: string;
  /** `DIARY` or `PROVENANCE`, and the pseudonym or record id. */
  aboutKind: string;
  about: string;
  at: string;
  document: string;
}

/** An application as its filing department states it; `transactionId` and `block` are those of its last change. */
export interface ApplicationTable extends Source {
  ordinal: Generated<number>;
  applicationId: string;
  filedBy: string;
  caseRef: string;
  at: string;
  themeCode: string | null;
  /** Worked out from the states of its tasks; kept for looking it up. */
  state: string;
  document: string;
  filedIn: string;
  filedBlock: number;
}

/** One item of an application, before its department. What is worked out from the moves is kept for looking it up. */
export interface TaskTable extends Source {
  ordinal: Generated<number>;
  applicationId: string;
  itemCode: string;
  department: string;
  filedBy: string;
  state: string;
  /** 1 as long as its department has something to decide or to issue. */
  isOpen: number;
  /** The day by which the next thing is due, else the one since which it waits. */
  dueDay: string;
  /** Last days of the promised and the statutory time; `null` while the clock does not run. */
  promisedDay: string | null;
  statutoryDay: string | null;
  /** The access by which its materials were verified. */
  accessId: string | null;
  /** The record that it names as its result. */
  recordId: string | null;
  /** SHA-256 of what the applicant filled in last, and of what lies with the department. */
  deposit: string;
  deposited: string | null;
  /** How many moves it made, in both documents. */
  moves: number;
  /** What its department did about it; `null` before its first move. */
  document: string | null;
}

/** A move of one task, filing it among them; a move of several tasks is a row for each. */
export interface TaskMoveTable extends Source {
  ordinal: Generated<number>;
  applicationId: string;
  itemCode: string;
  department: string;
  filedBy: string;
  move: string;
  /** In whose document it stands: the filing department's or the task's. */
  madeBy: string;
  /** State of the task, and of the application, after the move. */
  state: string;
  applicationState: string;
  at: string;
}

/** What stands on the ledger but is not believed: kept to be looked into, shown nowhere as a fact. */
export interface DisbelievedTable extends Source {
  ordinal: Generated<number>;
  keyHash: string;
  reason: string;
}

/** Running totals, so that figures cost the same at any size. */
export interface CounterTable {
  name: string;
  label: string;
  total: number;
}

export interface ReadModelTables {
  checkpoint: CheckpointTable;
  transactions: TransactionTable;
  catalogue: CatalogueTable;
  consents: ConsentTable;
  records: RecordTable;
  imports: ImportTable;
  recordChanges: RecordChangeTable;
  accesses: AccessTable;
  accessSubjects: AccessSubjectTable;
  diaryHeads: DiaryHeadTable;
  conclusions: ConclusionTable;
  evidenceVerdicts: EvidenceVerdictTable;
  inquiries: InquiryTable;
  applications: ApplicationTable;
  tasks: TaskTable;
  taskMoves: TaskMoveTable;
  disbelieved: DisbelievedTable;
  counters: CounterTable;
}

/** What queries read. Holds no value of any claim. */
export type ReadModelDatabase = Kysely<ReadModelTables>;
