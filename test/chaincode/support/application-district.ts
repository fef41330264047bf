// SPDX-License-Identifier: Apache-2.0
import type { Conclusion } from '../../../chaincode/domain/access/access.js';
import type { DeliveryPart, FormPart } from '../../../chaincode/domain/application/deposit.js';
import { departmentOf } from '../../../chaincode/domain/names.js';
import type { Role } from '../../../chaincode/domain/roles.js';
import type {
  FilingMoveRequest,
  MoveResult,
  TaskMoveRequest,
} from '../../../chaincode/transactions/application-moves.js';
import { depositParts, type DepositPlace } from '../../../chaincode/transactions/deposit-parts.js';
import { depositResults } from '../../../chaincode/transactions/deposit-results.js';
import { fileApplications, type ApplicationFiling } from '../../../chaincode/transactions/file-applications.js';
import { issueInstantly } from '../../../chaincode/transactions/issue-instantly.js';
import { moveApplications } from '../../../chaincode/transactions/move-applications.js';
import { moveTasks } from '../../../chaincode/transactions/move-tasks.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { AccessDistrict, partOf, requestOf, SALT, registerOf } from './access-district.js';
import { FILER, INSTANT, PERMIT, PERMIT_RECORD, publishForApplications, USE } from './application-catalogue.js';
import { papersOf } from './application-papers.js';
import { attest, sent } from './attesting.js';
import { digest } from './register.js';

export const MARKET_OFFICER = { as: 'market-supervision', role: 'officer' } as const;

/** Reasons with which moves are in order. */
export const REASONS = {
  ACCEPT: 'COMPLETE',
  REFUSE_ACCEPTANCE: 'NOT_COMPETENT',
  REQUEST_CORRECTION: 'MATERIAL_MISSING',
  START_REVIEW: 'ACCEPTED',
  STOP_CLOCK: 'HEARING',
  RESUME_CLOCK: 'AWAITED_CAME',
  APPROVE: 'CONDITIONS_MET',
  REJECT: 'CONDITIONS_NOT_MET',
  ISSUE: 'APPROVED',
  CHECK_ORIGINALS: 'ORIGINALS_SHOWN',
  DELIVER: 'HANDED_OVER',
  CLOSE: 'RECEIVED',
  LAPSE: 'NOT_ANSWERED',
  CORRECT: 'APPLICANT_ANSWER',
  WITHDRAW: 'APPLICANT_WISH',
} as const;

type Details = Readonly<Record<string, unknown>>;

/** One application of a subject, with what the applicant filled in. */
export interface Filed {
  readonly subject: string;
  readonly applicationId: string;
  readonly form: FormPart;
  readonly conclusions: readonly Conclusion[];
}

/** The small district of accesses with items of other departments: one to be reviewed, an instant one, a theme. */
export class ApplicationDistrict {
  readonly world: AccessDistrict;
  #count = 0;

  private constructor(world: AccessDistrict) {
    this.world = world;
  }

  static async open(): Promise<ApplicationDistrict> {
    const world = await AccessDistrict.open();
    await publishForApplications(world.district);
    return new ApplicationDistrict(world);
  }

  close(): Promise<void> {
    return this.world.close();
  }

  /** Attests that somebody new is married, and answers who. */
  async someone(): Promise<string> {
    this.#count += 1;
    const subject = `applicant ${String(this.#count)}`;
    await attest(this.world.district, sent(subject, subject, { name: subject, married: true }));
    return subject;
  }

  /** Verifies the material of an item for a subject, as the filer. */
  async verified(itemCode: string, subject: string, name = `${itemCode} of ${subject}`) {
    const request = requestOf({ name, subject, core: { itemCode, caseRef: digest(subject) } });
    const { response } = await this.world.opening([request]);
    if (response.results[0]?.outcome !== 'OPENED') throw new Error(`not opened: ${response.results[0]?.code ?? ''}`);
    const concluded = await this.world.conclude([partOf(request, { subject })]);
    const conclusions = concluded.response.statements.map(({ document }) => document as Conclusion);
    return { accessId: request.ticket.core.ticketId, conclusions };
  }

  form(subject: string, changes: Partial<FormPart> = {}): FormPart {
    const contact = { name: `CANARY ${subject}`, phone: 'CANARY 13800000000' };
    return {
      v: 1,
      salt: digest(`form of ${subject}`).slice(0, 22),
      contact,
      form: { purpose: `CANARY purpose of ${subject}` },
      scenario: { married: true },
      answersSalt: SALT,
      ...changes,
    };
  }

  /** What would be filed of one item, all materials on record. */
  async itemFiling(itemCode: string, subject: string, form: FormPart = this.form(subject)) {
    const { accessId, conclusions } = await this.verified(itemCode, subject);
    const materials = [{ materialCode: 'marriage-proof', how: 'RECORD' as const }];
    const once = { repeatCollected: [], changedFields: [], deposit: digest(canonicalJson(form)) };
    return { itemCode, itemVersion: 1, accessId, conclusions, materials, ...once };
  }

  filing(
    subject: string,
    items: ApplicationFiling['items'],
    changes: Partial<ApplicationFiling> = {},
  ): ApplicationFiling {
    return { officer: 'officer-1', caseRef: digest(subject), items, ...changes };
  }

  file(applications: ApplicationFiling[], department = FILER) {
    return this.world.district.submit(
      fileApplications,
      { department, applications },
      { as: department, role: 'intake' },
    );
  }

  /** Files for somebody, and leaves the form with the item's department. */
  async filed(
    itemCodes: readonly string[] = [PERMIT],
    changes: Partial<ApplicationFiling> = {},
    deposited = true,
  ): Promise<Filed> {
    const subject = await this.someone();
    const form = this.form(subject);
    const items = [];
    for (const code of itemCodes) items.push(await this.itemFiling(code, subject, form));
    const { response } = await this.file([this.filing(subject, items, changes)]);
    const applicationId = response.results[0]?.applicationId;
    if (applicationId === undefined) throw new Error(`not filed: ${JSON.stringify(response.results)}`);
    for (const code of deposited ? itemCodes : []) await this.deposit(code, [{ applicationId, form }]);
    return { subject, applicationId, form, conclusions: items.flatMap(({ conclusions }) => conclusions) };
  }

  async deposit(
    itemCode: string,
    given: readonly { readonly applicationId: string; readonly form: FormPart | DeliveryPart }[],
    { kind = 'FORM', as = FILER }: { readonly kind?: DepositPlace['kind']; readonly as?: string } = {},
  ) {
    const department = departmentOf(itemCode);
    const deposits = given.map(({ applicationId }) => ({ applicationId, itemCode, kind }));
    const transient = { parts: given.map(({ form }) => form) };
    const done = await this.world.district.submit(
      depositParts,
      { department, deposits },
      { as, role: 'intake', transient },
    );
    return done.response.results;
  }

  /** One move of a task, by its department. */
  async task(
    applicationId: string,
    move: TaskMoveRequest['move'],
    details: Details = {},
    {
      role = 'officer',
      itemCode = PERMIT,
      as = departmentOf(itemCode),
    }: { role?: Role; itemCode?: string; as?: string } = {},
  ): Promise<MoveResult | undefined> {
    const asked = { move, applicationId, itemCode, officer: 'officer-9', reason: REASONS[move], ...details };
    const request = { department: as, moves: [asked as unknown as TaskMoveRequest] };
    return (await this.world.district.submit(moveTasks, request, { as, role })).response.results[0];
  }

  /** Moves of a task one after the other, each of which has to go well. */
  async tasks(applicationId: string, moves: readonly TaskMoveRequest['move'][], itemCode = PERMIT): Promise<void> {
    for (const move of moves) {
      const done = await this.task(applicationId, move, {}, { itemCode });
      if (done?.status !== 'MOVED') throw new Error(`${move}: ${done?.code ?? ''}`);
    }
  }

  async filers(
    applicationId: string,
    move: FilingMoveRequest['move'],
    details: Details = {},
    { as = FILER }: { as?: string } = {},
  ): Promise<MoveResult | undefined> {
    const asked = { move, applicationId, itemCodes: [PERMIT], officer: 'officer-1', reason: REASONS[move], ...details };
    const request = { department: as, moves: [asked as unknown as FilingMoveRequest] };
    return (await this.world.district.submit(moveApplications, request, { as, role: 'intake' })).response.results[0];
  }

  /** Deposits the result of a task; answers its record id, or why not. */
  async result(applicationId: string, itemCode: string, subject: string, changes: Details = {}) {
    const department = departmentOf(itemCode);
    const { on, off } = sent(subject, `permit ${applicationId}`, { number: 'CANARY-7' });
    const deposit = { applicationId, itemCode, recordType: PERMIT_RECORD, version: 1, ...on, ...changes };
    const transient = { records: [{ ...off, register: registerOf(subject) }] };
    const call = { as: department, role: 'officer', transient } as const;
    return this.world.district.submit(depositResults, { department, results: [deposit] }, call);
  }

  async instantly(applicationId: string, conclusions: readonly Conclusion[], recordId?: string) {
    const request = this.instantRequest(applicationId, conclusions, recordId);
    return (await this.world.district.submit(issueInstantly, request, MARKET_OFFICER)).response.results[0];
  }

  instantRequest(applicationId: string, conclusions: readonly Conclusion[], recordId?: string) {
    const named = recordId === undefined ? {} : { recordId };
    const issue = { applicationId, itemCode: INSTANT, officer: 'officer-9', conclusions: [...conclusions], ...named };
    return { department: 'market-supervision', issues: [issue] };
  }

  /** What the register of permits answers about somebody. */
  async verdictOnPermit(subject: string, name: string): Promise<string | undefined> {
    const legalBasis = { kind: 'STATUTORY' as const, dutyCode: 'permit-duty' };
    const request = requestOf({
      name,
      subject,
      core: { itemCode: USE },
      request: { materials: ['permit'], legalBasis },
    });
    await this.world.opening([request]);
    const part = partOf(request, { subject, part: { department: 'market-supervision' } });
    const { response } = await this.world.conclude([part], {}, 'market-supervision');
    const conclusion = response.statements[0]?.document as Conclusion | undefined;
    return conclusion?.verdicts[0]?.verdict ?? response.results[0]?.code;
  }

  /** The documents as they stand on the ledger, and the state that they tell. */
  papers(applicationId: string, itemCode = PERMIT) {
    return papersOf(this.world.district, applicationId, itemCode);
  }
}
