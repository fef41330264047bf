// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import type { AddressInfo, Socket } from 'node:net';
import type { FastifyBaseLogger } from 'fastify';
import { openLocalPseudonymService, type LocalPseudonymOptions } from '../local-pseudonym-service.js';
import type { PseudonymService } from '../pseudonym-service.js';
import { FolderWatch } from './folder-watch.js';
import type { KnownClients } from './known-clients.js';
import { readTrust } from './read-trust.js';
import { buildServiceApp, type ServerCertificate, type ServiceApp, type ServiceTimes } from './service-app.js';

export interface PseudonymServerOptions extends LocalPseudonymOptions {
  readonly host: string;
  /** 0 takes any. */
  readonly port: number;
  /** Paths of the server's TLS certificate and key, PEM. */
  readonly certificate: string;
  readonly key: string;
  /** Folder that says which departments may ask. */
  readonly clients: string;
  readonly auditors: readonly string[];
  readonly log: FastifyBaseLogger;
  readonly times?: ServiceTimes;
}

/** The pseudonym service, listening. */
export interface PseudonymServer {
  readonly url: string;
  /** Departments whose gateways may ask. */
  readonly departments: readonly string[];
  /** Reads certificate, key and known CAs anew, for connections from now on; if one cannot be read all stay. */
  reload(): Promise<void>;
  /** Lets calls in progress end, then closes what it stood on. */
  close(): Promise<void>;
}

/**
 * Opens the service of a folder and serves it over mutual TLS. One process at a time: what it remembers of subjects
 * nobody else may change.
 *
 * @throws {TrustUnreadable} and what the file system says of the certificate; then nothing is open.
 */
export async function servePseudonyms(options: PseudonymServerOptions): Promise<PseudonymServer> {
  const { host, port, log, auditors, times } = options;
  // Whatever `revoke` leaves in the folder counts from the next connection on, without anybody being told.
  const watch = new FolderWatch(options.clients, async () => {
    try {
      await reload();
      log.info('certificates were read anew');
    } catch (error) {
      log.error({ err: error }, 'certificates cannot be read; those before them stay');
      throw error;
    }
  });
  const [certificate, clients] = [await readCertificate(options), await readTrust(options.clients)];
  const service = await openLocalPseudonymService(options);
  let reload = (): Promise<void> => Promise.resolve();
  try {
    const onAsked = (socket: Socket): Promise<void> => watch.before(socket);
    const made = { service, certificate, clients, auditors, log, onAsked, ...(times === undefined ? {} : { times }) };
    const { app, replace } = buildServiceApp(made);
    reload = oneByOne(async () => {
      replace(await readCertificate(options), await readTrust(options.clients));
    });
    await app.listen({ host, port });
    return serving(options, clients, { app, reload, service });
  } catch (error) {
    await service.close();
    throw error;
  }
}

/** Two readings at once could end in the wrong order, and the older one would stay. */
function oneByOne(read: () => Promise<void>): () => Promise<void> {
  let last = Promise.resolve();
  return () => (last = last.catch(() => undefined).then(read));
}

interface Serving extends Pick<ServiceApp, 'app'> {
  readonly service: PseudonymService;
  readonly reload: () => Promise<void>;
}

function serving(
  options: PseudonymServerOptions,
  { departments }: KnownClients,
  { app, reload, service }: Serving,
): PseudonymServer {
  const { port } = app.server.address() as AddressInfo;
  const { host } = options;
  return {
    url: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
    departments,
    reload,
    close: async () => {
      await app.close();
      await service.close();
    },
  };
}

async function readCertificate({ certificate, key }: PseudonymServerOptions): Promise<ServerCertificate> {
  const [cert, privateKey] = await Promise.all([readFile(certificate, 'utf8'), readFile(key, 'utf8')]);
  return { cert, key: privateKey };
}
