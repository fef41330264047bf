// SPDX-License-Identifier: Apache-2.0
import { listImports as readImports } from '../../readmodel/queries/imports.js';
import { DEFAULT_PAGE } from '../page.js';
import type { Services } from '../services.js';
import type { Session } from '../session.js';
import type { ImportList, ImportQuery } from './import-view.js';

/** What the caller's department imported, newest first. @throws {GatewayProblem} CURSOR_INVALID */
export async function listImports(
  { readModel, cursors }: Services,
  session: Session,
  { cursor, limit = DEFAULT_PAGE }: ImportQuery,
): Promise<ImportList> {
  const scope = { session, list: 'imports', question: {} };
  const before = cursor === undefined ? {} : { before: cursors.read(cursor, scope) };
  const page = await readImports(readModel.database, { department: session.department, ...before, limit });
  return { imports: [...page.rows], next: page.next === undefined ? null : cursors.write(page.next, scope) };
}
