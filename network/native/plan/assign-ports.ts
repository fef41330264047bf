// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:net';
import { NetworkFailure } from '../network-failure.js';
import { LISTENERS } from './nodes.js';
import type { NetworkNode } from './nodes.js';

/** Free ones are taken below the range from which systems give out ports of outgoing connections. */
const LOWEST = 18_000;
const HIGHEST = 31_000;
const TRIES = 50;

/**
 * Gives every listener a port: those that have one keep it, further ones follow from `first` on, or lie together
 * somewhere free.
 * @throws {NetworkFailure} PORT_TAKEN
 */
export async function assignPorts(
  nodes: readonly NetworkNode[],
  known: Readonly<Record<string, number>>,
  first: number | 'free',
): Promise<Record<string, number>> {
  const names = nodes.flatMap(({ name, kind }) => LISTENERS[kind].map((listener) => `${name}/${listener}`));
  const lacking = names.filter((name) => known[name] === undefined);
  const from = first === 'free' ? await freeRange(lacking.length) : nextAfter(known, first);
  return { ...known, ...Object.fromEntries(lacking.map((name, index) => [name, from + index])) };
}

/** Names the listeners whose port somebody else holds. */
export async function takenPorts(ports: Readonly<Record<string, number>>): Promise<[string, number][]> {
  const tried = await Promise.all(
    Object.entries(ports).map(async (entry) => ({ entry, free: await isFree(entry[1]) })),
  );
  return tried.filter(({ free }) => !free).map(({ entry }) => entry);
}

/** @throws {NetworkFailure} PORT_TAKEN */
export async function demandFree(ports: Readonly<Record<string, number>>): Promise<void> {
  const [taken] = await takenPorts(ports);
  if (taken === undefined) return;
  const [listener, port] = taken;
  const [node = listener] = listener.split('/');
  throw new NetworkFailure(
    'PORT_TAKEN',
    {
      zh: `节点 ${node} 的端口 ${port} 已被另一程序占用（ss -ltnp 可查）。请停止该程序，或以“--first-port”另选端口重新建立网络。`,
      en: `Port ${port} of node ${node} is taken by another program ("ss -ltnp" shows which). Stop it, or bring the network up anew with another "--first-port".`,
    },
    { node },
  );
}

function nextAfter(known: Readonly<Record<string, number>>, first: number): number {
  return Math.max(first, ...Object.values(known).map((port) => port + 1));
}

async function freeRange(count: number): Promise<number> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const from = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST - count));
    const range = Object.fromEntries(Array.from({ length: count }, (_, index) => [String(index), from + index]));
    if ((await takenPorts(range)).length === 0) return from;
  }
  throw new NetworkFailure('PORT_TAKEN', {
    zh: `在 ${LOWEST}–${HIGHEST} 之间找不到 ${count} 个相连的空闲端口。请以“--first-port”指定。`,
    en: `No ${count} free ports in a row were found between ${LOWEST} and ${HIGHEST}. Name a first one with "--first-port".`,
  });
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
