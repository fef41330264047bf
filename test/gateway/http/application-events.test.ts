// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import type { Role } from '../../../chaincode/domain/roles.js';
import type { StreamSettings } from '../../../gateway/http/event-streams.js';
import type { LedgerBlock } from '../../../gateway/ledger/ledger.js';
import { applicationReads } from '../../../gateway/usecases/applications/application-reads.js';
import type { ApplicationView } from '../../../gateway/usecases/applications/application-view.js';
import type { Services } from '../../../gateway/usecases/services.js';
import type { UseCases } from '../../../gateway/usecases/use-cases.js';
import { Waiters } from '../../../gateway/readmodel/waiters.js';
import {
  ACCEPT,
  filed,
  filedItem,
  filingIn,
  moved,
  REPORT,
  ALLOWANCE,
  START_REVIEW,
  stood,
} from '../readmodel/application-documents.js';
import { blocks, type Written } from '../readmodel/chain.js';
import { applyAll } from '../readmodel/fresh-read-model.js';
import { openEdge, type Edge, type SeenProblem } from './support.js';

const filing = filingIn('filing', { items: [filedItem(REPORT), filedItem(ALLOWANCE)] });
const other = filingIn('other', { items: [filedItem('social-insurance.pension')] });
const { applicationId } = filing;
const accepted = moved(filing, REPORT, undefined, ACCEPT());
const CHAIN = blocks(
  [filed(filing)],
  [filed(other)],
  [{ parts: [stood(accepted)] } satisfies Written],
  [{ parts: [stood(moved(filing, REPORT, accepted, START_REVIEW))] }],
);
const QUICK: StreamSettings = { perCaller: 2, life: 60_000, heartbeat: 40 };

interface Reader {
  readonly as?: string;
  readonly role?: Role;
  /** `Last-Event-ID`. */
  readonly last?: string;
}

/** Production's app over blocks that a test puts into the read model one by one. */
class Streams {
  readonly edge: Edge;
  readonly #waiters: Waiters;
  #applied = 0;

  private constructor(edge: Edge, waiters: Waiters) {
    this.edge = edge;
    this.#waiters = waiters;
  }

  static async open(settings: StreamSettings = QUICK): Promise<Streams> {
    const useCases: Partial<UseCases> = {};
    const edge = await openEdge(useCases, { streams: settings });
    const waiters = new Waiters();
    const streams = new Streams(edge, waiters);
    const waitForBlock = (block: bigint) =>
      Number(block) < streams.#applied ? Promise.resolve(true) : waiters.wait(block, 100);
    const services = { readModel: { database: edge.readModel, waitForBlock } } as unknown as Services;
    Object.assign(useCases, applicationReads(services));
    await edge.app.listen({ port: 0, host: '127.0.0.1' });
    await streams.apply(2);
    return streams;
  }

  async apply(count = 1): Promise<void> {
    const next: LedgerBlock[] = CHAIN.slice(this.#applied, this.#applied + count);
    await applyAll(this.edge.readModel, next);
    this.#applied += next.length;
    this.#waiters.reached(BigInt(this.#applied - 1));
  }

  async get(path: string, { as = 'human-resources', role = 'officer', last = '' }: Reader = {}): Promise<Response> {
    const headers = { authorization: `Bearer ${await this.edge.token(role, as)}` };
    return fetch(new URL(path, this.edge.app.listeningOrigin), {
      headers: last === '' ? headers : { ...headers, 'last-event-id': last },
    });
  }

  async close(): Promise<void> {
    this.#waiters.end();
    await this.edge.close();
  }
}

/** Reads a stream until its text holds so many of these. */
async function until(response: Response, mark: RegExp, count = 1): Promise<string> {
  let text = '';
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += new TextDecoder().decode(part);
    if ((text.match(new RegExp(mark, 'gmu')) ?? []).length >= count) break;
  }
  return text;
}

const all = '/v1/applications/events';
const one = `/v1/applications/${applicationId}/events`;
const dataIn = (text: string) =>
  [...text.matchAll(/^data: (.*)$/gmu)].map(([, json = '']) => JSON.parse(json) as Record<string, string>);

describe('events of applications', function () {
  this.timeout(20_000);
  let streams: Streams;
  beforeEach(async () => {
    streams = await Streams.open();
  });
  afterEach(() => streams.close());

  it('come as moves are made, ids and states alone, with the number of their block', async () => {
    const response = await streams.get(one);
    expect(response.headers.get('content-type')).to.match(/^text\/event-stream/u);
    expect(response.headers.get('cache-control')).to.equal('no-store');
    await sleep(60);
    await streams.apply();
    const text = await until(response, /^data:/mu);
    expect(text).to.match(/^retry: 2000\n\n/u);
    expect(text).to.contain('id: 2\nevent: move\ndata: ');
    expect(dataIn(text)).to.deep.equal([
      {
        applicationId,
        itemCode: REPORT,
        department: 'human-resources',
        move: 'ACCEPT',
        madeBy: 'human-resources',
        state: 'ACCEPTED',
        applicationState: 'ACCEPTED',
        at: filing.at,
      },
    ]);
  });

  it('say while nothing happens that they live', async () => {
    expect(await until(await streams.get(all), /^: alive$/mu, 3)).not.to.contain('data');
  });

  it('go on after the id that came last, and a block of several is told whole', async () => {
    await streams.apply(2);
    const resumed = await until(await streams.get(all, { last: '2' }), /^data:/mu);
    expect(dataIn(resumed).map(({ move }) => move)).to.deep.equal(['START_REVIEW']);
    const first = await until(await streams.get(one, { last: '0', as: 'data-bureau' }), /^data:/mu, 2);
    expect(dataIn(first).map(({ move }) => move)).to.deep.equal(['ACCEPT', 'START_REVIEW']);
    const whole = await (await streams.get(`${all}?follow=false`, { as: 'data-bureau', last: '0' })).text();
    expect(dataIn(whole).map(({ move, itemCode }) => `${move} ${itemCode}`)).to.deep.equal([
      'SUBMIT social-insurance.pension',
      `ACCEPT ${REPORT}`,
      `START_REVIEW ${REPORT}`,
    ]);
    expect([...whole.matchAll(/^id: (.*)$/gmu)].map(([, id]) => id)).to.deep.equal(['1', '2', '3']);
  });

  it('of several in one block only the last carries its number, so that a cut block comes again', async () => {
    await streams.edge.readModel.updateTable('taskMoves').set({ block: 1 }).execute();
    const told = await (await streams.get(`${one}?follow=false`, { last: '0' })).text();
    expect(told.match(/^(id|data):/gmu)).to.deep.equal(['data:', 'id:', 'data:']);
  });

  it('a department is told of what it filed and of its items, and of nothing else', async () => {
    await streams.apply(2);
    const movesOf = async (as: string): Promise<(string | undefined)[]> => {
      await streams.edge.readModel.updateTable('taskMoves').set({ block: 1 }).where('block', '=', 0).execute();
      const text = await (await streams.get(`${all}?follow=false`, { as, last: '0' })).text();
      return [...new Set(dataIn(text).map(({ itemCode }) => itemCode))];
    };
    expect(await movesOf('human-resources')).to.deep.equal([REPORT]);
    expect(await movesOf('civil-affairs')).to.deep.equal([ALLOWANCE]);
    expect(await movesOf('data-bureau')).to.have.members([REPORT, ALLOWANCE, 'social-insurance.pension']);
  });

  it('of an application of others, or of another department, are as if they were not there', async () => {
    const foreign = await streams.get(`/v1/applications/${other.applicationId}/events`);
    const absent = await streams.get(`/v1/applications/${'a'.repeat(26)}/events`);
    const department = await streams.get(`${all}?department=civil-affairs`);
    for (const response of [foreign, absent, department]) {
      expect([response.status, ((await response.json()) as SeenProblem).code]).to.deep.equal([404, 'NOT_FOUND']);
    }
    const bad = await streams.get(all, { last: 'x' });
    expect(bad.status).to.equal(400);
    await bad.text();
  });

  it('are open for one officer as often as the limit says; one that is closed makes room', async () => {
    const open = [await streams.get(all), await streams.get(one)];
    const refused = await streams.get(all);
    expect([refused.status, ((await refused.json()) as SeenProblem).code]).to.deep.equal([429, 'RATE_LIMITED']);
    expect(refused.headers.get('retry-after')).to.equal('60');
    expect((await streams.get(`${all}?follow=false`, { as: 'civil-affairs' })).status).to.equal(200);
    for (const response of open) await response.body?.cancel();
    await sleep(100);
    const again = await streams.get(`${all}?follow=false`);
    expect(again.status).to.equal(200);
    await again.text();
  });

  it('end in order when the gateway closes', async () => {
    const response = await streams.get(all);
    const ended = response.text();
    await sleep(50);
    await streams.edge.app.close();
    expect(await ended).to.match(/^retry: 2000\n\n/u);
  });

  it('end after their time, so that the token is looked at again', async () => {
    const brief = await Streams.open({ ...QUICK, life: 120 });
    try {
      expect(await (await brief.get(all)).text()).to.match(/^retry: 2000\n\n(: alive\n\n)+$/u);
    } finally {
      await brief.close();
    }
  });
});

describe('an application over HTTP', () => {
  let streams: Streams;
  before(async () => {
    streams = await Streams.open();
  });
  after(() => streams.close());

  const read = (path = `/v1/applications/${applicationId}`) => streams.get(path);

  it('has a tag that is another one after a move, and none of its readers is shown it from a shared cache', async () => {
    const first = await read();
    const etag = first.headers.get('etag') ?? '';
    await first.text();
    expect(etag).to.match(/^"[\w-]{43}"$/u);
    expect(first.headers.get('cache-control')).to.equal('private, no-cache');
    expect(first.headers.get('vary')).to.match(/Authorization/iu);
    const token = `Bearer ${await streams.edge.token('officer')}`;
    const asked = () =>
      streams.edge.app.inject({
        url: `/v1/applications/${applicationId}`,
        headers: { authorization: token, 'if-none-match': etag },
      });
    expect((await asked()).statusCode).to.equal(304);
    await streams.apply();
    const changed = await asked();
    expect(changed.statusCode).to.equal(200);
    expect(changed.headers.etag).not.to.equal(etag);
  });

  it('shows each item to all its departments, the case and the officers to their own', async () => {
    const view = async (as: string, role: Role = 'officer') =>
      (await (await streams.get(`/v1/applications/${applicationId}`, { as, role })).json()) as ApplicationView;
    const ofItem = await view('human-resources');
    expect(ofItem).not.to.have.property('caseRef');
    expect(ofItem.items.map(({ state }) => state)).to.deep.equal(['ACCEPTED', 'SUBMITTED']);
    expect(ofItem.items.map(({ legalMoves }) => legalMoves)).to.deep.equal([['START_REVIEW'], []]);
    expect(ofItem.items[0]?.clock).to.deep.equal({
      state: 'RUNNING',
      promisedDay: '2026-11-24',
      statutoryDay: '2026-12-20',
    });
    expect(ofItem.items[0]?.moves.map(({ officer }) => officer)).to.deep.equal([undefined, 'officer-8']);
    const ofIntake = await view('human-resources', 'intake');
    expect(ofIntake.items[0]?.legalMoves).to.deep.equal([]);
    const ofFiler = await view('data-bureau');
    expect(ofFiler.caseRef).to.equal(filing.caseRef);
    expect(ofFiler.items.map(({ legalMoves }) => legalMoves)).to.deep.equal([['WITHDRAW'], ['WITHDRAW']]);
    expect(ofFiler.items[0]?.moves.map(({ officer }) => officer)).to.deep.equal(['officer-7', undefined]);
  });
});
