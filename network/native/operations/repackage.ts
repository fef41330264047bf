// SPDX-License-Identifier: Apache-2.0
import { approve, installChaincode } from '../lifecycle/deploy-chaincode.js';
import { committedDefinition } from '../lifecycle/lifecycle-queries.js';
import type { ChaincodeNode } from '../plan/nodes.js';
import { DepartmentClient } from '../steps/department-client.js';
import { untilAnswers } from './deploy-build.js';
import { finishExchange, prepareExchange } from './exchange-servers.js';
import type { Operation } from './operation.js';

/**
 * Exchanges one department's server and package, for the certificates in them: the package holds the one with which
 * peers come to the server. The definition stays; the department approves it again with the new package's id.
 */
export async function repackage({ site, programs }: Operation, server: ChaincodeNode): Promise<void> {
  const setting = site.state.chaincodes.find(({ name }) => name === server.chaincode);
  if (setting === undefined) return;
  const next = await prepareExchange(site, setting, [server]);
  await installChaincode(next, server, programs);
  const committed = await committedDefinition(new DepartmentClient(site, server.department), setting.name);
  if (committed !== undefined) await approve(next, server.department, setting, committed.sequence);
  await untilAnswers(next, server.department, setting);
  await finishExchange(site, next);
}
