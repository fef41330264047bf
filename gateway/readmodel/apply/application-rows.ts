// SPDX-License-Identifier: Apache-2.0
import { applicationState } from '../../../chaincode/domain/application/application-state.js';
import type { Filing } from '../../../chaincode/domain/application/application.js';
import { newTask, type Step, type TaskHistory } from '../../../chaincode/domain/application/task-history.js';
import { departmentOf } from '../../../chaincode/domain/names.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import type { KnownApplication } from './known-application.js';
import { taskRow } from './task-row.js';
import type { Writer } from './writer.js';

/** What a row of `taskMoves` says besides whose task it is. */
interface ShownMove {
  readonly move: string;
  readonly madeBy: string;
  readonly state: string;
  readonly applicationState: string;
}

/** A new application: all its tasks are submitted. */
export function addApplication(writer: Writer, filing: Filing): void {
  const { rows, source } = writer;
  const { applicationId, filedBy, caseRef, at, theme } = filing;
  const histories = filing.items.map((item) => newTask(item, at));
  const state = applicationState(histories.map((history) => history.state));
  const themeCode = theme?.code ?? null;
  const filed = { filedIn: source.transactionId, filedBlock: source.block };
  const document = canonicalJson(filing);
  rows.insert('applications', {
    ...{ applicationId, filedBy, caseRef, at, themeCode, state, document },
    ...filed,
    ...source,
  });
  writer.count('applications', filedBy);
  for (const history of histories) {
    rows.insert('tasks', taskRow(writer, filing, history));
    const move = { move: 'SUBMIT', madeBy: filedBy, state: history.state, applicationState: state };
    addMove(writer, filing, history.filed.itemCode, move);
  }
}

/** Puts what has changed into the rows of an application: the moves that were made, and where they led. */
export function showApplication(
  writer: Writer,
  { filing, tasks }: KnownApplication,
  histories: readonly TaskHistory[],
): void {
  const { rows, source } = writer;
  const state = applicationState(histories.map((history) => history.state));
  const { applicationId } = filing;
  for (const history of histories) {
    const { itemCode } = history.filed;
    const before = rows.find('tasks', ['moves'], { applicationId, itemCode })?.moves ?? 0;
    const steps = history.steps.slice(before);
    if (steps.length === 0) continue;
    rows.replace('tasks', taskRow(writer, filing, history, tasks.get(itemCode)), TASK_KEY);
    for (const step of steps) showStep(writer, filing, itemCode, step, state);
  }
  rows.run('UPDATE applications SET state = ?, document = ?, transactionId = ?, block = ? WHERE applicationId = ?', [
    ...[state, canonicalJson(filing), source.transactionId, source.block, applicationId],
  ]);
}

const TASK_KEY = ['applicationId', 'itemCode', 'department', 'filedBy'] as const;

function showStep(writer: Writer, filing: Filing, itemCode: string, step: Step, applicationState_: string): void {
  const { move, to: state, document } = step;
  const madeBy = document === 'FILING' ? filing.filedBy : departmentOf(itemCode);
  addMove(writer, filing, itemCode, { move: move.move, madeBy, state, applicationState: applicationState_ });
  if ('result' in move && move.result.recordId !== undefined) {
    writer.rows.run('UPDATE records SET inert = 0 WHERE recordId = ? AND applicationId = ? AND itemCode = ?', [
      ...[move.result.recordId, filing.applicationId, itemCode],
    ]);
  }
}

function addMove(writer: Writer, { applicationId, filedBy }: Filing, itemCode: string, shown: ShownMove): void {
  const { rows, source, at } = writer;
  const department = departmentOf(itemCode);
  rows.insert('taskMoves', { applicationId, itemCode, department, filedBy, ...shown, at, ...source });
  writer.count('moves', shown.move);
}
