// SPDX-License-Identifier: Apache-2.0
import type { FiledItem, Filing } from '../../../chaincode/domain/application/application.js';
import type { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { verificationById } from '../../readmodel/queries/verifications.js';
import { ledgerReference } from '../ledger-reference.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import { answerAccess } from '../verifications/answer-access.js';
import type { PrefilledField } from '../verifications/verification-answer.js';
import { fieldClaims } from './check-application.js';
import { checkForm } from './check-form.js';
import type { DepositRequest } from './deposit-request.js';
import { formOf } from './form-of.js';
import { makeFormPart, type MadeFormPart } from './make-form-part.js';
import { answersTo } from './plan-application.js';

export interface FiledCase {
  readonly filing: Filing;
  readonly filed: FiledItem;
  /** In the version that was filed. */
  readonly item: ServiceItem;
}

/**
 * The private part of an item from the applicant's words, said once more. What records fill in is asked for again while the access is open;
 * afterwards it must stand in the words.
 *
 * @throws {DomainError} FORM_INVALID
 */
export async function remadePart(
  services: Services,
  session: Session,
  { filing, filed, item }: FiledCase,
  { contact, form: given = {}, scenario: answers, pointer = '' }: DepositRequest & { readonly pointer?: string },
): Promise<MadeFormPart> {
  const { form } = formOf(item, await prefillOf(services, session, filed.accessId, item), given);
  try {
    checkForm(item, await fieldClaims(services.readModel.database, item), form);
  } catch (error) {
    throw error instanceof DomainError
      ? new DomainError(error.code, error.message, `${pointer}${error.pointer ?? ''}`)
      : error;
  }
  const { caseRef, filedBy: department } = filing;
  const { itemCode, accessId } = filed;
  const scenario = answersTo(item, answers);
  return makeFormPart(services.keys, { department, caseRef, itemCode, accessId, contact, form, scenario });
}

/** What the records fill in, from what their sources concluded; nothing once the access is over. */
export async function prefillOf(
  services: Services,
  session: Session,
  accessId: string | undefined,
  item: ServiceItem,
): Promise<readonly PrefilledField[]> {
  const detail =
    accessId === undefined
      ? undefined
      : await verificationById(services.readModel.database, accessId, session.department);
  // Values go to the officer in whose name the access stands in the diary.
  if (detail?.access.officer !== session.officer) return [];
  const access = { ...detail.access, ledger: ledgerReference(detail) };
  const conclusions = detail.conclusions.map(({ conclusion }) => conclusion);
  return (await answerAccess(services, session, { item, access, conclusions })).prefill;
}
