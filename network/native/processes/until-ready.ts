// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { NetworkFailure } from '../network-failure.js';
import { lastLines } from './log-file.js';
import type { NodeProcess } from './node-process.js';

const POLL_MS = 50;
const LINES = 8;
const LOOKED_AT = 200;
const FATAL = /\bpanic:|\b(PANI|FATA|FATAL)\b|^Error: /u;

/** What Fabric's programs say of PKCS#11 when they were built without it. */
const NO_PKCS11 = /Could not find (default `PKCS11` BCCSP|BCCSP, no 'PKCS11' provider)/u;

/** A node that is to answer. */
export interface Awaited {
  readonly node: string;
  readonly process: NodeProcess;
  readonly log: string;
  /** Whether it answers; a rejection counts as no. */
  readonly answers: () => Promise<boolean>;
}

/** @throws {NetworkFailure} NODE_FAILED: it ended, or did not answer in time; with the last lines of its log */
export async function untilReady({ node, process, log, answers }: Awaited, within: number): Promise<void> {
  const until = Date.now() + within;
  for (;;) {
    if (await answers().catch(() => false)) return;
    if (process.pid === undefined) throw nodeFailed(node, log, { zh: '启动后退出', en: 'ended after its start' });
    if (Date.now() > until) {
      const seconds = Math.round(within / 1000);
      throw nodeFailed(node, log, { zh: `${seconds} 秒内无应答`, en: `did not answer within ${seconds} s` });
    }
    await sleep(POLL_MS);
  }
}

function withoutPkcs11(node: string): NetworkFailure {
  return new NetworkFailure(
    'HSM_UNUSABLE',
    {
      zh: `节点 ${node} 的程序不支持 PKCS#11（官方发布包如此）。请把用构建标签 pkcs11 编译的 Fabric 程序放入 FABRIC_BIN 所指目录，或从网络定义中去掉该部门的 hsm。`,
      en: `The program of node ${node} was built without PKCS#11, as the official archives are. Put programs of Fabric built with the tag pkcs11 where FABRIC_BIN points, or take hsm out of the department's definition.`,
    },
    { node },
  );
}

function nodeFailed(node: string, log: string, what: { readonly zh: string; readonly en: string }): NetworkFailure {
  const last = lastLines(log, LOOKED_AT);
  if (last.some((line) => NO_PKCS11.test(line))) return withoutPkcs11(node);
  const fatal = last.map((line) => FATAL.test(line)).lastIndexOf(true);
  // After a panic the program's stack follows, which tells an operator nothing.
  const told = fatal < 0 ? last.slice(-LINES) : last.slice(fatal, fatal + 2);
  const lines = told.map((line) => `\n  ${line}`).join('');
  return new NetworkFailure(
    'NODE_FAILED',
    {
      zh: `节点 ${node} ${what.zh}。全部日志：onedoor network logs ${node}。排除原因后再运行“onedoor network up”即可继续。最后几行：${lines}`,
      en: `Node ${node} ${what.en}. All of its log: onedoor network logs ${node}. Once the cause is gone, "onedoor network up" goes on from here. The last lines:${lines}`,
    },
    { node },
  );
}
