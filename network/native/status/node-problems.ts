// SPDX-License-Identifier: Apache-2.0
import type { Told } from '../network-failure.js';
import type { NodeStatus, Problem } from './network-status.js';

const DAY_MS = 86_400_000;
/** Days before a certificate's end from which it is told. */
const SOON_DAYS = 30;
/** Endorsing peers admit a minute; half of it is for others. */
const SKEW_SECONDS = 30;

/** What is wrong with a node by itself. */
export function nodeProblems(node: NodeStatus, now: Date): Problem[] {
  return [...processProblem(node), ...certificateProblems(node, now), ...clockProblem(node), ...valuesProblem(node)];
}

function processProblem({ name, state, answers }: NodeStatus): Problem[] {
  const restart = `onedoor network restart ${name}`;
  const log = `onedoor network logs ${name}`;
  if (state === 'crashed') {
    return [
      fault('NODE_CRASHED', name, {
        zh: `${name} 已崩溃。原因见：${log}；重新启动：${restart}`,
        en: `${name} crashed. Why: ${log}; bring it back: ${restart}`,
      }),
    ];
  }
  if (state === 'stopped') {
    return [
      fault('NODE_STOPPED', name, {
        zh: `${name} 未运行。启动：${restart}`,
        en: `${name} does not run. Start it: ${restart}`,
      }),
    ];
  }
  if (answers) return [];
  return [
    fault('NO_ANSWER', name, {
      zh: `${name} 的进程在运行但无应答。日志：${log}；重启：${restart}`,
      en: `The process of ${name} runs but does not answer. Its log: ${log}; restart it: ${restart}`,
    }),
  ];
}

function certificateProblems({ name, certificates }: NodeStatus, now: Date): Problem[] {
  return certificates.flatMap(({ use, expires }) => {
    const days = Math.floor((Date.parse(expires) - now.getTime()) / DAY_MS);
    if (days >= SOON_DAYS) return [];
    const day = expires.slice(0, 10);
    if (days >= 0) {
      const text = {
        zh: `${name} 的证书（${use}）将于 ${day} 到期。请运行：onedoor network renew`,
        en: `The ${use} certificate of ${name} ends on ${day}. Renew it: onedoor network renew`,
      };
      return [{ code: 'CERTIFICATE_ENDS_SOON', severity: 'warning' as const, node: name, text }];
    }
    return [
      fault('CERTIFICATE_EXPIRED', name, {
        zh: `${name} 的证书（${use}）已于 ${day} 过期。请运行：onedoor network renew`,
        en: `The ${use} certificate of ${name} ended on ${day}. Renew it: onedoor network renew`,
      }),
    ];
  });
}

function clockProblem({ name, clockSkew = 0 }: NodeStatus): Problem[] {
  if (Math.abs(clockSkew) < SKEW_SECONDS) return [];
  return [
    fault('CLOCK_SKEW', name, {
      zh: `${name} 的时钟与本机相差 ${clockSkew} 秒；超过 60 秒的交易会被拒绝。请校准时钟（NTP）。`,
      en: `The clock of ${name} is ${clockSkew} s off this machine's; peers refuse what is more than 60 s off. Set the clocks (NTP).`,
    }),
  ];
}

function valuesProblem({ name, missingValues = 0 }: NodeStatus): Problem[] {
  if (missingValues === 0) return [];
  const text = {
    zh: `${name} 的日志显示尚缺 ${missingValues} 组私有数据；它会向持有者补取。若长期不减，请从备份恢复。`,
    en: `By its log ${name} lacks ${missingValues} private write sets; it asks those that have them. If that does not end, restore it from a backup.`,
  };
  return [{ code: 'VALUES_MISSING', severity: 'warning', node: name, text }];
}

function fault(code: string, node: string, text: Told): Problem {
  return { code, severity: 'fault', node, text };
}
