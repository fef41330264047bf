// SPDX-License-Identifier: Apache-2.0
import type { Filing } from '../../../chaincode/domain/application/application.js';
import { replayTask } from '../../../chaincode/domain/application/replay.js';
import type { TaskHistory } from '../../../chaincode/domain/application/task-history.js';
import { departmentOf } from '../../../chaincode/domain/names.js';
import { applicationById } from '../../readmodel/queries/applications.js';
import { sha256 } from '../../readmodel/belief/digest.js';
import type { ReadModelDatabase } from '../../readmodel/tables.js';
import { GatewayProblem } from '../gateway-problem.js';
import type { Session } from '../session.js';

/** An application as filing and tasks tell it. */
export interface KnownApplication {
  readonly filing: Filing;
  /** By item, in the order of the filing. */
  readonly histories: ReadonlyMap<string, TaskHistory>;
  /** Items whose department has what the applicant filled in last. */
  readonly deposited: readonly string[];
  /** Another one after every move and every deposit. */
  readonly tag: string;
}

/** An application that the caller's department filed, or works on. @throws {GatewayProblem} NOT_FOUND, another's too. */
export async function knownApplication(
  database: ReadModelDatabase,
  { department }: Pick<Session, 'department'>,
  applicationId: string,
): Promise<KnownApplication> {
  const detail = await applicationById(database, applicationId);
  if (detail === undefined) throw new GatewayProblem('NOT_FOUND');
  const { filing, tasks, rows, tag } = detail;
  const parties = [filing.filedBy, ...filing.items.map(({ itemCode }) => departmentOf(itemCode))];
  if (!parties.includes(department)) throw new GatewayProblem('NOT_FOUND');
  const histories = filing.items.map(
    ({ itemCode }) => [itemCode, replayTask(filing, itemCode, tasks.get(itemCode), sha256)] as const,
  );
  const deposited = rows.filter(({ isDeposited }) => isDeposited).map(({ itemCode }) => itemCode);
  return { filing, histories: new Map(histories), deposited, tag };
}
