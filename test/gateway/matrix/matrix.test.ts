// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { Role } from '../../../chaincode/domain/roles.js';
import { serveDistrict, type Answer, type ServedDistrict } from '../http/served-district.js';
import { CALLERS, HOSTED, isHosted, nameOf, type Caller } from './callers.js';
import type { Outcome } from './row.js';
import { ROWS } from './rows.js';
import { putThings, type Things } from './things.js';

interface Operation {
  readonly operationId: string;
  readonly 'x-roles'?: readonly Role[];
}
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

/** To an open route everybody is the same. */
const ANYONE: Caller = { department: 'civil-affairs', role: 'intake' };

/** What every route answers whom about what: roles as the routes declare them, all else as the rows say. */
describe('routes, roles, departments and things', function () {
  this.timeout(120_000);
  let district: ServedDistrict;
  let things: Things;
  let routes: ReadonlyMap<string, readonly Role[] | undefined>;

  before(async () => {
    district = await serveDistrict({ departments: HOSTED });
    things = await putThings(district);
    const { body } = await district.ask<{ paths: Paths }>('/openapi.json');
    const operations = Object.values(body.paths).flatMap((methods) => Object.values(methods));
    routes = new Map(operations.map((operation) => [operation.operationId, operation['x-roles']]));
  });
  after(() => district.close());

  /** Asks all questions of a row and answers what was otherwise than it says. */
  async function ask(operationId: string, caller: Caller): Promise<string[]> {
    const questions = Object.entries(ROWS[operationId]?.(things) ?? {});
    const answers = new Map<string, Answer>();
    const differences: string[] = [];
    for (const [kind, { path, post, headers = {}, outcome = () => '200' }] of questions) {
      const answer = await district.ask(path, { as: nameOf(caller), headers, ...(post === undefined ? {} : { post }) });
      answers.set(kind, answer);
      const expected = barred(caller, routes.get(operationId)) ?? outcome(caller);
      const seen = outcomeOf(answer);
      if (seen !== expected) differences.push(`${nameOf(caller)} about ${kind}: ${seen}, not ${expected}`);
    }
    const foreign = questions.filter(([, { isForeign }]) => isForeign?.(caller) === true).map(([kind]) => kind);
    const told = foreign.filter((kind) => shown(answers.get(kind)) !== shown(answers.get('absent')));
    return [...differences, ...told.map((kind) => `${nameOf(caller)} can tell ${kind} from what is not there`)];
  }

  it('every route has a row, and every row a route', () => {
    expect(Object.keys(ROWS).sort()).to.deep.equal([...routes.keys()].sort());
  });

  for (const operationId of Object.keys(ROWS)) {
    it(operationId, async () => {
      const differences: string[] = [];
      for (const caller of CALLERS) differences.push(...(await ask(operationId, caller)));
      expect(differences).to.deep.equal([]);
    });

    it(`${operationId} without a token`, async () => {
      const [question] = Object.values(ROWS[operationId]?.(things) ?? {});
      const { path = '', post, outcome = () => '200' } = question ?? {};
      const expected = routes.get(operationId) === undefined ? outcome(ANYONE) : '401 TOKEN_MISSING';
      expect(outcomeOf(await district.ask(path, post === undefined ? {} : { post }))).to.equal(expected);
    });
  }
});

/** What stops a caller before the route is asked anything. */
function barred(caller: Caller, roles: readonly Role[] | undefined): Outcome | undefined {
  if (!isHosted(caller)) return '403 DEPARTMENT_NOT_HOSTED';
  return roles === undefined || roles.includes(caller.role) ? undefined : '403 ROLE_NOT_ENTITLED';
}

function outcomeOf({ status, body }: Answer): Outcome {
  return status < 300 ? String(status) : `${status} ${(body as { code: string }).code}`;
}

/** An answer without what names this request or what was asked for. */
function shown(answer: Answer | undefined): string {
  const varying = /"(requestId|transactionId|pseudonym)":"[^"]*"/gu;
  const { status, text = '', headers } = answer ?? {};
  const names = [...(headers?.keys() ?? [])].sort();
  return JSON.stringify([status, names, text.replaceAll(varying, '')]);
}
