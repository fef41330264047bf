// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { Role } from '../../../chaincode/domain/roles.js';
import type { ApplicationAnswer } from '../../../gateway/usecases/applications/application-answer.js';
import type { ApplicationRequest } from '../../../gateway/usecases/applications/application-request.js';
import type { MoveAnswer } from '../../../gateway/usecases/applications/move-answer.js';
import { duty, purpose } from '../usecases/support/catalogue.js';
import { instant, publishApplicationCatalogue, publishCalendars, reviewed } from './application-catalogue.js';
import { householdRecord, households, person } from './case-builders.js';
import { serveDistrict, type Answer, type ServedDistrict } from './served-district.js';

export const INTAKE = 'human-resources/intake';
export const OFFICER = 'human-resources/officer';
export const contact = { name: 'Contact 1', phone: '13800000000', address: 'Lane 1' };

/** What the tests look at of a problem. */
export interface Refusal {
  readonly code: string;
  readonly missing?: readonly { readonly materialCode: string; readonly accepts: string }[];
  readonly materials?: readonly string[];
  readonly legal?: readonly string[];
  readonly tasks?: readonly { readonly itemCode: string; readonly state: string }[];
  readonly verificationId?: string;
  readonly errors?: readonly { readonly pointer: string }[];
}
type As = `${string}/${Role}`;

let cases = 0;
/** An application for the item that an officer reviews, under a case number of its own. */
export function applicationOf(sequence: number, change: Partial<ApplicationRequest> = {}): ApplicationRequest {
  cases += 1;
  return {
    caseNo: `HR-2030-${String(cases).padStart(6, '0')}`,
    itemCode: reviewed.code,
    scenario: { married: false },
    subjects: { applicant: person(sequence) },
    purposeCode: purpose.code,
    legalBasis: { kind: 'STATUTORY', dutyCode: duty.code },
    contact,
    form: { account: 'Account 1' },
    ...change,
  };
}

/** One for a theme. */
export function themeOf(sequence: number, change: Partial<ApplicationRequest>): ApplicationRequest {
  const { itemCode, ...rest } = applicationOf(sequence, change);
  return itemCode === undefined ? rest : { ...rest, ...change };
}

/** One for the item that is issued at once. */
export function instantOf(sequence: number, change: Partial<ApplicationRequest> = {}): ApplicationRequest {
  return applicationOf(sequence, { itemCode: instant.code, scenario: {}, ...change });
}

/** A served district in which applications are filed and moved. */
export interface Counter {
  readonly served: ServedDistrict;
  readonly post: (body: unknown, headers?: Record<string, string>) => Promise<Answer<ApplicationAnswer & Refusal>>;
  /** Files, and fails if it is refused. */
  readonly file: (body: ApplicationRequest) => Promise<ApplicationAnswer>;
  readonly tagOf: (applicationId: string, as?: As) => Promise<string>;
  /** Without a tag: that of now. */
  readonly move: (applicationId: string, body: object, as?: As, tag?: string) => Promise<Answer<MoveAnswer & Refusal>>;
  /** Moves, and fails unless all tasks of the move stand there. */
  readonly moveTo: (applicationId: string, state: string, body: object, as?: As) => Promise<MoveAnswer>;
}

/** Persons 1 to 20 have a household. */
export async function openCounter({ calendars = true } = {}): Promise<Counter> {
  const served = await serveDistrict();
  const { ledger, projector } = served.gateway.parts;
  await publishApplicationCatalogue(ledger);
  if (calendars) await publishCalendars(ledger);
  await projector.waitFor((await ledger.height()) - 1n, 10_000);
  const records = Array.from({ length: 20 }, (_, index) => householdRecord(index + 1));
  const attested = await served.ask('/v1/records', { as: 'data-bureau/attester', post: households(...records) });
  expect(attested.status, attested.text).to.equal(200);

  const post: Counter['post'] = (body, headers = {}) =>
    served.ask('/v1/applications', { as: INTAKE, post: body, headers });
  const tagOf: Counter['tagOf'] = async (id, as = INTAKE) => {
    const { status, headers, text } = await served.ask(`/v1/applications/${id}`, { as });
    expect(status, text).to.equal(200);
    return headers.get('etag') ?? '';
  };
  const move: Counter['move'] = async (id, body, as = OFFICER, tag) => {
    const headers = { 'if-match': tag ?? (await tagOf(id)) };
    return served.ask(`/v1/applications/${id}/moves`, { as, post: body, headers });
  };
  return {
    served,
    post,
    tagOf,
    move,
    file: async (body) => {
      const answer = await post(body);
      expect(answer.status, answer.text).to.equal(201);
      return answer.body;
    },
    moveTo: async (id, state, body, as = OFFICER) => {
      const answer = await move(id, body, as);
      expect(answer.status, answer.text).to.equal(200);
      expect([...new Set(answer.body.tasks.map((task) => task.state))]).to.deep.equal([state]);
      return answer.body;
    },
  };
}
