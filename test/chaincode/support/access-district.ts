// SPDX-License-Identifier: Apache-2.0
import type { Access, AccessRequest, LaterRows } from '../../../chaincode/domain/access/access.js';
import { answersText } from '../../../chaincode/domain/access/ticket-text.js';
import type { ScenarioAnswers } from '../../../chaincode/domain/access/scenario.js';
import type { TicketCore, TicketPart } from '../../../chaincode/domain/access/ticket.js';
import { addMinutes } from '../../../chaincode/domain/time.js';
import { concludeAccess, type ConcludeAccessPart } from '../../../chaincode/transactions/conclude-access.js';
import { consentToItem } from '../../../chaincode/transactions/consent-to-item.js';
import { openAccess } from '../../../chaincode/transactions/open-access.js';
import { publishDepartment } from '../../../chaincode/transactions/publish-department.js';
import { publishDuty } from '../../../chaincode/transactions/publish-duty.js';
import { publishItem } from '../../../chaincode/transactions/publish-item.js';
import { publishPurpose } from '../../../chaincode/transactions/publish-purpose.js';
import { releaseClaims, type ReleaseClaimsRequest } from '../../../chaincode/transactions/release-claims.js';
import {
  core,
  MARRIAGE,
  part,
  READING_DUTY,
  READING_PURPOSE,
  reportItem,
  signedCore,
  signedPart,
  ticketId,
  ticketKeys,
} from './access.js';
import { attest, sent } from './attesting.js';
import { claim, department, recordType } from './catalogue.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { DEPARTMENTS, District, type Call } from './district.js';
import { ColludingContract } from './colluding-contract.js';
import type { ContractClass } from '../../../network/embedded/index.js';
import { publishType, REGISTRAR_CALL } from './published.js';
import { digest } from './register.js';

export const INTAKE = { as: 'human-resources', role: 'intake' } as const;
export const SALT = 'S'.repeat(22);
const ANSWERS: ScenarioAnswers = { married: true };
export const KEY = Buffer.alloc(32, 7).toString('base64url');
const ITEM = reportItem().code;

/** Key of the pseudonym service, for one run. */
export const SERVICE = ticketKeys();

export const registerOf = (subject: string) => digest(`pseudonym of ${subject}`);
export const diaryOf = (subject: string) => digest(`diary of ${subject}`);

/** A case of one subject: ids follow from its name, so that a test can ask for another one's. */
export interface Case {
  readonly name: string;
  readonly subject?: string;
  readonly core?: Partial<TicketCore>;
  readonly part?: Partial<TicketPart>;
  readonly request?: Partial<AccessRequest>;
}

const inTenMinutes = () => addMinutes(new Date().toISOString(), 10);

export function requestOf(
  { name, subject = 'Li', core: changes, request }: Case,
  key = SERVICE.privateKey,
): AccessRequest {
  const subjects = [{ role: 'applicant', kind: 'NATURAL_PERSON' as const, diary: diaryOf(subject) }];
  const document = core({
    ticketId: ticketId(name),
    caseRef: digest(name),
    subjects,
    expiresAt: inTenMinutes(),
    ...changes,
  });
  return {
    ticket: signedCore(key, document),
    itemVersion: 1,
    purposeCode: 'talent-service',
    legalBasis: { kind: 'STATUTORY', dutyCode: 'talent-duty' },
    disclose: 'verdicts',
    materials: ['marriage-proof'],
    fields: [],
    answersDigest: digest(answersText(SALT, ANSWERS)),
    ...request,
  };
}

/** The private part that belongs to a request. */
export function partOf(
  request: AccessRequest,
  { subject = 'Li', part: changes }: Partial<Case> = {},
  key = SERVICE.privateKey,
): ConcludeAccessPart {
  const { ticketId: id, expiresAt } = request.ticket.core;
  const subjects = [{ role: 'applicant', register: registerOf(subject) }];
  const ticketPart = signedPart(key, part({ ticketId: id, expiresAt, subjects, ...changes }));
  return { accessId: id, ticketPart, salt: SALT, scenario: ANSWERS };
}

export class AccessDistrict {
  readonly district: District;
  /** What was opened through here, in the order of its commit. */
  readonly #rows: Access[] = [];

  constructor(district: District) {
    this.district = district;
  }

  /** The catalogue, with a duty that covers little and a purpose of others, and the record of Li; Wang has none. */
  static async open(agreement?: ContractClass): Promise<AccessDistrict> {
    const district = await District.open(DEPARTMENTS, [ColludingContract], agreement);
    const bodies = { bodies: ['PSEUDONYM_SERVICE', 'AUDITOR'] as const, ticketKeys: [SERVICE.publicKey] };
    for (const code of DEPARTMENTS) {
      const document =
        code === 'data-bureau' ? department(code, { ...bodies, bodies: [...bodies.bodies] }) : department(code);
      await district.submit(publishDepartment, { department: 'data-bureau', document }, REGISTRAR_CALL);
    }
    await district.submit(publishPurpose, { department: 'data-bureau', document: READING_PURPOSE }, REGISTRAR_CALL);
    await publishType(district, MARRIAGE);
    await publishType(district, recordType({ code: 'human-resources.diploma', claims: [claim('school')] }));
    await district.submit(publishDuty, { department: 'data-bureau', document: READING_DUTY }, REGISTRAR_CALL);
    const narrow = { ...READING_DUTY, code: 'narrow-duty', recordTypes: READING_DUTY.recordTypes.slice(1) };
    await district.submit(publishDuty, { department: 'data-bureau', document: narrow }, REGISTRAR_CALL);
    const foreign = { ...READING_PURPOSE, code: 'foreign-purpose', departments: ['civil-affairs'] };
    await district.submit(publishPurpose, { department: 'data-bureau', document: foreign }, REGISTRAR_CALL);
    const publisher = { as: 'human-resources', role: 'publisher' } as const;
    await district.submit(publishItem, { department: 'human-resources', document: reportItem() }, publisher);
    await attest(
      district,
      sent('Li', '1', { name: 'CANARY-李', married: true, since: '2020-05-20', secret: 'CANARY-秘' }),
    );
    return new AccessDistrict(district);
  }

  close(): Promise<void> {
    return this.district.close();
  }

  consent(claims: string[] = ['name']) {
    const terms = {
      department: 'civil-affairs',
      itemCode: ITEM,
      itemVersion: 1,
      purposes: ['talent-service'],
      until: null,
    };
    const recordTypes = [{ recordType: MARRIAGE.code, claims }];
    return this.district.submit(consentToItem, { ...terms, recordTypes }, { as: 'civil-affairs', role: 'publisher' });
  }

  async opening(accesses: AccessRequest[], call: Call = INTAKE) {
    const openings = accesses.map((request) => ({ officer: 'officer-1', request }));
    const done = await this.district.submit(openAccess, { department: call.as, accesses: openings }, call);
    for (const { key, value } of done.written.writes) {
      if (key.startsWith('x/')) this.#rows.push(JSON.parse(Buffer.from(value).toString()) as Access);
    }
    return done;
  }

  /** What the diaries of an access got since it was opened, as an honest reader shows it. */
  laterThan(accessId: string): LaterRows[] {
    const access = this.#rows.find((row) => row.accessId === accessId);
    return (access?.diary ?? []).map(({ diary, n }) => {
      const placed = this.#rows.flatMap((row) =>
        row.diary.filter((one) => one.diary === diary && one.n > n).map((one) => ({ row, n: one.n })),
      );
      const rows = placed.sort((a, b) => a.n - b.n).map(({ row }) => digest(canonicalJson(row)));
      return { diary, rows };
    });
  }

  /** Opens one access, and answers its request. */
  async openedFor(one: Case): Promise<AccessRequest> {
    const request = requestOf(one);
    const { response } = await this.opening([request]);
    const [result] = response.results;
    if (result?.outcome !== 'OPENED') throw new Error(`not opened: ${result?.code ?? ''}`);
    return request;
  }

  /** Parts that say nothing of later rows get what the diaries hold. */
  conclude(asked: readonly ConcludeAccessPart[], call: Partial<Call> = {}, source = 'civil-affairs') {
    const request = { department: source, accessIds: asked.map(({ accessId }) => accessId) };
    const parts = asked.map((part) => ({ later: this.laterThan(part.accessId), ...part }));
    return this.district.submit(concludeAccess, request, { ...INTAKE, transient: { parts }, ...call });
  }

  release(
    accessId: string,
    call: Partial<Call> = {},
    source = 'civil-affairs',
    shown: Pick<ReleaseClaimsRequest, 'relations'> = {},
  ) {
    const request = { department: source, accessId, ...shown };
    return this.district.evaluate(releaseClaims, request, {
      ...INTAKE,
      peer: source,
      transient: { key: KEY },
      ...call,
    });
  }
}
