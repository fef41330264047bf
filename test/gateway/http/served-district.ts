// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Role } from '../../../chaincode/domain/roles.js';
import { publishRecordType } from '../../../chaincode/transactions/publish-record-type.js';
import { readConfig } from '../../../gateway/config.js';
import { startGateway, type RunningGateway } from '../../../gateway/main.js';
import { household } from '../usecases/support/catalogue.js';
import { publishCatalogue } from '../usecases/support/district.js';
import { UNHURRIED } from './support.js';

/** A record type that nobody is accredited to attest. */
export const UNACCREDITED = { ...household, code: 'social-insurance.enrolment' };

/** An answer of the gateway. */
export interface Answer<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: T;
}

export interface Ask {
  /** `department/role`; absent: no token. */
  readonly as?: `${string}/${Role}`;
  readonly post?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Production's gateway with everything real below it, asked over HTTP. */
export interface ServedDistrict {
  readonly gateway: RunningGateway;
  readonly home: string;
  readonly logLines: string[];
  ask<T>(path: string, ask?: Ask): Promise<Answer<T>>;
  /** Acts, and fails if a block came of it. */
  unwritten(act: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export interface Serving {
  /** Default: all of the network. */
  readonly departments?: readonly string[];
}

export async function serveDistrict({ departments }: Serving = {}): Promise<ServedDistrict> {
  const home = await mkdtemp(join(tmpdir(), 'onedoor-gateway-'));
  const logLines: string[] = [];
  const hosted = departments === undefined ? {} : { ONEDOOR_DEPARTMENTS: departments.join() };
  const gateway = await startGateway(
    readConfig({ ONEDOOR_HOME: home, ONEDOOR_PORT: '0', ONEDOOR_LOG_LEVEL: 'trace', ...hosted }),
    {
      logStream: { write: (line) => void logLines.push(line) },
      app: { checkAnswers: true, limits: { ...UNHURRIED, failures: 0 } },
      prepare: async ({ ledger, pseudonyms, projector }) => {
        await publishCatalogue(ledger, await pseudonyms.ticketKey());
        if (departments !== undefined && !departments.includes('social-insurance')) return;
        const publisher = { caller: { department: 'social-insurance', role: 'publisher' as const }, watch: undefined };
        await ledger.submit(publishRecordType, { department: 'social-insurance', document: UNACCREDITED }, publisher);
        await projector.waitFor((await ledger.height()) - 1n, 10_000);
      },
    },
  );
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (as: string): Promise<string> => {
    const [department = '', role] = as.split('/');
    const token = tokens.get(as) ?? gateway.token({ department, role: role as Role, officer: 'officer-0001' });
    tokens.set(as, token);
    return token;
  };
  return {
    gateway,
    home,
    logLines,
    ask: async (path: string, { as, post, headers = {} }: Ask = {}) => {
      const response = await fetch(new URL(path, gateway.url), {
        method: post === undefined ? 'GET' : 'POST',
        headers: {
          ...(as === undefined ? {} : { authorization: `Bearer ${await tokenOf(as)}` }),
          ...(post === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(post === undefined ? {} : { body: typeof post === 'string' ? post : JSON.stringify(post) }),
      });
      const text = await response.text();
      const isJson = (response.headers.get('content-type') ?? '').includes('json');
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: (isJson ? JSON.parse(text) : text) as never,
      };
    },
    unwritten: async (act) => {
      const { ledger } = gateway.parts;
      const before = await ledger.height();
      await act();
      expect(await ledger.height(), 'something was written').to.equal(before);
    },
    close: async () => {
      await gateway.close();
      await rm(home, { recursive: true });
    },
  };
}
