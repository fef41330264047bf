// SPDX-License-Identifier: Apache-2.0
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import type { RecordType } from '../../../chaincode/domain/catalogue/record-type.js';
import type { AttestationResult } from '../../../chaincode/transactions/attestation.js';
import { attestRecords as attestRecordsTransaction } from '../../../chaincode/transactions/attest-records.js';
import { compareRecords } from '../../../chaincode/transactions/compare-records.js';
import { catalogueEntry } from '../../readmodel/queries/catalogue.js';
import { submitAlone } from '../gathering/submit-alone.js';
import type { LedgerReference } from '../ledger-reference.js';
import { refusedByPseudonymService } from '../refused-by-pseudonym-service.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import { nameSubjects } from './name-subjects.js';
import { prepareRecord } from './prepare-record.js';
import type { PreparedRecord } from './prepared-record.js';
import { referenceOf, statesNothing, type RecordGatherer } from './record-gatherer.js';
import type {
  RecordSubmission,
  RecordSubmissionAnswer,
  RecordSubmissionQuery,
  SubmissionResult,
} from './record-submission.js';
import { sealRecord, type RecordKind, type SealedRecord } from './seal-record.js';
import { splitBySize } from './split-by-size.js';
import { submissionResult } from './submission-result.js';
import type { Standing } from './standing-results.js';

interface Batch {
  readonly kind: RecordKind;
  readonly session: Session;
}
/** What the records of one transaction came to; no transaction where nothing was to be written. */
interface BatchAnswer {
  readonly results: readonly SubmissionResult[];
  readonly ledger?: LedgerReference;
}

/**
 * Puts a department's records on the ledger; each succeeds or is refused by itself. A large submission takes
 * several transactions: if a later one fails, the whole is to be sent again, and what stands stays UNCHANGED.
 * `standing` knows what an earlier try of the same request came to; only the rest is put on the ledger then.
 *
 * @throws {DomainError} RECORD_TYPE_UNKNOWN, VERSION_UNKNOWN, NOT_ACCREDITED and other refusals of the whole.
 */
export async function attestRecords(
  services: Services,
  gatherer: RecordGatherer,
  session: Session,
  body: RecordSubmission,
  query: RecordSubmissionQuery,
  standing?: Standing,
): Promise<RecordSubmissionAnswer> {
  const type = await recordTypeOf(services, body);
  const checked = body.records.map((record, index) => prepareRecord(record, index, type));
  const good = checked.filter((one): one is PreparedRecord => !('status' in one));
  const importId = body.importId === undefined ? {} : { importId: body.importId };
  const kind = { department: session.department, recordType: body.recordType, version: type.version, ...importId };
  const named = await nameSubjects(services.pseudonyms, session, good).catch(refusedByPseudonymService);
  const sealed = await Promise.all(named.map((one) => sealRecord(services.keys, kind, one)));
  const { rest, ...before } = standing?.(sealed) ?? { results: [], rest: sealed };
  const made = await submitAll(services, gatherer, { kind, session, dryRun: query.dryRun ?? false }, rest);
  const answers = [before, ...made];
  const refused: SubmissionResult[] = checked.filter((one) => 'status' in one);
  const results = [...refused, ...answers.flatMap((answer) => answer.results)].sort((a, b) => a.index - b.index);
  const ledger = lastOf(answers);
  if (ledger !== null) await services.readModel.waitForBlock(BigInt(ledger.blockNumber));
  return { ...importId, results, ledger };
}

async function submitAll(
  services: Services,
  gatherer: RecordGatherer,
  { dryRun, ...batch }: Batch & { readonly dryRun: boolean },
  records: readonly SealedRecord[],
): Promise<BatchAnswer[]> {
  const [record] = records;
  if (!dryRun && record !== undefined && records.length === 1) return [await attestShared(gatherer, batch, record)];
  const answers: BatchAnswer[] = [];
  for (const some of splitBySize(records)) {
    answers.push(await (dryRun ? compareBatch : attestBatch)(services, batch, some));
  }
  return answers;
}

/** The last transaction of several. */
function lastOf(answers: readonly BatchAnswer[]): LedgerReference | null {
  const references = answers.flatMap(({ ledger }) => ledger ?? []);
  return references.reduce<LedgerReference | null>(
    (last, one) => (last === null || one.blockNumber >= last.blockNumber ? one : last),
    null,
  );
}

async function recordTypeOf({ readModel }: Services, { recordType, version }: RecordSubmission): Promise<RecordType> {
  const entry = await catalogueEntry(readModel.database, 'record-type', recordType, version);
  if (entry !== undefined) return entry.document;
  const inForce = await catalogueEntry(readModel.database, 'record-type', recordType);
  if (inForce === undefined) throw new DomainError('RECORD_TYPE_UNKNOWN', undefined, '/recordType');
  throw new DomainError('VERSION_UNKNOWN', undefined, '/version');
}

/** What comes one by one shares its transaction with others; larger submissions have one to themselves. */
async function attestShared(gatherer: RecordGatherer, batch: Batch, record: SealedRecord): Promise<BatchAnswer> {
  const { result, ...ledger } = await gatherer.attest({ ...batch, record });
  return { results: [resultOf(result, record)], ...ledger };
}

async function attestBatch({ ledger }: Services, batch: Batch, records: readonly SealedRecord[]): Promise<BatchAnswer> {
  const { request, options } = submissionOf(batch, records);
  const answer = await submitAlone(() =>
    ledger.submitUnless(attestRecordsTransaction, request, { ...options, watch: batch.session.watch, statesNothing }),
  );
  const results = answer.response.results.map((result) => resultOf(result, records[result.index]));
  return { results, ...referenceOf(answer) };
}

/** Says what would become of the records, and writes nothing. */
async function compareBatch(
  { ledger }: Services,
  batch: Batch,
  records: readonly SealedRecord[],
): Promise<BatchAnswer> {
  const { request, options } = submissionOf(batch, records);
  const { results } = await ledger.evaluate(compareRecords, request, { ...options, peer: batch.kind.department });
  return { results: results.map((result) => resultOf(result, records[result.index])) };
}

function submissionOf({ kind, session: { department, role } }: Batch, records: readonly SealedRecord[]) {
  const request = { ...kind, records: records.map(({ shown }) => shown) };
  const options = { caller: { department, role }, transient: { records: records.map(({ hidden }) => hidden) } };
  return { request, options };
}

/** The agreement counts within its transaction and points into one record; the caller counts within the request. */
function resultOf(result: AttestationResult, record: SealedRecord | undefined): SubmissionResult {
  return submissionResult(result, record?.index ?? -1);
}
