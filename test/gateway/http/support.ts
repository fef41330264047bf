// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Department } from '../../../chaincode/domain/catalogue/department.js';
import type { Role } from '../../../chaincode/domain/roles.js';
import { buildApp, type AppConfig } from '../../../gateway/http/app.js';
import type { GatewayApp } from '../../../gateway/http/gateway-app.js';
import { demoIssuerOf } from '../../../gateway/http/identity/demo-key.js';
import { issueDemoToken } from '../../../gateway/http/identity/demo-tokens.js';
import type { TokenIssuer } from '../../../gateway/http/identity/token-keys.js';
import { openLog } from '../../../gateway/http/logging.js';
import { openSubmissions } from '../../../gateway/idempotency/open-submissions.js';
import type { Ledger } from '../../../gateway/ledger/ledger.js';
import { openReadModel } from '../../../gateway/readmodel/read-model.js';
import type { ReadModelDatabase } from '../../../gateway/readmodel/tables.js';
import { Cursors } from '../../../gateway/usecases/cursors.js';
import type { UseCases } from '../../../gateway/usecases/use-cases.js';

const DEPARTMENTS = ['data-bureau', 'human-resources', 'civil-affairs'];

/** A machine that does other things besides is no fault of what is tested; only tests of that limit set it. */
export const UNHURRIED = { delay: 0 } as const;

/** Production's app over an empty read model; what lies behind the routes is given by the test. */
export interface Edge {
  readonly app: GatewayApp;
  readonly key: KeyObject;
  readonly logLines: string[];
  readonly readModel: ReadModelDatabase;
  token(role: Role, department?: string): Promise<string>;
  close(): Promise<void>;
}

/** What there is of a ledger behind the edge. */
const NO_BLOCKS: AsyncIterable<never> = {
  [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
};

const NO_LEDGER: Pick<Ledger, 'transaction' | 'blocks'> = {
  transaction: () => Promise.resolve({ state: 'ABSENT' }),
  blocks: () => NO_BLOCKS,
};

export async function openEdge(
  useCases: Partial<UseCases> = {},
  config: Partial<AppConfig> = {},
  heights = () => Promise.resolve({ ledger: 0n, readModel: 0n }),
  issuer?: TokenIssuer,
  ledger: Pick<Ledger, 'transaction' | 'blocks'> = NO_LEDGER,
): Promise<Edge> {
  const folder = await mkdtemp(join(tmpdir(), 'onedoor-http-'));
  const readModel = await openReadModel(join(folder, 'readmodel.sqlite'));
  const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const logLines: string[] = [];
  const submissions = await openSubmissions({ file: join(folder, 'idempotency.sqlite'), keys: folder, ledger });
  const app = await buildApp({
    config: {
      version: '0.0.0-test',
      ledgerKind: 'embedded',
      departments: DEPARTMENTS,
      checkAnswers: true,
      ...config,
      limits: { ...UNHURRIED, ...config.limits },
    },
    log: openLog({ level: 'debug', stream: { write: (line) => void logLines.push(line) } }),
    useCases: useCases as UseCases,
    submissions,
    readModel,
    cursors: new Cursors(randomBytes(32)),
    heights,
    readModelRuns: () => true,
    issuer: issuer ?? issuerOf(key),
  });
  return {
    app,
    key,
    logLines,
    readModel,
    token: (role, department = 'human-resources') => issueDemoToken(key, { department, role, officer: 'officer-17' }),
    close: async () => {
      await app.close();
      await submissions.close();
      await readModel.destroy();
      await rm(folder, { recursive: true });
    },
  };
}

/** The demo's issuer with one key that never changes. */
export function issuerOf(key: KeyObject): TokenIssuer {
  const publicKey = createPublicKey(key);
  return demoIssuerOf({
    generation: () => 0,
    now: () => Promise.resolve({ generation: 0, find: () => publicKey }),
  });
}

/** Fields of a problem that tests look at. */
export interface SeenProblem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly code: string;
  readonly requestId: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** Puts a department onto the register as the read model shows it. */
export async function register(edge: Edge, document: Department): Promise<void> {
  const { code, version } = document;
  await edge.readModel
    .insertInto('catalogue')
    .values({
      kind: 'department',
      code,
      version,
      department: 'data-bureau',
      inForce: 1,
      at: '2030-01-01T00:00:00.000Z',
      document: JSON.stringify(document),
      transactionId: 'a'.repeat(64),
      block: 0,
    })
    .execute();
}
