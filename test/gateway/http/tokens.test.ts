// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import { SignJWT } from 'jose';
import type { Role } from '../../../chaincode/domain/roles.js';
import { issueDemoToken } from '../../../gateway/http/identity/demo-tokens.js';
import { verifyToken } from '../../../gateway/http/identity/verify-token.js';
import { issuerOf, openEdge, type Edge, type SeenProblem } from './support.js';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { privateKey: foreignKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const issuedAt = new Date('2030-01-01T00:00:00.000Z');
const END = issuedAt.getTime() + 8 * 3600 * 1000;

interface Change {
  readonly key?: typeof privateKey;
  readonly iss?: string;
  readonly aud?: string;
  readonly sub?: string;
  readonly department?: unknown;
  readonly role?: unknown;
  readonly iat?: number;
  readonly noExpiry?: boolean;
}

function token(change: Change = {}): Promise<string> {
  const { department = 'human-resources', role = 'intake' } = change;
  const jwt = new SignJWT({ department, role })
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(change.iss ?? 'onedoor-demo')
    .setAudience(change.aud ?? 'onedoor')
    .setSubject(change.sub ?? 'officer-17')
    .setIssuedAt((change.iat ?? issuedAt.getTime()) / 1000);
  if (change.noExpiry !== true) jwt.setExpirationTime(END / 1000);
  return jwt.sign(change.key ?? privateKey);
}

async function refusalOf(text: string, at = issuedAt.getTime()) {
  try {
    await verifyToken(text, {
      issuer: issuerOf(privateKey),
      departments: ['human-resources'],
      now: () => new Date(at),
    });
    return 'ACCEPTED';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('tokens', () => {
  it('speak for an officer of a department in one role', async () => {
    const text = await issueDemoToken(privateKey, {
      department: 'human-resources',
      role: 'intake',
      officer: 'officer-17',
      issuedAt,
    });
    const policy = { issuer: issuerOf(privateKey), departments: ['human-resources'], now: () => issuedAt };
    expect(await verifyToken(text, policy)).to.deep.equal({
      session: { department: 'human-resources', role: 'intake', officer: 'officer-17' },
      until: END,
    });
  });

  for (const { name, change, at, code } of [
    { name: 'in their last second', change: {}, at: END - 1, code: 'ACCEPTED' },
    { name: 'when their eight hours are over', change: {}, at: END, code: 'TOKEN_EXPIRED' },
    { name: 'signed with another key', change: { key: foreignKey }, code: 'TOKEN_FOREIGN' },
    { name: 'signed with another key and expired', change: { key: foreignKey }, at: END + 1, code: 'TOKEN_FOREIGN' },
    { name: 'of another issuer', change: { iss: 'someone' }, code: 'TOKEN_FOREIGN' },
    { name: 'for another audience', change: { aud: 'elsewhere' }, code: 'TOKEN_FOREIGN' },
    { name: 'that live longer than a working day', change: { iat: issuedAt.getTime() - 1000 }, code: 'TOKEN_FOREIGN' },
    { name: 'issued in the future', change: { iat: issuedAt.getTime() + 1000 }, code: 'TOKEN_FOREIGN' },
    { name: 'without an end', change: { noExpiry: true }, code: 'TOKEN_FOREIGN' },
    {
      name: 'of an officer whose handle could be a number of a person',
      change: { sub: '440106199001011232' },
      code: 'TOKEN_FOREIGN',
    },
    {
      name: 'of a department that this gateway does not host',
      change: { department: 'tax' },
      code: 'DEPARTMENT_NOT_HOSTED',
    },
    { name: 'of no department', change: { department: 7 }, code: 'DEPARTMENT_NOT_HOSTED' },
    { name: 'with an unknown role', change: { role: 'admin' }, code: 'ROLE_UNKNOWN' },
  ] as { name: string; change: Change; at?: number; code: string }[]) {
    it(`${name}: ${code}`, async () => {
      expect(await refusalOf(await token(change), at)).to.equal(code);
    });
  }

  for (const [name, text] of [
    ['nonsense', 'nonsense'],
    [
      'no algorithm',
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"iss":"onedoor-demo"}').toString('base64url')}.`,
    ],
  ] as const) {
    it(`${name}: TOKEN_FOREIGN`, async () => {
      expect(await refusalOf(text)).to.equal('TOKEN_FOREIGN');
    });
  }
});

type Paths = Readonly<
  Record<string, { get?: { security?: unknown; responses: Record<string, { description: string }> } }>
>;

describe('routes and their roles', () => {
  let edge: Edge;
  before(async () => {
    edge = await openEdge({ listVerifications: () => Promise.resolve({ verifications: [], next: null }) });
  });
  after(() => edge.close());

  const get = (authorization?: string) =>
    edge.app.inject({
      url: '/v1/verifications',
      headers: authorization === undefined ? {} : { authorization },
    });

  for (const [name, authorization] of [
    ['no token', undefined],
    ['an empty token', 'Bearer '],
    ['another scheme', 'Basic dXNlcjpwYXNz'],
  ] as const) {
    it(`${name} is TOKEN_MISSING, with a challenge`, async () => {
      const answer = await get(authorization);
      expect(answer.statusCode).to.equal(401);
      expect(answer.json<SeenProblem>().code).to.equal('TOKEN_MISSING');
      expect(answer.headers['www-authenticate']).to.equal('Bearer realm="onedoor"');
    });
  }

  it('a token that does not count is refused on open routes too, and their description says so', async () => {
    const { paths } = (await edge.app.inject({ url: '/openapi.json' })).json<{ paths: Paths }>();
    const open = Object.entries(paths).filter(([, { get }]) => get !== undefined && get.security === undefined);
    expect(open.map(([path]) => path)).to.include.members(['/readyz', '/v1/items', '/problems/{code}']);
    for (const [path, { get }] of open) {
      const answer = await edge.app.inject({
        url: path.replace('{code}', 'x'),
        headers: { authorization: 'Bearer x' },
      });
      expect(answer.statusCode, path).to.equal(401);
      expect(get?.responses['401']?.description, path).to.contain(answer.json<SeenProblem>().code);
    }
  });

  it('a foreign token is challenged as invalid', async () => {
    const answer = await get('Bearer nonsense');
    expect(answer.json<SeenProblem>().code).to.equal('TOKEN_FOREIGN');
    expect(answer.headers['www-authenticate']).to.contain('invalid_token');
  });

  for (const [role, status] of [
    ['intake', 200],
    ['officer', 200],
    ['auditor', 200],
    ['attester', 403],
    ['operator', 403],
    ['publisher', 403],
  ] as [Role, number][]) {
    it(`${role} gets ${status} from /v1/verifications`, async () => {
      const answer = await get(`Bearer ${await edge.token(role)}`);
      expect(answer.statusCode).to.equal(status);
      if (status === 403) expect(answer.json<SeenProblem>().code).to.equal('ROLE_NOT_ENTITLED');
    });
  }

  it('a token is read before the body: a wrong role is told nothing about its body', async () => {
    const answer = await edge.app.inject({
      method: 'POST',
      url: '/v1/verifications',
      headers: { authorization: `Bearer ${await edge.token('attester')}`, 'content-type': 'application/json' },
      payload: '{"a":1,"a":2}',
    });
    expect(answer.statusCode).to.equal(403);
  });
});
