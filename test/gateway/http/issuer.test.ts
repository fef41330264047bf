// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { SignJWT } from 'jose';
import { configuredIssuer } from '../../../gateway/http/identity/configured-issuer.js';
import { openEdge, type Edge, type SeenProblem } from './support.js';
import { TestIssuer, type TokenChange } from './test-issuer.js';

/** Production's, some hundred times as fast. */
const TIMES = { fresh: 400, cooldown: 100, timeout: 800, outage: 3_000 };
const LONGEST = 12 * 3600;
const seconds = (): number => Math.floor(Date.now() / 1000);

describe("tokens of the departments' own issuer", function () {
  this.timeout(30_000);
  let issuer: TestIssuer;
  let edge: Edge;

  beforeEach(async () => {
    issuer = await TestIssuer.open();
    await issuer.add('first');
    edge = await openGateway();
  });
  afterEach(async () => {
    await edge.close();
    issuer.close();
  });

  const openGateway = (): Promise<Edge> => {
    const lists = { listVerifications: () => Promise.resolve({ verifications: [], next: null }) };
    const config = { name: issuer.name, longestSeconds: LONGEST };
    return openEdge(lists, {}, undefined, configuredIssuer(config, { warn: () => undefined }, TIMES));
  };
  const answerTo = async (token: string) => {
    const answer = await edge.app.inject({ url: '/v1/verifications', headers: { authorization: `Bearer ${token}` } });
    const code = answer.statusCode === 200 ? '' : ` ${answer.json<SeenProblem>().code}`;
    return { outcome: `${answer.statusCode}${code}`, headers: answer.headers };
  };
  const outcomeOf = async (token: string) => (await answerTo(token)).outcome;

  for (const algorithm of ['ES256', 'EdDSA', 'RS256'] as const) {
    it(`may be signed with ${algorithm}`, async () => {
      await issuer.add('other', algorithm);
      expect(await outcomeOf(await issuer.token('other'))).to.equal('200');
    });
  }

  // Made when their turn comes: a whole run may take longer than they count.
  for (const { name, change, outcome } of [
    {
      name: 'of another issuer',
      change: () => ({ claims: { iss: 'https://issuer.example' } }),
      outcome: '401 TOKEN_FOREIGN',
    },
    { name: 'for another audience', change: () => ({ claims: { aud: 'elsewhere' } }), outcome: '401 TOKEN_FOREIGN' },
    {
      name: 'for several, us among them',
      change: () => ({ claims: { aud: ['elsewhere', 'onedoor'] } }),
      outcome: '200',
    },
    {
      name: 'ended longer ago than clocks differ',
      change: () => ({ claims: { exp: seconds() - 31 } }),
      outcome: '401 TOKEN_EXPIRED',
    },

    { name: 'not to be used yet', change: () => ({ claims: { nbf: seconds() + 600 } }), outcome: '401 TOKEN_FOREIGN' },
    {
      name: 'issued in the future',
      change: () => ({ claims: { iat: seconds() + 600, exp: seconds() + 900 } }),
      outcome: '401 TOKEN_FOREIGN',
    },
    {
      name: 'longer than a token may live',
      change: () => ({ claims: { exp: seconds() + LONGEST + 600 } }),
      outcome: '401 TOKEN_FOREIGN',
    },
    {
      name: 'without the time of its issue',
      change: () => ({ claims: { iat: undefined } }),
      outcome: '401 TOKEN_FOREIGN',
    },
    { name: 'without an end', change: () => ({ claims: { exp: undefined } }), outcome: '401 TOKEN_FOREIGN' },
    { name: 'of an unknown role', change: () => ({ claims: { role: 'admin' } }), outcome: '403 ROLE_UNKNOWN' },
    {
      name: 'of a department that is not hosted',
      change: () => ({ claims: { department: 'tax' } }),
      outcome: '403 DEPARTMENT_NOT_HOSTED',
    },
    {
      name: 'of an officer that could be a person',
      change: () => ({ claims: { sub: '440106199001011232' } }),
      outcome: '401 TOKEN_FOREIGN',
    },
    { name: 'with the name of a key that is not there', change: () => ({ kid: 'none' }), outcome: '401 TOKEN_FOREIGN' },
  ] as { name: string; change: () => TokenChange; outcome: string }[]) {
    it(`${name}: ${outcome}`, async () => {
      expect(await outcomeOf(await issuer.token('first', change()))).to.equal(outcome);
    });
  }

  it('may be a little over, as clocks differ', async () => {
    expect(await outcomeOf(await issuer.token('first', { claims: { exp: seconds() - 5 } }))).to.equal('200');
  });

  it('signed with a shared secret, or with nothing, are refused', async () => {
    const claims = {
      iss: issuer.name,
      aud: 'onedoor',
      sub: 'officer-17',
      department: 'human-resources',
      role: 'intake',
    };
    const jwt = new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: 'first' })
      .setIssuedAt()
      .setExpirationTime('1h');
    const [, payload] = (await jwt.sign(Buffer.alloc(32))).split('.');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload ?? ''}.`;
    for (const token of [await jwt.sign(Buffer.alloc(32)), none]) {
      expect(await outcomeOf(token)).to.equal('401 TOKEN_FOREIGN');
    }
  });

  it('of the demo are refused, and nobody fetches keys for them', async () => {
    expect(await outcomeOf(await edge.token('intake'))).to.equal('401 DEMO_TOKENS_OFF');
    expect(issuer.fetched).to.equal(0);
  });

  it('a key that the issuer has added is fetched, but not more often than the cooldown allows', async () => {
    expect(await outcomeOf(await issuer.token('first'))).to.equal('200');
    await issuer.add('second');
    const token = await issuer.token('second');
    await sleep(TIMES.cooldown);
    expect(await outcomeOf(token)).to.equal('200');
    const before = issuer.fetched;
    const began = performance.now();
    for (let n = 0; n < 100; n += 1) await outcomeOf(await issuer.token('first', { kid: `made-up-${n}` }));
    const cooldowns = Math.floor((performance.now() - began) / TIMES.cooldown);
    expect(issuer.fetched - before).to.be.at.most(cooldowns + 1);
    expect(cooldowns, 'the machine is too slow to show it').to.be.lessThan(90);
  });

  it('a key that the issuer has withdrawn counts no longer than keys are fresh, for tokens seen before too', async () => {
    await issuer.add('second');
    const token = await issuer.token('first');
    expect(await outcomeOf(token)).to.equal('200');
    issuer.withdraw('first');
    await sleep(TIMES.fresh);
    expect(await outcomeOf(token)).to.equal('401 TOKEN_FOREIGN');
    expect(await outcomeOf(await issuer.token('second'))).to.equal('200');
  });

  it('a withdrawal shows at once when a new key is fetched', async () => {
    const token = await issuer.token('first');
    expect(await outcomeOf(token)).to.equal('200');
    issuer.withdraw('first');
    await issuer.add('second');
    await sleep(TIMES.cooldown);
    expect(await outcomeOf(await issuer.token('second'))).to.equal('200');
    expect(await outcomeOf(token)).to.equal('401 TOKEN_FOREIGN');
  });

  for (const mood of ['failing', 'silent'] as const) {
    it(`an issuer that was never reached (${mood}) is 503 with Retry-After, and is tried again`, async () => {
      issuer.mood = mood;
      const token = await issuer.token('first');
      const { outcome, headers } = await answerTo(token);
      expect(outcome).to.equal('503 ISSUER_UNAVAILABLE');
      expect(headers['retry-after']).to.equal('5');
      issuer.mood = 'well';
      await sleep(TIMES.cooldown);
      expect(await outcomeOf(token)).to.equal('200');
    });

    it(`while an issuer that was reached is ${mood}, its known keys count, and unknown ones are 503`, async () => {
      const known = await issuer.token('first');
      expect(await outcomeOf(known)).to.equal('200');
      await issuer.add('second');
      issuer.mood = mood;
      await sleep(TIMES.fresh);
      for (const token of [known, await issuer.token('first', { claims: { sub: 'officer-18' } })]) {
        expect(await outcomeOf(token)).to.equal('200');
      }
      expect(await outcomeOf(await issuer.token('second'))).to.equal('503 ISSUER_UNAVAILABLE');
      await sleep(TIMES.outage);
      expect(await outcomeOf(known)).to.equal('503 ISSUER_UNAVAILABLE');
    });
  }
});
