// SPDX-License-Identifier: Apache-2.0
import { isAccredited } from '../domain/catalogue/check-accreditation.js';
import type { RecordType } from '../domain/catalogue/record-type.js';
import { DomainError } from '../domain/domain-error.js';
import { departmentOf } from '../domain/names.js';
import { attestRecord, type Attested } from '../domain/register/attest-record.js';
import { checkClaims, checkClaimsSize } from '../domain/register/check-claims.js';
import { recordIdFrom, recordIdText } from '../domain/register/record-id.js';
import { changedBy } from '../domain/register/changed-by.js';
import type { ClaimValue, RecordValues, ResultOf } from '../domain/register/register-entry.js';
import { validityOf } from '../domain/register/validity.js';
import { dayOf } from '../domain/time.js';
import { canonicalJson } from '../wire/canonical-json.js';
import { commitmentTo } from '../wire/commitment.js';
import { stateKeys } from '../wire/state-keys.js';
import type { AttestationRequest, AttestationResult, AttestationTransient, PrivateRecord } from './attestation.js';
import { readCatalogue, readCatalogueVersion, writeStatement } from './documents.js';
import { readRegister } from './read-register.js';
import { markRecord } from './record-marks.js';
import type { Statement } from './statement.js';
import type { TransactionContext } from './transaction-context.js';

export interface Batch {
  readonly department: string;
  readonly recordType: RecordType;
  readonly version: number;
  /** Where the elements stand in the request. */
  readonly place: '/records' | '/results';
}

/** Attests the elements one after the other; each sees those before it, and one that is refused writes nothing. */
export async function attestBatch(
  context: TransactionContext,
  { department, recordType: code, version, records }: AttestationRequest,
  { records: privateRecords }: AttestationTransient,
): Promise<{ results: AttestationResult[]; statements: Statement[] }> {
  const recordType = await attestable(context, department, code, version);
  const batch = { department, version, recordType, place: '/records' as const };
  if (privateRecords.length !== records.length) {
    throw new DomainError('TRANSIENT_MISSING', 'there is one private part for each record', '/records');
  }
  await context
    .statements(department)
    .readAhead(privateRecords.map(({ register }) => stateKeys.register(code, register)));
  const results: AttestationResult[] = [];
  const statements = new Map<string, Statement>();
  for (const [index, record] of records.entries()) {
    const element = { ...record, ...(privateRecords[index] as PrivateRecord), index };
    const { result, statement } = await attestElement(context, index, () => attestOne(context, batch, element));
    results.push(result);
    if (statement !== undefined) statements.set(statement.keyHash, statement);
  }
  return { results, statements: [...statements.values()] };
}

/** The record type as that version says it. @throws {DomainError} DEPARTMENT_NOT_ENTITLED, RECORD_TYPE_UNKNOWN, VERSION_UNKNOWN, NOT_ACCREDITED */
export async function attestable(
  context: TransactionContext,
  department: string,
  code: string,
  version: number,
): Promise<RecordType> {
  if (departmentOf(code) !== department) {
    throw new DomainError('DEPARTMENT_NOT_ENTITLED', `${code} is not of ${department}`, '/recordType');
  }
  await context.state.readAhead([
    stateKeys.catalogue('record-type', code),
    stateKeys.catalogueVersion('record-type', code, version),
    stateKeys.catalogue('accreditation', code),
  ]);
  if ((await readCatalogue(context, 'record-type', code)) === undefined) {
    throw new DomainError('RECORD_TYPE_UNKNOWN', `${code} is not published`, '/recordType');
  }
  const recordType = await readCatalogueVersion(context, 'record-type', code, version);
  if (recordType === undefined)
    throw new DomainError('VERSION_UNKNOWN', `${code} has no version ${version}`, '/version');
  if (!isAccredited(await readCatalogue(context, 'accreditation', code), dayOf(context.at))) {
    throw new DomainError('NOT_ACCREDITED', `${department} may not attest ${code} on this day`, '/recordType');
  }
  return recordType;
}

/** One record with both its parts; of a result also the task that it is for. */
export type Element = AttestationRequest['records'][number] &
  PrivateRecord & { readonly index: number; readonly application?: ResultOf };

interface Done {
  readonly attested: Attested;
  readonly statement?: Statement;
}

/** Runs one element by itself: what it is refused for is its result, and it writes nothing then. */
export async function attestElement(
  context: TransactionContext,
  index: number,
  attest: () => Promise<Done>,
): Promise<{ result: AttestationResult; statement?: Statement }> {
  try {
    const { attested, statement } = await context.attempt(attest);
    const result = { index, status: attested.status, recordId: attested.recordId };
    return statement === undefined ? { result } : { result, statement };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, pointer } = error;
    return { result: { index, status: 'REFUSED', code, ...(pointer === undefined ? {} : { pointer }) } };
  }
}

/** @throws {DomainError} what refuses one record (`RECORD_REFUSALS`) */
export async function attestOne(
  context: TransactionContext,
  { department, recordType, version, place: records }: Batch,
  { index, register, claims: given, salts, source, content, application, ...days }: Element,
): Promise<Done> {
  const { crypto, transactionId, at } = context;
  const place = `${records}/${index}`;
  const claims = checkClaims(recordType, given, `${place}/claims`);
  checkClaimsSize(canonicalJson(claims), `${place}/claims`);
  checkSalts(claims, salts, `${place}/salts`);
  const validity = validityOf(days, recordType.defaultValidityDays, place);
  const recordId = recordIdFrom(crypto.sha256(recordIdText(transactionId, index)));
  const commitments = commitmentsTo(claims, salts, (text) => crypto.sha256(text));
  const key = stateKeys.register(recordType.code, register);
  const entry = await readRegister(context, department, key);
  const of = application === undefined ? {} : { application };
  const candidate = { recordId, version, ...validity, commitments, source, content, ...of };
  const attested = attestRecord(entry, recordType.code, candidate, at);
  if (attested.status === 'UNCHANGED') return { attested };
  const values: RecordValues = { v: 1, recordType: recordType.code, register, claims, salts };
  context.statements(department).write(stateKeys.values(recordId), canonicalJson(values));
  for (const { recordId: other, status } of changedBy(entry, attested.entry)) {
    markRecord(context, department, other, status);
  }
  return { attested, statement: writeStatement(context, department, key, attested.entry) };
}

function commitmentsTo(
  claims: Readonly<Record<string, ClaimValue>>,
  salts: Readonly<Record<string, string>>,
  sha256: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      commitmentTo({ salt: salts[name] ?? '', name, value }, sha256),
    ]),
  );
}

/**
 * One salt for each claim and none besides, each another: a claim without one, or one whose salt came out with
 * another claim, could be guessed from its commitment.
 */
function checkSalts(claims: object, salts: Readonly<Record<string, string>>, pointer: string): void {
  const names = Object.keys(claims);
  if (names.length !== Object.keys(salts).length || names.some((name) => !Object.hasOwn(salts, name))) {
    throw new DomainError('CLAIMS_INVALID', 'there is one salt for each claim', pointer);
  }
  if (new Set(Object.values(salts)).size < names.length) {
    throw new DomainError('CLAIMS_INVALID', 'each claim has a salt of its own', pointer);
  }
}
