// SPDX-License-Identifier: Apache-2.0
import { GUARDS } from './guards.js';
import { MOVE_NAMES, ruleOf, type MoveDocument, type StateBefore } from './moves.js';
import { FRUITLESS, type TaskState } from './states.js';

const BY: Readonly<Record<MoveDocument, string>> = { FILING: 'filing department', TASK: "item's department" };

/** The table of moves as a state diagram of Mermaid; moves between the same states share an arrow. */
export function movesDiagram(): string {
  const arrows = new Map<string, string[]>();
  for (const name of MOVE_NAMES) {
    for (const [from, to] of Object.entries(ruleOf(name).leads) as [StateBefore, TaskState][]) {
      const arrow = `${from === 'NONE' ? '[*]' : from} --> ${to}`;
      arrows.set(arrow, [...(arrows.get(arrow) ?? []), name]);
    }
  }
  const ends = [...FRUITLESS, 'CLOSED'].map((state) => `${state} --> [*]`);
  const lines = [...Array.from(arrows, ([arrow, names]) => `${arrow}: ${names.join(', ')}`), ...ends];
  return ['stateDiagram-v2', ...lines.map((line) => `  ${line}`)].join('\n');
}

/** The table of moves in Markdown: who makes each, from where to where, for which reasons, and how it can be refused. */
export function movesTable(): string {
  const rows = MOVE_NAMES.map((name) => {
    const { in: documents, roles, leads, reasons, guards } = ruleOf(name);
    const ways = Object.entries(leads).map(([from, to]) => `${from === 'NONE' ? '·' : from} → ${to}`);
    return [
      `\`${name}\``,
      documents.map((document) => BY[document]).join(', '),
      roles.join(', '),
      ways.join('<br>'),
      reasons.join(', '),
      guards.map((guard) => `\`${GUARDS[guard]}\``).join(', '),
    ];
  });
  const head = ['move', 'by', 'roles', 'from → to', 'reasons', 'can be refused as'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
