// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { DEFAULT_TIMEOUTS } from '../../../gateway/http/http-settings.js';
import { openRaw, statusesIn, type RawSocket } from './raw-socket.js';
import { openEdge, type Edge } from './support.js';

/** Production's, sixty times as fast. */
const TIMEOUTS = { ...DEFAULT_TIMEOUTS, connection: 2_000, headers: 300, request: 600, response: 800, keepAlive: 300 };
/** The limits are looked at four times in the shortest of them; the rest is the machine's. */
const SLACK = 1_500;

describe('slow clients', function () {
  this.timeout(30_000);
  let edge: Edge;
  let port: number;
  before(async () => {
    edge = await openEdge({}, { timeouts: TIMEOUTS, limits: { connections: 5 } });
    await edge.app.listen({ host: '127.0.0.1', port: 0 });
    ({ port } = edge.app.server.address() as { port: number });
  });
  after(() => edge.close());

  /** One byte every 50 ms, for as long as the other side takes it. */
  async function drip(raw: RawSocket, text: string): Promise<void> {
    for (const byte of text) {
      if (raw.socket.destroyed) return;
      raw.socket.write(byte);
      await sleep(50);
    }
  }

  it('headers that trickle are cut off with 408', async () => {
    const raw = await openRaw(port);
    void drip(raw, `GET /livez HTTP/1.1\r\nHost: x\r\nX-Note: ${'a'.repeat(200)}`);
    expect(await raw.closed()).to.be.within(TIMEOUTS.headers, TIMEOUTS.headers + SLACK);
    expect(statusesIn(raw.text())).to.deep.equal([408]);
    expect(raw.text()).to.contain('REQUEST_TOO_SLOW');
  });

  it('a body that trickles is cut off with 408, and no use case has seen it', async () => {
    const raw = await openRaw(port);
    const head = `POST /v1/records HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n`;
    raw.socket.write(`${head}Authorization: Bearer ${await edge.token('attester')}\r\nContent-Length: 900\r\n\r\n`);
    void drip(raw, '{'.padEnd(900, ' '));
    expect(await raw.closed()).to.be.within(TIMEOUTS.request, TIMEOUTS.request + SLACK);
    expect(statusesIn(raw.text())).to.deep.equal([408]);
  });

  it('a connection that says nothing is closed', async () => {
    const raw = await openRaw(port);
    expect(await raw.closed()).to.be.lessThan(TIMEOUTS.connection + SLACK);
  });

  it('a connection is closed when nothing follows an answer', async () => {
    const raw = await openRaw(port);
    raw.socket.write('GET /livez HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(await raw.closed()).to.be.lessThan(TIMEOUTS.keepAlive + 2 * SLACK);
    expect(statusesIn(raw.text())).to.deep.equal([200]);
  });

  it('answers that nobody reads are thrown away with their connection', async () => {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.pause();
    const began = performance.now();
    socket.on('error', () => undefined);
    socket.write('GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(60)); // far more than a kernel keeps
    await untilNoConnection(edge);
    expect(performance.now() - began).to.be.within(TIMEOUTS.response, TIMEOUTS.response + TIMEOUTS.connection + SLACK);
    socket.destroy();
  });

  it('more connections than allowed are closed at once; the ones that are open go on', async () => {
    const open = await Promise.all(Array.from({ length: 5 }, () => openRaw(port)));
    const extra = await openRaw(port);
    expect(await extra.closed()).to.be.lessThan(SLACK);
    expect(extra.text()).to.equal('');
    open[0]?.socket.write('GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    await open[0]?.closed();
    expect(statusesIn(open[0]?.text() ?? '')).to.deep.equal([200]);
    for (const one of open) one.socket.destroy();
  });
});

async function untilNoConnection({ app }: Edge): Promise<void> {
  const count = (): Promise<number> =>
    new Promise((resolve) => {
      app.server.getConnections((_error, number) => {
        resolve(number);
      });
    });
  while ((await count()) > 0) await sleep(20);
}
