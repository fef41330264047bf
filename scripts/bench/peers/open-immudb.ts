// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from '../bench-run.js';
import type { Sample } from '../measure/sample.js';
import { buildImmudb, type Built } from './build-immudb.js';
import { freePort } from './free-port.js';
import { LineProcess } from './line-process.js';
import type { Peer, PeerOrder } from './peer.js';

/** More than the clients that are ever open, over both databases. */
const MOST_SESSIONS = 1000;
const START_MS = 30_000;

/** Builds and starts immudb with its data beside the gateway's, on the same disk; or tells why there is none. */
export async function openImmudb(bench: Bench): Promise<Peer> {
  if (!bench.options.peers) return { absent: 'immudb is left out: run again with --peers' };
  bench.tell('building immudb');
  const built = await buildImmudb(bench.signal);
  if (typeof built === 'string') return { absent: built };
  const port = await freePort();
  const server = startServer(bench, built, port);
  const fault = await untilListening(port, server);
  if (fault !== undefined) return { absent: fault };
  const folder = join(bench.folder, 'immudb-clients');
  const client = new LineProcess(built.client, ['-port', String(port), '-folder', folder]);
  bench.cleanup.add(() => client.end());
  await client.answer<{ readonly ready: true }>();
  return { run: (order) => runOrder(client, server, order) };
}

function startServer(bench: Bench, { server }: Built, port: number): LineProcess {
  const folder = join(bench.folder, 'immudb');
  const off = ['metrics-server', 'web-server', 'pgsql-server'].map((part) => `--${part}=false`);
  const where = ['--dir', folder, '--address', '127.0.0.1', '--port', String(port), '--logfile', 'immudb.log'];
  const running = new LineProcess(server, [...where, ...off, '--max-sessions', String(MOST_SESSIONS)]);
  bench.cleanup.add(() => running.terminate());
  return running;
}

async function runOrder(client: LineProcess, server: LineProcess, order: PeerOrder): Promise<Sample> {
  const before = await cpuMicros(server.pid);
  const sample = await client.ask<Sample>(order);
  const after = await cpuMicros(server.pid);
  if (before === undefined || after === undefined || sample.requests === 0) return sample;
  return { ...sample, cpuMicros: (after - before) / sample.requests };
}

/** What the system says a process has used; `undefined` where it does not say. A tick is 10 ms on every Linux of today. */
async function cpuMicros(pid: number): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  return fields === undefined ? undefined : (Number(fields[11]) + Number(fields[12])) * 10_000;
}

/** Answers why it does not, if it does not. */
async function untilListening(port: number, server: LineProcess): Promise<string | undefined> {
  const end = Date.now() + START_MS;
  while (!(await isOpen(port))) {
    await pause(100);
    if (Date.now() > end || server.hasEnded) return `immudb is left out: it did not start: ${server.said}`;
  }
  return undefined;
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
