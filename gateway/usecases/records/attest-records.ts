// SPDX-License-Identifier: Apache-2.0
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import type { RecordType } from '../../../chaincode/domain/catalogue/record-type.js';
import type { AttestationRequest, AttestationResult } from '../../../chaincode/transactions/attestation.js';
import { attestRecords as attestRecordsTransaction } from '../../../chaincode/transactions/attest-records.js';
import { compareRecords } from '../../../chaincode/transactions/compare-records.js';
import { catalogueEntry } from '../../readmodel/queries/catalogue.js';
import { submitAlone } from '../gathering/submit-alone.js';
import { ledgerReference, type LedgerReference } from '../ledger-reference.js';
import { refusedByPseudonymService } from '../refused-by-pseudonym-service.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import { nameSubjects } from './name-subjects.js';
import { prepareRecord, refusedRecord } from './prepare-record.js';
import type { PreparedRecord } from './prepared-record.js';
import type {
  RecordSubmission,
  RecordSubmissionAnswer,
  RecordSubmissionQuery,
  SubmissionResult,
} from './record-submission.js';
import { sealRecord, type SealedRecord } from './seal-record.js';
import { splitBySize } from './split-by-size.js';

interface Batch {
  readonly request: Omit<AttestationRequest, 'records'>;
  readonly session: Session;
  readonly dryRun: boolean;
}

/**
 * Puts a department's records on the ledger; each succeeds or is refused by itself. A large submission takes
 * several transactions: if a later one fails, the whole is to be sent again, and what stands stays UNCHANGED.
 *
 * @throws {DomainError} RECORD_TYPE_UNKNOWN, VERSION_UNKNOWN, NOT_ACCREDITED and other refusals of the whole.
 */
export async function attestRecords(
  services: Services,
  session: Session,
  body: RecordSubmission,
  query: RecordSubmissionQuery,
): Promise<RecordSubmissionAnswer> {
  const type = await recordTypeOf(services, body);
  const checked = body.records.map((record, index) => prepareRecord(record, index, type));
  const good = checked.filter((one): one is PreparedRecord => !('status' in one));
  const importId = body.importId === undefined ? {} : { importId: body.importId };
  const request = { department: session.department, recordType: body.recordType, version: type.version, ...importId };
  const named = await nameSubjects(services.pseudonyms, session, good).catch(refusedByPseudonymService);
  const sealed = await Promise.all(named.map((one) => sealRecord(services.keys, request, one)));
  const results: SubmissionResult[] = checked.filter((one) => 'status' in one);
  let ledger: LedgerReference | null = null;
  for (const records of splitBySize(sealed)) {
    const answer = await attestBatch(services, { request, session, dryRun: query.dryRun ?? false }, records);
    results.push(...answer.results);
    ledger = answer.ledger ?? ledger;
  }
  if (ledger !== null) await services.readModel.waitForBlock(BigInt(ledger.blockNumber));
  return { ...importId, results: results.sort((a, b) => a.index - b.index), ledger };
}

async function recordTypeOf({ readModel }: Services, { recordType, version }: RecordSubmission): Promise<RecordType> {
  const entry = await catalogueEntry(readModel.database, 'record-type', recordType, version);
  if (entry !== undefined) return entry.document;
  const inForce = await catalogueEntry(readModel.database, 'record-type', recordType);
  if (inForce === undefined) throw new DomainError('RECORD_TYPE_UNKNOWN', undefined, '/recordType');
  throw new DomainError('VERSION_UNKNOWN', undefined, '/version');
}

async function attestBatch(
  { ledger }: Services,
  { request, session, dryRun }: Batch,
  records: readonly SealedRecord[],
): Promise<{ results: SubmissionResult[]; ledger?: LedgerReference }> {
  const { department, role } = session;
  const whole = { ...request, records: records.map(({ shown }) => shown) };
  const options = { caller: { department, role }, transient: { records: records.map(({ hidden }) => hidden) } };
  if (dryRun) {
    const { results } = await ledger.evaluate(compareRecords, whole, { ...options, peer: department });
    return { results: results.map((result) => resultOf(result, records)) };
  }
  const committed = await submitAlone(() => ledger.submit(attestRecordsTransaction, whole, options));
  const results = committed.response.results.map((result) => resultOf(result, records));
  return { results, ledger: ledgerReference(committed) };
}

/** The agreement counts within its transaction and points into one record; the caller counts within the request. */
function resultOf(result: AttestationResult, records: readonly SealedRecord[]): SubmissionResult {
  const index = records[result.index]?.index ?? -1;
  if (result.status === 'REFUSED')
    return refusedRecord(index, result.code ?? 'CLAIMS_INVALID', placeIn(result.pointer));
  return { index, status: result.status, ...(result.recordId === undefined ? {} : { recordId: result.recordId }) };
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
