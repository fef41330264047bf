// SPDX-License-Identifier: Apache-2.0
import type { Site } from '../plan/site.js';
import { lastLines } from '../processes/log-file.js';
import type { ProcessState } from '../processes/node-process.js';
import { supervisorOf } from '../supervise/supervisor-process.js';
import { chaincodeProblems } from './chaincode-problems.js';
import type { ChaincodeStatus, NodeStatus, Problem } from './network-status.js';
import { nodeProblems } from './node-problems.js';

/** What `status` found out. */
export interface Findings {
  readonly site: Site;
  readonly nodes: readonly NodeStatus[];
  readonly chaincodes: readonly ChaincodeStatus[];
  /** MSP ids of departments whose endorsement policy is not the one of their peers. */
  readonly policies: readonly string[];
  /** Per answering peer the names of those whom its discovery leaves out. */
  readonly unseen: readonly { readonly peer: string; readonly unseen: readonly string[] }[];
  readonly supervisor: ProcessState;
  readonly now: Date;
}

/** A peer this many blocks behind the first is not just a moment late. */
const FAR_BEHIND = 20;
const RESTARTS_SHOWN = 20;
const DAY_MS = 86_400_000;

/** Everything that is not as it should be, faults first. */
export function findProblems(findings: Findings): Problem[] {
  const { nodes, chaincodes, policies, site, unseen, now } = findings;
  const problems = [
    ...nodes.flatMap((node) => nodeProblems(node, now)),
    ...chainProblems(nodes.filter(({ kind }) => kind === 'peer')),
    ...leaderProblems(nodes.filter(({ kind }) => kind === 'orderer')),
    ...chaincodeProblems(site.state, nodes, chaincodes),
    ...policies.map(policyProblem),
    ...unseen.flatMap(discoveryProblem),
    ...supervisorProblems(findings),
  ];
  return problems.sort((one, other) => Number(other.severity === 'fault') - Number(one.severity === 'fault'));
}

function chainProblems(peers: readonly NodeStatus[]): Problem[] {
  const highest = Math.max(...peers.map(({ height = 0 }) => height));
  const behind = peers
    .filter(({ height }) => height !== undefined && highest - height > FAR_BEHIND)
    .map(({ name, height = 0 }) =>
      fault('BEHIND', name, {
        zh: `${name} 落后 ${highest - height} 个区块。若不减少，请查看其日志并重启：onedoor network restart ${name}`,
        en: `${name} is ${highest - height} blocks behind. Unless it catches up, see its log and restart it: onedoor network restart ${name}`,
      }),
    );
  const hashes = new Set(peers.flatMap(({ blockHash }) => blockHash ?? []));
  if (hashes.size < 2) return behind;
  const list = peers.map(({ name, blockHash = '?' }) => `${name} ${blockHash.slice(0, 16)}`).join(', ');
  const text = {
    zh: `各节点同一高度的区块哈希不同：${list}。账本已分叉或损坏；请停止写入并用备份比对。`,
    en: `The peers have different blocks at the same height: ${list}. A ledger has been altered or damaged: stop writing and compare with a backup.`,
  };
  return [...behind, { code: 'CHAINS_DIFFER', severity: 'fault', text }];
}

function leaderProblems(orderers: readonly NodeStatus[]): Problem[] {
  if (orderers.some(({ leads }) => leads === true)) return [];
  const needed = Math.floor(orderers.length / 2) + 1;
  const text = {
    zh: `没有主排序节点，无法写入。须有至少 ${needed} 个排序节点运行；请重启已停止的节点。`,
    en: `No orderer leads, so nothing can be written. At least ${needed} orderers must run: restart those that do not.`,
  };
  return [{ code: 'NO_LEADER', severity: 'fault', text }];
}

function supervisorProblems({ site, supervisor, now }: Findings): Problem[] {
  const since = new Date(now.getTime() - DAY_MS).toISOString();
  const recent = lastLines(supervisorOf(site.directory).log, RESTARTS_SHOWN)
    .map((line) => line.split(' '))
    .filter(([at = '']) => at > since);
  const restarted = recent.map(([at = '', node = ''], index): Problem[] => {
    const repeated = recent.slice(index + 1).some(([, later]) => later === node);
    const text = {
      zh: `${node} 曾崩溃，已于 ${at} 自动重启。原因见：onedoor network logs ${node}`,
      en: `${node} crashed and was started again at ${at}. Why: onedoor network logs ${node}`,
    };
    return repeated ? [] : [{ code: 'NODE_RESTARTED', severity: 'warning', node, text }];
  });
  if (supervisor !== 'crashed') return restarted.flat();
  const text = {
    zh: '看护进程已退出，崩溃的节点不会自动重启。请运行“onedoor network up”。',
    en: 'The supervising process is gone, so crashed nodes are not started again. Run "onedoor network up".',
  };
  return [...restarted.flat(), { code: 'SUPERVISOR_CRASHED', severity: 'fault', text }];
}

function policyProblem(mspId: string): Problem {
  const text = {
    zh: `通道中 ${mspId} 的 Endorsement 策略不是 OR('${mspId}.peer')，该部门的声明不受保护。请以配置更新改正。`,
    en: `The Endorsement policy of ${mspId} in the channel is not OR('${mspId}.peer'), so that department's statements are not protected. Set it by a configuration update.`,
  };
  return { code: 'ENDORSEMENT_POLICY', severity: 'fault', text };
}

function discoveryProblem({ peer, unseen }: Findings['unseen'][number]): Problem[] {
  if (unseen.length === 0) return [];
  const list = unseen.join(', ');
  const text = {
    zh: `${peer} 未发现 ${list}（节点启动后数秒内属正常）`,
    en: `${peer} has not discovered ${list} (which is normal some seconds after a start)`,
  };
  return [{ code: 'NOT_DISCOVERED', severity: 'fault', node: peer, text }];
}

function fault(code: string, node: string, text: Problem['text']): Problem {
  return { code, severity: 'fault', node, text };
}
