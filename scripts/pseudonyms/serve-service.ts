// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { fabricDefinitionOf } from '../../gateway/definition-of.js';
import { endOnFault } from '../../gateway/end-on-fault.js';
import { homeAt, prepareHome } from '../../gateway/home.js';
import type { Home } from '../../gateway/home.js';
import type { GatewayConfig } from '../../gateway/config.js';
import { openLog } from '../../gateway/http/logging.js';
import { pseudonymDepartment } from '../../gateway/open-pseudonyms.js';
import { servePseudonyms } from '../../gateway/pseudonyms/serve/serve-pseudonyms.js';
import type { PseudonymServer } from '../../gateway/pseudonyms/serve/serve-pseudonyms.js';
import { TrustUnreadable } from '../../gateway/pseudonyms/serve/read-trust.js';
import { readRunFile, removeRunFile, writeRunFile } from '../../gateway/run-file.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { stopOnSignal } from '../local/stop-on-signal.js';

export interface ServiceRequest {
  readonly config: GatewayConfig;
  readonly host: string;
  readonly port: number;
  /** Folder that says which departments may ask; default: the connection profiles of the network of this machine. */
  readonly clients?: string;
  /** Folder with the service's own `cert.pem` and `key.pem`; default: that of its department in the home. */
  readonly tls?: string;
  readonly perMinute?: number;
  /** It listens. */
  readonly onReady: (server: PseudonymServer) => void;
}

/** Serves the pseudonyms of this home until a signal comes; SIGHUP reads certificates anew. Answers the exit code. */
export async function serveService(request: ServiceRequest): Promise<ExitCode> {
  const { config } = request;
  const home = homeAt(config.home);
  await prepareHome(home);
  await demandAlone(home, config);
  const log = openLog({ level: config.logLevel, stream: process.stderr });
  const stop = stopOnSignal();
  const server = await servePseudonyms({ ...settingsOf(request, home), log }).catch((error: unknown) => {
    throw openingFailure(error) ?? error;
  });
  endOnFault(log);
  const reload = (): void => {
    server.reload().then(
      () => {
        log.info('certificates were read anew');
      },
      (error: unknown) => {
        log.error({ err: error }, 'certificates cannot be read; those before them stay');
      },
    );
  };
  process.on('SIGHUP', reload);
  try {
    await writeRunFile(home.pseudonymsRun, { pid: process.pid, url: server.url });
    request.onReady(server);
    await stop.come;
  } finally {
    process.off('SIGHUP', reload);
    await removeRunFile(home.pseudonymsRun);
    await server.close();
  }
  return stop.exitCode();
}

function settingsOf({ config, host, port, clients, tls, perMinute }: ServiceRequest, home: Home) {
  const definition = fabricDefinitionOf(config);
  const department = pseudonymDepartment(definition);
  const folder = tls ?? join(home.tls, department);
  return {
    file: home.pseudonyms,
    keys: home.keys,
    department,
    ...(perMinute === undefined ? {} : { perMinute }),
    host,
    port,
    certificate: join(folder, 'cert.pem'),
    key: join(folder, 'key.pem'),
    clients: clients ?? join(config.networkFolder, 'connections'),
    auditors: definition.departments.filter(({ bodies }) => bodies.includes('AUDITOR')).map(({ code }) => code),
  };
}

/** What the service remembers of subjects belongs to one process. */
async function demandAlone(home: Home, { pseudonyms }: GatewayConfig): Promise<void> {
  const gateway = await readRunFile(home.run);
  if (gateway !== undefined && pseudonyms === undefined) {
    throw new CommandFailure(EXIT.TRY_AGAIN, {
      zh: `网关正在 ${gateway.url} 运行，化名服务就在其中。请先停止它，再以 ONEDOOR_PSEUDONYMS_URL 启动；或为服务另设状态目录。`,
      en: `A gateway runs at ${gateway.url} with the pseudonym service in it. Stop it and start it with ONEDOOR_PSEUDONYMS_URL, or give the service a home of its own.`,
    });
  }
  const running = await readRunFile(home.pseudonymsRun);
  if (running === undefined) return;
  throw new CommandFailure(EXIT.TRY_AGAIN, {
    zh: `此状态目录的化名服务已在 ${running.url} 运行（进程 ${running.pid}）。`,
    en: `The pseudonym service of this home runs at ${running.url} already (process ${running.pid}).`,
  });
}

function openingFailure(error: unknown): CommandFailure | undefined {
  if (error instanceof TrustUnreadable) {
    return new CommandFailure(
      EXIT.USAGE,
      {
        zh: `${error.message}。请用 --clients 指定目录，其中每个部门一份 CA 证书（<部门>.pem）或连接配置（<部门>.json）。`,
        en: `${error.message}. Name with --clients a folder with a CA certificate (<department>.pem) or a connection profile (<department>.json) of each department.`,
      },
      { cause: error },
    );
  }
  const { code, path, port } = error as { code?: string; path?: string; port?: number };
  if (code === 'EADDRINUSE') {
    const zh = `端口 ${port ?? ''} 已被占用；请用 --port 指定另一个。`;
    return new CommandFailure(
      EXIT.UNAVAILABLE,
      { zh, en: `Port ${port ?? ''} is taken; name another with --port.` },
      { cause: error },
    );
  }
  if (code !== 'ENOENT' && code !== 'EACCES') return undefined;
  return new CommandFailure(
    EXIT.USAGE,
    {
      zh: `无法读取服务的 TLS 证书 ${path ?? ''}；先运行 npx onedoor enrol --tls --host <主机名>，或用 --tls 指定其目录。`,
      en: `The TLS certificate of the service, ${path ?? ''}, cannot be read; run npx onedoor enrol --tls --host <name> first, or name its folder with --tls.`,
    },
    { cause: error },
  );
}
