// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { addDepartmentVerb, revokeVerb } from './network/departments.js';
import { blocksVerb } from './network/blocks.js';
import { invokeVerb, queryVerb } from './network/call.js';
import { downVerb } from './network/down.js';
import { installVerb } from './network/install.js';
import { backupNodeVerb, deployVerb, renewVerb, restoreNodeVerb } from './network/maintenance.js';
import { composeVerb, kubernetesVerb, materialVerb } from './network/manifests.js';
import { proposalVerb } from './network/proposal.js';
import { logsVerb } from './network/logs.js';
import { restartVerb } from './network/restart.js';
import { networkStatusVerb } from './network/status.js';
import { upVerb } from './network/up.js';
import { verb } from './verb.js';

/** Running it. */
const RUNNING = [upVerb, downVerb, networkStatusVerb, logsVerb, restartVerb, invokeVerb, queryVerb, blocksVerb];
/** Operating it: what changes the channel, the certificates, the machines. */
const OPERATING = [
  installVerb,
  deployVerb,
  addDepartmentVerb,
  proposalVerb,
  renewVerb,
  revokeVerb,
  backupNodeVerb,
  restoreNodeVerb,
  composeVerb,
  kubernetesVerb,
  materialVerb,
];

/** `onedoor network <command>`, which is `npm run network -- <command>`. */
export function networkVerb(): Command {
  const network = verb('network', {
    zh: '在本机运行 Hyperledger Fabric 网络（无需 Docker）',
    en: 'a Hyperledger Fabric network on this machine, without Docker',
  });
  for (const subverb of [...RUNNING, ...OPERATING]) network.addCommand(subverb());
  return network;
}
