// SPDX-License-Identifier: Apache-2.0
import type { NetworkStatus, NodeStatus } from '../../network/native/status/network-status.js';
import { inLanguage } from '../language.js';
import type { Bilingual } from '../language.js';

const MEGABYTE = 1024 * 1024;
const HASH_SHOWN = 12;
const STATES: Readonly<Record<NodeStatus['state'], Bilingual>> = {
  running: { zh: '运行', en: 'running' },
  crashed: { zh: '崩溃', en: 'crashed' },
  stopped: { zh: '停止', en: 'stopped' },
};

/** The status as a person reads it: what is wrong first, then a line per node. */
export function statusText(status: NetworkStatus): string {
  const { nodes, problems, chaincodes, channel, healthy } = status;
  const verdict = healthy
    ? { zh: `通道 ${channel}：正常`, en: `channel ${channel}: healthy` }
    : { zh: `通道 ${channel}：有故障`, en: `channel ${channel}: not healthy` };
  const told = problems.map(({ severity, text }) => `${severity === 'fault' ? '!' : '·'} ${inLanguage(text)}`);
  const defined = chaincodes.map(({ name, version, digest = '', committed }) =>
    inLanguage({
      zh: `链码 ${name} ${version}，构建 ${digest.slice(0, HASH_SHOWN)}，序号 ${committed?.sequence ?? '–'}，已批准部门 ${committed?.approvals.length ?? 0}`,
      en: `chaincode ${name} ${version}, build ${digest.slice(0, HASH_SHOWN)}, sequence ${committed?.sequence ?? '–'}, approved by ${committed?.approvals.length ?? 0}`,
    }),
  );
  return [inLanguage(verdict), ...told, ...defined, '', ...aligned([headings(), ...nodes.map(rowOf)])].join('\n');
}

function headings(): string[] {
  const all: readonly Bilingual[] = [
    { zh: '节点', en: 'node' },
    { zh: '状态', en: 'state' },
    { zh: '进程', en: 'pid' },
    { zh: '地址', en: 'address' },
    { zh: '内存', en: 'memory' },
    { zh: '高度', en: 'height' },
    { zh: '区块哈希 / 构建', en: 'block hash / build' },
    { zh: '证书到期', en: 'certificates end' },
    { zh: '说明', en: '' },
  ];
  return all.map(inLanguage);
}

function rowOf(node: NodeStatus): string[] {
  const ends = node.certificates.map(({ expires }) => expires.slice(0, 10)).sort();
  return [
    node.name,
    inLanguage(STATES[node.state]),
    String(node.pid ?? '–'),
    node.address,
    node.memory === undefined ? '–' : `${Math.round(node.memory / MEGABYTE)} MB`,
    String(node.height ?? '–'),
    (node.blockHash ?? node.build ?? '–').slice(0, HASH_SHOWN),
    ends[0] ?? '–',
    notes(node),
  ];
}

function notes({ leads, clockSkew = 0, missingValues = 0 }: NodeStatus): string {
  return [
    ...(leads === true ? [inLanguage({ zh: '主节点', en: 'leader' })] : []),
    ...(Math.abs(clockSkew) > 1 ? [inLanguage({ zh: `时钟差 ${clockSkew} 秒`, en: `clock ${clockSkew} s off` })] : []),
    ...(missingValues > 0
      ? [inLanguage({ zh: `缺 ${missingValues} 组私有数据`, en: `${missingValues} private write sets missing` })]
      : []),
  ].join(', ');
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)))
      .join('  ')
      .trimEnd(),
  );
}

/** Chinese characters take two columns. */
function widthOf(text: string): number {
  return text.length + (text.match(/[\u2E80-\uFFFF]/gu)?.length ?? 0);
}
