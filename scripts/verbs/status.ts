// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { request } from '../client/gateway-client.js';
import { GatewayFailure } from '../client/gateway-failure.js';
import { EXIT } from '../exit-codes.js';
import { inLanguage } from '../language.js';
import { connect } from '../local/connect.js';
import type { ConnectOptions } from '../local/connect.js';
import { printJson, printResult } from '../output.js';
import { verb, withConnection, withJson } from './verb.js';

const Version = Type.Object({ version: Type.String(), ledger: Type.String() });
const Part = Type.Object({ ok: Type.Boolean(), blocks: Type.Integer() });
const Ready = Type.Object({
  status: Type.String(),
  parts: Type.Optional(Type.Object({ ledger: Part, readModel: Part })),
});

/** `onedoor status`: what runs, and whether it can serve. Exit code 0 if it can, 1 if not. */
export function statusVerb(): Command {
  const command = verb('status', { zh: '查看运行状态', en: 'what runs, and whether it can serve' });
  return withJson(withConnection(command)).action(status);
}

async function status(options: ConnectOptions & { readonly json?: true }): Promise<void> {
  const connection = await connect(options, { department: 'data-bureau', role: 'operator', officer: 'demo-operator' });
  const { version, ledger } = Value.Parse(Version, await request(connection, '/version'));
  const ready = Value.Parse(Ready, await request(connection, '/readyz').catch(notReady));
  const summary = { url: connection.url, version, ledger, ...ready };
  if (options.json === true) printJson(summary);
  else printResult(described(summary));
  process.exitCode = ready.status === 'ready' ? EXIT.OK : EXIT.FAILED_CHECK;
}

function notReady(error: unknown): unknown {
  if (error instanceof GatewayFailure && error.status === 503) return { status: 'not-ready' };
  throw error;
}

function described(summary: { url: string; version: string; ledger: string; status: string; parts?: unknown }): string {
  const { url, version, ledger, status: state, parts } = summary;
  const lines = [`${url}  onedoor ${version}  ${inLanguage({ zh: '账本', en: 'ledger' })} ${ledger}  ${state}`];
  if (Value.Check(Ready.properties.parts, parts)) {
    const { ledger: blocks, readModel } = parts;
    lines.push(
      inLanguage({
        zh: `账本 ${blocks.blocks} 个区块，读模型已处理 ${readModel.blocks} 个`,
        en: `${blocks.blocks} blocks on the ledger, ${readModel.blocks} in the read model`,
      }),
    );
  }
  return lines.join('\n');
}
