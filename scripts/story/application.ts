// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../../chaincode/domain/roles.js';
import type { ApplicationAnswer } from '../../gateway/usecases/applications/application-answer.js';
import type { ApplicationRequest } from '../../gateway/usecases/applications/application-request.js';
import type { ApplicationItemView, ApplicationView } from '../../gateway/usecases/applications/application-view.js';
import type { MoveAnswer } from '../../gateway/usecases/applications/move-answer.js';
import type { MoveRequest } from '../../gateway/usecases/applications/move-request.js';
import type { Stage } from './stage.js';

/** Who moves. */
export interface Mover {
  readonly department: string;
  readonly role: Role;
}

export async function fileApplication(
  stage: Stage,
  { department, role }: Mover,
  body: ApplicationRequest,
): Promise<ApplicationAnswer> {
  return (await stage.ask(department, role, '/v1/applications', { method: 'POST', body })) as ApplicationAnswer;
}

/** An application as a department sees it, and the tag that a move of that department needs. */
export async function readApplication(
  stage: Stage,
  { department, role }: Mover,
  id: string,
): Promise<{ view: ApplicationView; etag: string }> {
  let etag = '';
  const onHeaders = (headers: Headers): void => {
    etag = headers.get('etag') ?? '';
  };
  const view = await stage.ask(department, role, `/v1/applications/${id}`, { retries: 5, onHeaders });
  return { view: view as ApplicationView, etag };
}

/** Reads the application and makes a move on what was read. */
export async function makeMove(stage: Stage, mover: Mover, id: string, body: MoveRequest): Promise<MoveAnswer> {
  const { etag } = await readApplication(stage, mover, id);
  const options = { method: 'POST', body, headers: { 'if-match': etag } } as const;
  return (await stage.ask(mover.department, mover.role, `/v1/applications/${id}/moves`, options)) as MoveAnswer;
}

export function itemIn({ items }: ApplicationView, itemCode: string): ApplicationItemView | undefined {
  return items.find((item) => item.itemCode === itemCode);
}
