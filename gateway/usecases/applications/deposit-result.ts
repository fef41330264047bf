// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { ServiceItem } from '../../../chaincode/domain/catalogue/service-item.js';
import { APPLICANT } from '../../../chaincode/domain/catalogue/service-item.js';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { dayOf } from '../../../chaincode/domain/time.js';
import type { AttestationResult } from '../../../chaincode/transactions/attestation.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { checkSubject } from '../../pseudonyms/check-subject.js';
import { catalogueEntry } from '../../readmodel/queries/catalogue.js';
import { verificationById } from '../../readmodel/queries/verifications.js';
import { GatewayProblem } from '../gateway-problem.js';
import { refusedByPseudonymService } from '../refused-by-pseudonym-service.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { SubjectReference } from '../subject-reference.js';
import type { ApplicationGatherers } from './application-gatherers.js';
import { ApplicationRefused } from './application-refused.js';
import type { ResultRequest } from './move-request.js';
import { depositedForm } from './read-form.js';
import { resultClaims } from './result-claims.js';

export interface ResultTask {
  readonly applicationId: string;
  readonly item: ServiceItem;
  readonly accessId: string | undefined;
}

/**
 * Deposits what a task results in, inert until the task names it: a register entry of the deciding department about the applicant.
 * Answers its record id; `undefined` where the item has no record as its result, or where the task has moved on meanwhile. The same
 * again is the same record.
 *
 * @throws {GatewayProblem} IDENTIFIER_INVALID, IDENTIFIER_KIND_WRONG, PSEUDONYM_LIMIT_REACHED, PSEUDONYMS_UNAVAILABLE
 * @throws {DomainError} RESULT_MISSING: nobody says about whom it is; SUBJECTS_INVALID: another person than the applicant.
 * @throws {ApplicationRefused} what the register refuses: claims, days.
 */
export async function depositResult(
  services: Services,
  gatherers: Pick<ApplicationGatherers, 'depositResult'>,
  session: Session,
  task: ResultTask,
  result: ResultRequest | undefined,
): Promise<string | undefined> {
  const { item, applicationId } = task;
  const { resultRecordType: recordType, code: itemCode } = item;
  if (recordType === undefined) return undefined;
  if (result === undefined) throw new DomainError('RESULT_MISSING', 'the result names its applicant', '/result');
  const type = (await catalogueEntry(services.readModel.database, 'record-type', recordType))?.document;
  if (type === undefined) throw new DomainError('RECORD_TYPE_UNKNOWN');
  const subjects = await registersOf(services, session, task, result.subjects);
  const day = dayOf(services.now().toISOString());
  const part = await depositedForm(services, session, { applicationId, itemCode });
  const claims = resultClaims(item, { part, subjects, day, given: result.claims ?? {} });
  const sealed = await sealResult(services, session, {
    ...{ applicationId, itemCode, recordType, version: type.version, claims },
    register: subjects[APPLICANT] ?? '',
    ...daysOf(result, day),
  });
  return recordIn((await gatherers.depositResult({ session, ...sealed })).result);
}

function recordIn({ status, recordId, code = 'RESULT_MISSING', pointer }: AttestationResult): string | undefined {
  if (status !== 'REFUSED' && recordId !== undefined) return recordId;
  if (code === 'MOVE_NOT_ALLOWED') return undefined; // somebody was first: the move is refused as well, and says where the task stands
  throw new ApplicationRefused(code, { pointer: placeIn(pointer) });
}

function daysOf({ validFrom, validUntil }: ResultRequest, day: string) {
  return { from: validFrom ?? day, ...(validUntil === undefined ? {} : { until: validUntil }) };
}

interface Result {
  readonly applicationId: string;
  readonly itemCode: string;
  readonly recordType: string;
  readonly version: number;
  readonly register: string;
  readonly claims: Record<string, unknown>;
  readonly from: string;
  readonly until?: string | null;
}

/** Fresh salts for the claims, and the HMACs by which the department recognises the result of this very task. */
async function sealResult({ keys }: Pick<Services, 'keys'>, { department }: Session, result: Result) {
  const { applicationId, itemCode, recordType, version, register, claims, from, until } = result;
  const days = { from, ...(until === undefined ? {} : { until }) };
  const salts = Object.keys(claims).map((name) => [name, randomBytes(16).toString('base64url')] as const);
  const content = canonicalJson({ recordType, version, register, ...days, claims });
  return {
    shown: {
      ...{ applicationId, itemCode, recordType, version, ...days },
      source: await keys.hmac(department, 'source', canonicalJson(['application', applicationId, itemCode])),
      content: await keys.hmac(department, 'content', content),
    },
    hidden: { register, claims, salts: Object.fromEntries(salts) },
  };
}

/** How the department knows the subjects, by role; each is held against the one about whom records were asked. */
async function registersOf(
  { pseudonyms, readModel }: Services,
  { department, role }: Session,
  { item, accessId }: ResultTask,
  subjects: ResultRequest['subjects'],
): Promise<Record<string, string>> {
  const given = Object.entries(subjects);
  for (const [name, subject] of given) checkNamed(item, name, subject);
  if (!Object.hasOwn(subjects, APPLICANT)) throw new DomainError('SUBJECTS_INVALID', undefined, '/result/subjects');
  const asker = { department, role, purpose: 'ATTEST' } as const;
  const access = accessId === undefined ? undefined : await verificationById(readModel.database, accessId);
  const ticket = access?.access.request.ticket;
  const asked = given
    .map(([name, subject]) => ({ role: name, ...subject }))
    .filter(({ role: name }) => ticket?.core.subjects.some((one) => one.role === name));
  if (ticket !== undefined && asked.length > 0) {
    const question = { ticket, subjects: asked };
    if (!(await pseudonyms.isAbout(asker, question).catch(refusedByPseudonymService)))
      throw new DomainError('SUBJECTS_INVALID', 'it is not who the application is about', '/result/subjects');
  }
  const named = given.map(([, subject]) => subject);
  const registers = await pseudonyms.registerPseudonyms(asker, named).catch(refusedByPseudonymService);
  return Object.fromEntries(given.map(([name], index) => [name, registers[index] ?? '']));
}

/** A role that the item does not name may be somebody's name: it is not repeated. */
function checkNamed(item: ServiceItem, name: string, subject: SubjectReference): void {
  const declared = item.subjects.find((one) => one.role === name);
  if (declared === undefined) throw new DomainError('SUBJECTS_INVALID', undefined, '/result/subjects');
  const checked = checkSubject(subject);
  const code = 'code' in checked ? checked.code : 'IDENTIFIER_KIND_WRONG';
  if ('code' in checked || subject.kind !== declared.kind)
    throw new GatewayProblem(code, undefined, { pointer: `/result/subjects/${name}` });
}

/** From a pointer into the transaction to one into the move. */
function placeIn(pointer: string | undefined): string | undefined {
  const place = pointer?.replace(/^[/]results[/][0-9]+/u, '');
  const renamed: Readonly<Record<string, string>> = {
    '/from': '/result/validFrom',
    '/until': '/result/validUntil',
    '/salts': '/result/claims',
  };
  return place === undefined ? undefined : (renamed[place] ?? `/result${place}`);
}
