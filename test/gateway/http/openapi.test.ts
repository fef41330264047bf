// SPDX-License-Identifier: Apache-2.0
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import { REFUSALS } from '../../../chaincode/domain/refusals.js';
import { openapiText } from '../../../gateway/http/openapi.js';
import { PROBLEM_CATALOGUE, PROBLEM_CODES } from '../../../gateway/http/problems/problem-catalogue.js';
import { problemsDocument } from '../../../gateway/http/problems/problems-document.js';
import { SHARED_SCHEMAS } from '../../../gateway/http/shared-schemas.js';
import { GATEWAY_CODES } from '../../../gateway/usecases/gateway-problem.js';
import { openEdge } from './support.js';

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly security?: readonly object[];
  readonly requestBody?: object;
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Record<string, { examples?: object }> }>
  >;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** Run the tests with UPDATE_DOCS=1 to write the generated documents. */
async function compare(name: string, text: string): Promise<void> {
  const path = fileURLToPath(new URL(`../../../../docs/${name}`, import.meta.url)); // compiled files lie under dist
  if (process.env['UPDATE_DOCS'] === '1') await writeFile(path, text);
  expect(
    await readFile(path, 'utf8'),
    `docs/${name} is not what the code says: run the tests with UPDATE_DOCS=1`,
  ).to.equal(text);
}

/** Names of the schemas that a part of the document points to. */
function schemaNames(part: object | undefined): string[] {
  return [...JSON.stringify(part ?? {}).matchAll(/"#\/components\/schemas\/(\w+)"/gu)].map(([, name = '']) => name);
}

describe('generated documents', function () {
  this.timeout(20_000);
  let text: string;
  let document: Document;
  before(async () => {
    const edge = await openEdge();
    text = openapiText(edge.app);
    document = JSON.parse(text) as Document;
    await edge.close();
  });
  const operations = (): [string, Operation][] =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
    );

  it('docs/openapi.json is what the routes say', () => compare('openapi.json', text));
  it('docs/problems.md is what the catalogue says', () => compare('problems.md', problemsDocument()));

  it('every code of agreement, gateway and HTTP edge has a row in both languages, and every row a code', () => {
    expect(PROBLEM_CODES).to.include.members([...Object.keys(REFUSALS), ...Object.keys(GATEWAY_CODES)]);
    for (const code of PROBLEM_CODES) {
      const { status, title, next } = PROBLEM_CATALOGUE[code];
      expect(status, code).to.be.within(202, 599);
      for (const one of [title, next]) {
        expect(one.en, code).to.match(/^[\x20-\x7e–’]+$/u);
        expect(one.zh, code).to.match(/[\u4e00-\u9fff]/u);
      }
    }
  });

  it('every code has its line in docs/problems.md, and every line its code', () => {
    const lines = [...problemsDocument().matchAll(/^\| `([A-Z_]+)` \|/gmu)].map(([, code]) => code);
    expect(lines).to.deep.equal([...PROBLEM_CODES].sort());
  });

  it('is OpenAPI 3.1 and has every route of the interface', () => {
    expect(document.openapi).to.equal('3.1.0');
    expect(
      operations()
        .map(([name]) => name)
        .filter((name) => name.includes('/v1/')),
    ).to.have.members([
      'get /v1/departments',
      'get /v1/purposes',
      'get /v1/duties',
      'get /v1/record-types',
      'get /v1/record-types/{code}',
      'get /v1/items',
      'get /v1/items/{code}',
      'get /v1/themes',
      'get /v1/themes/{code}',
      'post /v1/themes/{code}/plan',
      'get /v1/halls',
      'get /v1/calendars',
      'post /v1/records',
      'get /v1/records/{id}',
      'get /v1/records/{id}/history',
      'post /v1/records/{id}/status',
      'post /v1/verifications',
      'get /v1/verifications',
      'get /v1/verifications/{id}',
      'post /v1/diary-queries',
      'get /v1/diaries/{pseudonym}',
      'post /v1/provenance-queries',
      'get /v1/imports',
      'post /v1/imports/{importId}/revert',
      'get /v1/transactions/{id}',
      'get /v1/submissions/{id}',
      'post /v1/verifications/{id}/conclusions',
      'post /v1/applications',
      'get /v1/applications',
      'get /v1/applications/{id}',
      'post /v1/applications/{id}/moves',
      'post /v1/applications/{id}/deposits',
      'get /v1/applications/{id}/form',
      'get /v1/applications/{id}/events',
      'get /v1/applications/events',
      'post /v1/uploads',
      'get /v1/uploads/{uploadId}',
      'get /v1/certificates/{certId}',
    ]);
  });

  it('names its schemas, and nothing points nowhere', () => {
    const names = Object.keys(document.components.schemas);
    expect(names).to.include.members(['Problem', 'VerificationRequest', 'VerificationAnswer', 'ServiceItem']);
    expect(names.filter((name) => /^def-/u.test(name))).to.deep.equal([]);
    for (const [, target = ''] of text.matchAll(/"\$ref": "([^"]*)"/gu)) {
      const [, , kind = '', name = ''] = target.split('/');
      expect(document.components, target).to.have.nested.property(`${kind}.${name}`);
    }
  });

  it('every operation has an id of its own, a tag, and documents its problems with examples', () => {
    const ids = operations().map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).to.equal(ids.length);
    for (const [name, { tags, responses, security, requestBody }] of operations()) {
      expect(tags, name).to.have.length(1);
      expect(responses, name).to.include.keys('400', '401', '403', '500', '503');
      expect(JSON.stringify(responses['403']).includes('ROLE_NOT_ENTITLED'), name).to.equal(security !== undefined);
      if (requestBody !== undefined) expect(responses, name).to.include.keys('413', '415');
      for (const [status, { content = {} }] of Object.entries(responses).filter(([code]) => code >= '400')) {
        if (name === 'get /readyz' && status === '503') continue; // its own answer
        expect(content['application/problem+json']?.examples, `${name} ${status}`).to.be.an('object');
      }
    }
  });

  it('every POST that writes to the ledger takes an Idempotency-Key and says what becomes of it', () => {
    const beside = ['post /v1/themes/{code}/plan', 'post /v1/uploads'];
    const posts = operations().filter(([name]) => name.startsWith('post ') && !beside.includes(name));
    expect(posts).not.to.deep.equal([]);
    for (const [name, { parameters = [], responses }] of posts) {
      expect(
        parameters.filter((one) => one.in === 'header').map((one) => one.name),
        name,
      ).to.deep.equal(['idempotency-key']);
      for (const [status, code] of [
        ['202', 'OUTCOME_UNKNOWN'],
        ['400', 'IDEMPOTENCY_KEY_MALFORMED'],
        ['409', 'IDEMPOTENCY_KEY_IN_FLIGHT'],
        ['422', 'IDEMPOTENCY_KEY_REUSED'],
      ] as const) {
        expect(JSON.stringify(responses[status]), `${name} ${status}`).to.contain(code);
      }
    }
  });

  it('requests and answers have examples that fit their schemas', () => {
    const ajv = new Ajv({ strict: false, schemas: [...SHARED_SCHEMAS] });
    for (const schema of SHARED_SCHEMAS as readonly { $id: string; examples?: readonly unknown[] }[]) {
      expect(ajv.validateSchema(schema), schema.$id).to.equal(true);
      for (const example of schema.examples ?? []) {
        expect(ajv.validate(`${schema.$id}#`, example), `${schema.$id}: ${ajv.errorsText()}`).to.equal(true);
      }
    }
    const bodies = operations().flatMap(([, { requestBody }]) => schemaNames(requestBody));
    expect(bodies).to.include.members(['VerificationRequest', 'ConclusionRequest', 'ImportRevert', 'ProvenanceQuery']);
    for (const name of [...bodies, 'VerificationAnswer', 'RecordSubmissionAnswer', 'ImportRevertAnswer']) {
      expect(document.components.schemas[name], name).to.have.property('examples');
    }
  });
});
