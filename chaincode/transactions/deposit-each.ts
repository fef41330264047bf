// SPDX-License-Identifier: Apache-2.0
import { applicableMaterials } from '../domain/access/applicable-materials.js';
import { answersText } from '../domain/access/ticket-text.js';
import { checkForm } from '../domain/application/check-form.js';
import { FormPart, type DeliveryPart } from '../domain/application/deposit.js';
import { awaitsDelivery, depositOf } from '../domain/application/task-history.js';
import type { ServiceItem } from '../domain/catalogue/service-item.js';
import { hasOnlyCharacters, utf8Length } from '../domain/characters.js';
import { DomainError } from '../domain/domain-error.js';
import { departmentOf, mspIdOf } from '../domain/names.js';
import { canonicalJson } from '../wire/canonical-json.js';
import { stateKeys } from '../wire/state-keys.js';
import { readFiledItem, readFiling, readTask, type TaskReading } from './application-reading.js';
import type { DepositPartsRequest, DepositPartsResponse, DepositPartsResult, DepositPlace } from './deposit-parts.js';
import { checker, readAccess } from './documents.js';
import type { TransactionContext } from './transaction-context.js';

const FORM = checker(FormPart);
/** A form in canonical JSON: at most this many bytes of UTF-8. */
const MOST_BYTES = 64 * 1024;

type Part = FormPart | DeliveryPart;

/**
 * Deposits each part by itself.
 *
 * @throws {DomainError} APPLICATION_UNKNOWN if there is nothing at all under one of the ids: this peer may not have
 *   seen it yet, so that another attempt may go well; TRANSIENT_MISSING if a deposit comes without its part.
 */
export async function depositEach(
  context: TransactionContext,
  { department, deposits }: DepositPartsRequest,
  parts: readonly Part[],
): Promise<DepositPartsResponse> {
  if (parts.length !== deposits.length) {
    throw new DomainError('TRANSIENT_MISSING', 'there is one part for each deposit', '/deposits');
  }
  await checkSeen(context, deposits);
  const results: DepositPartsResult[] = [];
  for (const [index, place] of deposits.entries()) {
    try {
      await context.attempt(() => depositOne(context, department, place, parts[index] as Part));
      results.push({ index, ...place, status: 'DEPOSITED' });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      results.push({ index, ...place, status: 'REFUSED', code: error.code });
    }
  }
  return { results };
}

/** Of what is deposited, this peer has seen the applications. @throws {DomainError} APPLICATION_UNKNOWN */
export async function checkSeen(
  { state }: TransactionContext,
  places: readonly { readonly applicationId: string; readonly itemCode: string }[],
): Promise<void> {
  await state.readAhead(places.map(({ applicationId }) => stateKeys.application(applicationId)));
  for (const { applicationId } of places) {
    if ((await state.read(stateKeys.application(applicationId))) === undefined) {
      throw new DomainError('APPLICATION_UNKNOWN', 'this peer has not seen the application');
    }
  }
}

async function depositOne(
  context: TransactionContext,
  department: string,
  { applicationId, itemCode, kind }: DepositPlace,
  part: Part,
): Promise<void> {
  const filing = await readFiling(context, applicationId);
  const reading = await readTask(context, filing, itemCode);
  const callers = kind === 'FORM' ? [filing.filedBy] : [filing.filedBy, department];
  if (departmentOf(itemCode) !== department || !callers.some((code) => mspIdOf(code) === context.caller.mspId)) {
    throw new DomainError('DEPARTMENT_NOT_ENTITLED');
  }
  const text = canonicalJson(part);
  if (!hasOnlyCharacters(part) || utf8Length(text) > MOST_BYTES) throw new DomainError('FORM_INVALID');
  const digest = context.crypto.sha256(text);
  if (kind === 'FORM') await checkFormPart(context, reading, { part, digest });
  else checkDeliveryPart(reading, { part, digest });
  const key = kind === 'FORM' ? stateKeys.form(applicationId, itemCode) : stateKeys.delivery(applicationId, itemCode);
  context.statements(department).write(key, text);
}

interface Given {
  readonly part: Part;
  readonly digest: string;
}

function checkDeliveryPart({ history }: TaskReading, { part, digest }: Given): void {
  if (FORM.Check(part) || !awaitsDelivery(history, digest)) throw new DomainError('DEPOSIT_DIFFERS');
}

/**
 * The department's own peer knows the answers, and so which materials the case asks for: a filing that leaves one out
 * gets no deposit, and without that it is not accepted.
 */
async function checkFormPart(
  context: TransactionContext,
  { history }: TaskReading,
  { part, digest }: Given,
): Promise<void> {
  const { filed } = history;
  if (!FORM.Check(part) || digest !== depositOf(history)) throw new DomainError('DEPOSIT_DIFFERS');
  const item = await readFiledItem(context, filed);
  checkForm(item, part);
  const applicable = applicableIn(item, part);
  const codes = filed.materials.map(({ materialCode }) => materialCode);
  if (applicable.length !== codes.length || !applicable.every((code) => codes.includes(code))) {
    throw new DomainError('MATERIALS_DIFFER');
  }
  if (filed.accessId === undefined) return;
  const access = await readAccess(context, filed.accessId);
  if (access === undefined) throw new DomainError('ACCESS_UNKNOWN');
  const committed = context.crypto.sha256(answersText(part.answersSalt ?? '', part.scenario));
  if (committed !== access.request.answersDigest) throw new DomainError('ANSWERS_NOT_COMMITTED');
}

function applicableIn(item: ServiceItem, { scenario }: FormPart): string[] {
  try {
    return applicableMaterials(item, scenario);
  } catch (error) {
    throw error instanceof DomainError && error.code === 'REQUEST_MALFORMED' ? new DomainError('FORM_INVALID') : error;
  }
}
