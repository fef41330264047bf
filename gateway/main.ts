// SPDX-License-Identifier: Apache-2.0
import type { FastifyBaseLogger } from 'fastify';
import { closeInTime } from './close-in-time.js';
import type { GatewayConfig } from './config.js';
import { endOnFault } from './end-on-fault.js';
import { buildApp, type AppConfig } from './http/app.js';
import type { GatewayApp } from './http/gateway-app.js';
import { configuredIssuer } from './http/identity/configured-issuer.js';
import { demoIssuer, openDemoKey } from './http/identity/demo-key.js';
import { issueDemoToken, type DemoTokenRequest } from './http/identity/demo-tokens.js';
import { openLog } from './http/logging.js';
import { listen, type Listening } from './listen.js';
import { openParts, type GatewayParts } from './open-parts.js';
import { packageVersion } from './package-version.js';
import { removeRunFile, writeRunFile } from './run-file.js';
import { sweepUploads } from './sweep-uploads.js';
import { FolderStore } from './uploads/folder-store.js';
import { Cursors } from './usecases/cursors.js';
import { createUseCases } from './usecases/create-use-cases.js';

export interface StartOptions {
  /** Where log lines go; default stdout. */
  readonly logStream?: { write(line: string): void };
  /** The process is the gateway's own: close on SIGTERM and SIGINT, end on a fault that nobody caught. */
  readonly signals?: boolean;
  /** Runs once everything is open and before requests are taken: what the first start has to put onto the ledger. */
  readonly prepare?: (parts: GatewayParts) => Promise<void>;
  /** Tests: refuse answers off their schema, other time limits. */
  readonly app?: Pick<AppConfig, 'checkAnswers' | 'timeouts' | 'limits'>;
}

/** A gateway that serves. */
export interface RunningGateway extends Listening {
  readonly app: GatewayApp;
  readonly parts: GatewayParts;
  /** A token of the demo issuer of this home. */
  token(request: DemoTokenRequest): Promise<string>;
  /** Ends requests in progress, then closes all below. Calling it again waits for the same end. */
  close(): Promise<void>;
  /** Settles when the gateway has closed, whoever asked for it. */
  readonly closed: Promise<void>;
}

/** Starts a gateway on the ledger that the configuration names. */
export async function startGateway(config: GatewayConfig, options: StartOptions = {}): Promise<RunningGateway> {
  const { logStream, prepare } = options;
  const log = openLog({ level: config.logLevel, ...(logStream === undefined ? {} : { stream: logStream }) });
  const parts = await openParts(config, {
    onFault: (fault) => {
      log.fatal({ err: fault }, 'the read model has stopped');
    },
    onAlarm: (message, details) => {
      log.error({ ...details }, message);
    },
  });
  let served: ServedApp | undefined;
  try {
    await prepare?.(parts);
    await openDemoKey(parts.home.demoTokenKey); // made if absent
    served = await openApp(config, options.app, { parts, log });
    const listening = await listen(served.app, config.host, config.port);
    const { url, port, insteadOf } = listening;
    if (insteadOf !== undefined) log.info(`port ${insteadOf} is taken; listening at ${port}`);
    await writeRunFile(parts.home.run, { pid: process.pid, url });
    const gateway = runningGateway(config, { parts, ...served, listening });
    if (options.signals === true) ownProcess(gateway);
    return gateway;
  } catch (error) {
    await served?.app.close();
    await served?.sweeping.stop();
    await parts.close();
    throw error;
  }
}

interface Opened {
  readonly parts: GatewayParts;
}

interface ServedApp {
  readonly app: GatewayApp;
  readonly sweeping: { stop(): Promise<void> };
}

/** How long a use case waits for the read model to show a block. */
const READ_MODEL_WAIT_MS = 2_000;

async function openApp(
  config: GatewayConfig,
  appOptions: StartOptions['app'],
  { parts, log }: Opened & { readonly log: FastifyBaseLogger },
): Promise<ServedApp> {
  const { ledger, readModel: database, projector, pseudonyms, submissions, departments, home } = parts;
  const readModel = {
    database,
    waitForBlock: (block: bigint) => projector.waitFor(block, READ_MODEL_WAIT_MS),
  };
  const cursors = await Cursors.open(home.keys);
  const uploads = new FolderStore(home.uploads);
  const useCases = await createUseCases({
    ...{ ledger, readModel, pseudonyms, keys: home.keys, cursors, hosted: departments, log, uploads },
  });
  const heights = async () => ({ ledger: await ledger.height(), readModel: projector.height });
  const sweeping = sweepUploads({
    sweep: () => useCases.sweepUploads(),
    isCaughtUp: async () => sameHeight(await heights()),
    log,
  });
  const app = await buildApp({
    config: {
      limits: config.limits,
      ...appOptions,
      version: packageVersion(),
      ledgerKind: parts.ledgerKind,
      departments,
    },
    log,
    useCases,
    cursors,
    submissions,
    readModel: database,
    heights,
    readModelRuns: () => projector.fault === undefined,
    issuer: config.issuer === undefined ? demoIssuer(home.demoTokenKey) : configuredIssuer(config.issuer, log),
  });
  return { app, sweeping };
}

function sameHeight({ ledger, readModel }: { readonly ledger: bigint; readonly readModel: bigint }): boolean {
  return ledger === readModel;
}

function runningGateway(
  config: GatewayConfig,
  { parts, app, sweeping, listening }: Opened & ServedApp & { readonly listening: Listening },
): RunningGateway {
  let closing: Promise<void> | undefined;
  const { promise: closed, resolve, reject } = withResolvers();
  closed.catch(() => undefined); // whoever waits for it sees it; nobody has to
  const close = async (): Promise<void> => {
    // First nobody is sent here any more, then what runs ends, then what it stood on.
    await removeRunFile(parts.home.run);
    await closeInTime(app, config.closeMilliseconds);
    await sweeping.stop();
    await parts.close();
  };
  return {
    ...listening,
    app,
    parts,
    token: async (request) => issueDemoToken(await openDemoKey(parts.home.demoTokenKey), request),
    close: () => {
      closing ??= close();
      closing.then(resolve, reject);
      return closing;
    },
    closed,
  };
}

function withResolvers(): { promise: Promise<void>; resolve: () => void; reject: (error: unknown) => void } {
  let resolve: () => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<void>((fulfil, fail) => {
    resolve = fulfil;
    reject = fail;
  });
  return { promise, resolve, reject };
}

function ownProcess(gateway: RunningGateway): void {
  closeOnSignals(gateway);
  endOnFault(gateway.app.log);
}

/** The first signal closes in order; a second one of the same kind ends the process at once, as it does by default. */
function closeOnSignals(gateway: RunningGateway): void {
  const signals = ['SIGTERM', 'SIGINT'] as const;
  const onSignal = (): void => {
    for (const signal of signals) process.removeListener(signal, onSignal);
    gateway.app.log.info('closing');
    gateway.close().catch((error: unknown) => {
      gateway.app.log.fatal({ err: error }, 'closing failed');
      process.exitCode = 1;
    });
  };
  for (const signal of signals) process.on(signal, onSignal);
}
