// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { inLanguage } from '../../language.js';
import { printJson, printResult, tell } from '../../output.js';
import { verb, withJson } from '../verb.js';

interface CallOptions {
  readonly as?: string;
  readonly chaincode?: string;
  readonly endorsers?: readonly string[];
  readonly json?: true;
}

/** `onedoor network invoke`: a transaction as a department's administrator. */
export function invokeVerb(): Command {
  const command = withCall('invoke', {
    zh: '以部门管理员身份提交一笔交易（供排查使用）',
    en: "submit a transaction as a department's administrator, to look into things",
  }).option(
    '--endorsers <department...>',
    inLanguage({ zh: '背书部门（默认：仅本部门）', en: 'departments that endorse (default: its own alone)' }),
  );
  return command.action(invoke);
}

/** `onedoor network query`: the same, nothing is written. */
export function queryVerb(): Command {
  return withCall('query', {
    zh: '以部门管理员身份查询本部门节点，不写入',
    en: "ask a department's peer as its administrator; nothing is written",
  }).action(query);
}

function withCall(name: string, description: { readonly zh: string; readonly en: string }): Command {
  return withJson(verb(name, description))
    .argument('<transaction>', inLanguage({ zh: '交易名', en: 'name of the transaction' }))
    .argument('[arguments...]', inLanguage({ zh: '参数', en: 'its arguments' }))
    .option('--as <department>', inLanguage({ zh: '部门（默认：第一个）', en: 'the department (default: the first)' }))
    .option('--chaincode <name>', inLanguage({ zh: '链码（默认：onedoor）', en: 'the chaincode (default: onedoor)' }));
}

async function invoke(transaction: string, args: readonly string[], options: CallOptions): Promise<void> {
  const { withNetwork } = await import('../../network/open-network.js');
  const { callOf } = await import('../../network/call-of.js');
  const done = await withNetwork((network) => network.submit(callOf(network, transaction, args, options)));
  const { transactionId, payload } = done;
  const blockNumber = Number(done.blockNumber);
  if (options.json === true) printJson({ transactionId, blockNumber, payload: Buffer.from(payload).toString('utf8') });
  else {
    tell({ zh: `交易 ${transactionId} 已写入区块 ${blockNumber}`, en: `${transactionId} is in block ${blockNumber}` });
    printResult(Buffer.from(payload).toString('utf8'));
  }
}

async function query(transaction: string, args: readonly string[], options: CallOptions): Promise<void> {
  const { withNetwork } = await import('../../network/open-network.js');
  const { callOf } = await import('../../network/call-of.js');
  const payload = await withNetwork((network) => network.evaluate(callOf(network, transaction, args, options)));
  const text = Buffer.from(payload).toString('utf8');
  if (options.json === true) printJson({ payload: text });
  else printResult(text);
}
