// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import type { PseudonymServer } from '../../gateway/pseudonyms/serve/serve-pseudonyms.js';
import { inLanguage } from '../language.js';
import { localConfig } from '../local/local-home.js';
import { printJson, printResult } from '../output.js';
import { verb, withJson } from './verb.js';
import { whole } from './whole.js';

interface PseudonymsOptions {
  readonly host: string;
  readonly port: number;
  readonly clients?: string;
  readonly tls?: string;
  readonly perMinute?: number;
  readonly json?: true;
}

/** `onedoor pseudonyms`: the pseudonym service as a process of its own, for gateways of several departments. */
export function pseudonymsVerb(): Command {
  const command = verb('pseudonyms', {
    zh: '以独立进程运行化名服务（双向 TLS），供各部门网关使用',
    en: 'serve pseudonyms to gateways of several departments, over mutual TLS',
  })
    .option('--host <address>', inLanguage({ zh: '监听地址', en: 'address to listen at' }), '127.0.0.1')
    .option('--port <port>', inLanguage({ zh: '端口', en: 'port' }), whole(0, 65_535), 8090)
    .option(
      '--clients <folder>',
      inLanguage({
        zh: '各部门 CA 证书或连接配置的目录（默认：本机网络的 connections）',
        en: "folder of the departments' CA certificates or connection profiles (default: those of this machine's network)",
      }),
    )
    .option(
      '--tls <folder>',
      inLanguage({
        zh: '服务自身的 cert.pem 和 key.pem 所在目录（默认：状态目录下 tls/<部门>）',
        en: "folder of the service's own cert.pem and key.pem (default: tls/<department> in the home)",
      }),
    )
    .option(
      '--per-minute <count>',
      inLanguage({
        zh: '每个部门每分钟可查询的主体数（默认 200000）',
        en: 'subjects that one department may ask about per minute (default 200000)',
      }),
      whole(1, 1_000_000_000),
    );
  return withJson(command).action(pseudonyms);
}

async function pseudonyms({ json, ...options }: PseudonymsOptions): Promise<void> {
  // Only here, because the whole service comes with it.
  const { serveService } = await import('../pseudonyms/serve-service.js');
  const onReady = (server: PseudonymServer): void => {
    if (json === true) printJson({ url: server.url, departments: server.departments });
    else printResult(inLanguage(welcome(server)));
  };
  process.exitCode = await serveService({ ...options, config: localConfig(), onReady });
}

function welcome({ url, departments }: PseudonymServer) {
  return {
    zh: `化名服务已在 ${url} 运行，可查询的部门：${departments.join('、')}`,
    en: `The pseudonym service is at ${url}; who may ask: ${departments.join(', ')}`,
  };
}
