// SPDX-License-Identifier: Apache-2.0
import { readFileSync, statSync } from 'node:fs';
import { Agent } from 'node:https';
import { PseudonymsUnavailable } from '../pseudonyms-unavailable.js';

/** Files of a TLS client, PEM. */
export interface ClientFiles {
  readonly certificate: string;
  readonly key: string;
  /** Root of the CA that vouches for the service. */
  readonly root: string;
}

interface Kept {
  readonly agent: Agent;
  readonly mark: string;
  readonly lookedAt: number;
}

const LOOK_EVERY_MS = 5_000;

/**
 * Connections to the service, kept open and apart for each department: the certificate says who asks. One that was renewed
 * in its file counts within five seconds; connections of the one before it end when they fall idle.
 */
export class ClientConnections {
  readonly #filesOf: (department: string) => ClientFiles | undefined;
  readonly #kept = new Map<string, Kept>();

  constructor(filesOf: (department: string) => ClientFiles | undefined) {
    this.#filesOf = filesOf;
  }

  /** @throws {PseudonymsUnavailable} there is no certificate for the department, or it cannot be read. */
  of(department: string): Agent {
    const kept = this.#kept.get(department);
    const now = performance.now();
    if (kept !== undefined && now - kept.lookedAt < LOOK_EVERY_MS) return kept.agent;
    const files = this.#filesOf(department);
    if (files === undefined) throw new PseudonymsUnavailable(`there is no TLS certificate of ${department} here`);
    const mark = markOf(files, department);
    const agent = kept?.mark === mark ? kept.agent : openAgent(files);
    this.#kept.set(department, { agent, mark, lookedAt: now });
    return agent;
  }

  close(): void {
    for (const { agent } of this.#kept.values()) agent.destroy();
  }
}

function openAgent({ certificate, key, root }: ClientFiles): Agent {
  return new Agent({
    cert: readFileSync(certificate),
    key: readFileSync(key),
    ca: readFileSync(root),
    minVersion: 'TLSv1.3',
    keepAlive: true,
    maxSockets: 16,
    maxFreeSockets: 4,
    timeout: 30_000,
    scheduling: 'fifo',
  });
}

function markOf({ certificate, key, root }: ClientFiles, department: string): string {
  try {
    const marks = [certificate, key, root].map((path) => statSync(path)).map(({ ino, mtimeMs }) => `${ino} ${mtimeMs}`);
    return marks.join(' ');
  } catch (cause) {
    throw new PseudonymsUnavailable(`the TLS certificate of ${department} cannot be read`, { cause });
  }
}
