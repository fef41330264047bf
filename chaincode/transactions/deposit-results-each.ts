// SPDX-License-Identifier: Apache-2.0
import { resultMark } from '../domain/application/marks.js';
import { DomainError } from '../domain/domain-error.js';
import { canonicalJson } from '../wire/canonical-json.js';
import { stateKeys } from '../wire/state-keys.js';
import { readFiledItem, type TaskReading } from './application-reading.js';
import { attestable, attestElement, attestOne, type Element } from './attest-batch.js';
import type { AttestationResult, AttestationTransient, PrivateRecord } from './attestation.js';
import { checkSeen } from './deposit-each.js';
import type { DepositResultsRequest, DepositResultsResponse, ResultDeposit } from './deposit-results.js';
import { readOwnTask } from './move-each-task.js';
import type { Statement } from './statement.js';
import type { TransactionContext } from './transaction-context.js';

/**
 * Deposits each result by itself. Nobody finds it until its task, issued, names it.
 *
 * @throws {DomainError} APPLICATION_UNKNOWN as `depositEach`; TRANSIENT_MISSING if a result comes without its claims.
 */
export async function depositResultsEach(
  context: TransactionContext,
  { department, results: deposits }: DepositResultsRequest,
  { records }: AttestationTransient,
): Promise<DepositResultsResponse> {
  if (records.length !== deposits.length) {
    throw new DomainError('TRANSIENT_MISSING', 'there is one private part for each result', '/results');
  }
  await checkSeen(context, deposits);
  const results: AttestationResult[] = [];
  const statements = new Map<string, Statement>();
  for (const [index, deposit] of deposits.entries()) {
    const element = { ...deposit, ...(records[index] as PrivateRecord), index };
    const { result, statement } = await attestElement(context, index, () => depositOne(context, department, element));
    results.push(result);
    if (statement !== undefined) statements.set(statement.keyHash, statement);
  }
  return { results, statements: [...statements.values()] };
}

async function depositOne(
  context: TransactionContext,
  department: string,
  { applicationId, itemCode, recordType: code, version, ...element }: ResultDeposit & Element,
) {
  const reading = await readOwnTask(context, department, { applicationId, itemCode });
  await checkDecided(context, reading, code);
  const recordType = await attestable(context, department, code, version);
  const application = { applicationId, itemCode };
  const done = await attestOne(
    context,
    { department, recordType, version, place: '/results' },
    { ...element, application },
  );
  const mark = canonicalJson(resultMark(applicationId, itemCode, done.attested.recordId));
  context.statements(department).write(stateKeys.resultMark(applicationId, itemCode), mark);
  return done;
}

/**
 * A result is deposited for what is approved, or can be issued at once.
 *
 * @throws {DomainError} MOVE_NOT_ALLOWED, RESULT_FOREIGN
 */
async function checkDecided(context: TransactionContext, { history }: TaskReading, recordType: string): Promise<void> {
  const item = await readFiledItem(context, history.filed);
  const { state } = history;
  if (state !== 'APPROVED' && !(state === 'SUBMITTED' && item.instant)) {
    throw new DomainError('MOVE_NOT_ALLOWED', `no result is deposited while the task is ${state}`);
  }
  if (item.resultRecordType !== recordType) throw new DomainError('RESULT_FOREIGN');
}
