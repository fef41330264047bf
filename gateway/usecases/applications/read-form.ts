// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { FormPart } from '../../../chaincode/domain/application/deposit.js';
import { ApplicationId } from '../../../chaincode/domain/application/application.js';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { departmentOf, OwnedCode } from '../../../chaincode/domain/names.js';
import { readDeposits, ReadParts } from '../../../chaincode/transactions/read-deposits.js';
import { GatewayProblem } from '../gateway-problem.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import { unseal } from '../verifications/unseal.js';
import { knownApplication, type KnownApplication } from './known-application.js';

export const FormQuery = Type.Object({ itemCode: Type.Optional(OwnedCode) }, { additionalProperties: false });
export type FormQuery = Static<typeof FormQuery>;

const { contact, form, scenario } = FormPart.properties;

/** What the applicant wrote, to the item's department. */
export const FormView = Type.Object(
  { applicationId: ApplicationId, itemCode: OwnedCode, contact, form, scenario },
  { $id: 'FormView', additionalProperties: false },
);
export type FormView = Static<typeof FormView>;

/**
 * What an applicant filled in for an item of the caller's department: sealed on its way from the department's own peer, opened here.
 *
 * @throws {GatewayProblem} NOT_FOUND: there is no such application, or it is not the caller's.
 * @throws {DomainError} TASK_UNKNOWN, DEPARTMENT_NOT_ENTITLED: the item is another department's; DEPOSIT_MISSING
 */
export async function readForm(
  services: Services,
  session: Session,
  applicationId: string,
  query: FormQuery,
): Promise<FormView> {
  const known = await knownApplication(services.readModel.database, session, applicationId);
  const itemCode = ownItem(known, session, query.itemCode);
  const { contact, form, scenario } = await depositedForm(services, session, { applicationId, itemCode });
  return { applicationId, itemCode, contact, form, scenario };
}

/** The item that is meant: the one named, else the only one of the department. @throws {DomainError} TASK_UNKNOWN, DEPARTMENT_NOT_ENTITLED */
export function ownItem(
  { histories }: Pick<KnownApplication, 'histories'>,
  { department }: Pick<Session, 'department'>,
  named: string | undefined,
): string {
  const own = [...histories.keys()].filter((code) => departmentOf(code) === department);
  const itemCode = named ?? (own.length > 1 ? undefined : (own[0] ?? [...histories.keys()][0]));
  if (itemCode === undefined || !histories.has(itemCode)) throw new DomainError('TASK_UNKNOWN', undefined, '/itemCode');
  if (departmentOf(itemCode) !== department) throw new DomainError('DEPARTMENT_NOT_ENTITLED', undefined, '/itemCode');
  return itemCode;
}

/** The department's own deposit. @throws {DomainError} DEPOSIT_MISSING */
export async function depositedForm(
  { ledger, log }: Pick<Services, 'ledger' | 'log'>,
  { department, role }: Session,
  task: { readonly applicationId: string; readonly itemCode: string },
): Promise<FormPart> {
  const key = randomBytes(32);
  const { sealed } = await ledger.evaluate(
    readDeposits,
    { department, deposits: [{ ...task, kind: 'FORM' }] },
    { caller: { department, role }, peer: department, transient: { key: key.toString('base64url') } },
  );
  const opened: unknown = JSON.parse(unseal(key, sealed));
  if (!Value.Check(ReadParts, opened)) {
    log.warn({ department, applicationId: task.applicationId }, 'what a peer read of a deposit has another shape');
    throw new GatewayProblem('NOT_AVAILABLE_YET');
  }
  const part = opened.parts.find((one) => one.itemCode === task.itemCode)?.part;
  if (!Value.Check(FormPart, part)) throw new DomainError('DEPOSIT_MISSING');
  return part;
}
