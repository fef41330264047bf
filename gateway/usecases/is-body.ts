// SPDX-License-Identifier: Apache-2.0
import type { Department } from '../../chaincode/domain/catalogue/department.js';
import { catalogueEntry } from '../readmodel/queries/catalogue.js';
import type { ReadModelDatabase } from '../readmodel/tables.js';
import type { Session } from './session.js';

type Body = Department['bodies'][number];

/** Functions for the whole channel, and the role in which a department exercises them. */
const ROLES = { AUDITOR: 'auditor', OPERATOR: 'operator' } as const satisfies Partial<Record<Body, Session['role']>>;

/** Whether the caller acts for the channel: its role counts only in a department that the register names for it. */
export async function isBody(
  database: ReadModelDatabase,
  { department, role }: Session,
  body: keyof typeof ROLES,
): Promise<boolean> {
  if (role !== ROLES[body]) return false;
  const entry = await catalogueEntry(database, 'department', department);
  return entry?.document.bodies.includes(body) ?? false;
}
