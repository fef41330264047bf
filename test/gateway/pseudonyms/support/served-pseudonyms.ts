// SPDX-License-Identifier: Apache-2.0
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { LocalPseudonymOptions } from '../../../../gateway/pseudonyms/local-pseudonym-service.js';
import type { PseudonymService } from '../../../../gateway/pseudonyms/pseudonym-service.js';
import type { ClientFiles } from '../../../../gateway/pseudonyms/remote/client-connections.js';
import { openRemotePseudonymService } from '../../../../gateway/pseudonyms/remote/remote-pseudonym-service.js';
import { servePseudonyms, type PseudonymServer } from '../../../../gateway/pseudonyms/serve/serve-pseudonyms.js';
import type { ServiceTimes } from '../../../../gateway/pseudonyms/serve/service-app.js';
import { DepartmentCa } from './departments-ca.js';

export const BUREAU = 'data-bureau';
export const OFFICE = 'human-resources';
export const COUNTER = 'civil-affairs';

/** The service in this process with three departments that may ask; a gateway's certificate for each. */
export interface ServedPseudonyms {
  readonly folder: string;
  readonly clients: string;
  readonly cas: Readonly<Record<string, DepartmentCa>>;
  readonly files: Readonly<Record<string, ClientFiles & { readonly serial: string }>>;
  readonly lines: string[];
  server: PseudonymServer;
  /** Starts it again, at the same port where one is given. */
  serve(options?: ServeChanges): Promise<void>;
  /** A gateway that hosts these departments. */
  gateway(...departments: string[]): PseudonymService;
  close(): Promise<void>;
}

export type ServeChanges = Partial<Pick<LocalPseudonymOptions, 'perMinute' | 'now'>> & {
  readonly port?: number;
  readonly times?: ServiceTimes;
};

export async function servedPseudonyms(): Promise<ServedPseudonyms> {
  const folder = await mkdtemp(join(tmpdir(), 'onedoor-served-'));
  const clients = join(folder, 'clients');
  await mkdir(clients);
  const [bureau, office, counter] = await Promise.all([BUREAU, OFFICE, COUNTER].map((one) => DepartmentCa.create(one)));
  if (bureau === undefined || office === undefined || counter === undefined) throw new Error('no CA');
  const cas = { [BUREAU]: bureau, [OFFICE]: office, [COUNTER]: counter };
  const files: Record<string, ClientFiles & { serial: string }> = {};
  for (const [department, ca] of Object.entries(cas)) {
    await writeFile(join(clients, `${department}.pem`), ca.pem);
    files[department] = await ca.issue(
      join(folder, 'tls', department),
      { name: 'gateway', isGateway: true },
      bureau.pem,
    );
  }
  const host = { name: 'pseudonyms', isGateway: true, hosts: ['localhost', '127.0.0.1'] };
  const own = await bureau.issue(join(folder, 'server'), host, bureau.pem);
  const lines: string[] = [];
  const log = pino({ level: 'trace', base: null }, { write: (line: string) => void lines.push(line) });
  const serve = ({ port = 0, ...changes }: ServeChanges = {}) =>
    servePseudonyms({
      file: join(folder, 'pseudonyms.sqlite'),
      keys: join(folder, 'keys'),
      department: BUREAU,
      host: '127.0.0.1',
      port,
      certificate: own.certificate,
      key: own.key,
      clients,
      auditors: [BUREAU],
      log,
      ...changes,
    });
  const served: ServedPseudonyms = {
    folder,
    clients,
    cas,
    files,
    lines,
    server: await serve(),
    serve: async (changes) => {
      served.server = await serve(changes);
    },
    gateway: (...departments) =>
      openRemotePseudonymService({
        url: served.server.url,
        departments,
        filesOf: (department) => (departments.includes(department) ? files[department] : undefined),
      }),
    close: async () => {
      await served.server.close();
      await rm(folder, { recursive: true });
    },
  };
  return served;
}
