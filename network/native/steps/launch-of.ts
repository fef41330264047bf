// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LISTEN_ADDRESS } from '../plan/site.js';
import type { ChaincodeNode, NetworkNode } from '../plan/nodes.js';
import type { Site } from '../plan/site.js';
import type { Launch } from '../processes/node-process.js';
import type { Programs } from '../programs/locate-programs.js';

/** How a node's process is started; its folder has been prepared. */
export function launchOf(site: Site, node: NetworkNode, programs: Programs): Launch {
  const folder = site.nodeFolder(node);
  switch (node.kind) {
    case 'ca':
      return { command: programs.path('fabric-ca-server'), args: ['start', '--home', folder, '--loglevel', 'warning'] };
    case 'orderer':
      return { command: programs.path('orderer'), args: [], environment: fabric(folder) };
    case 'peer':
      return { command: programs.path('peer'), args: ['node', 'start'], environment: fabric(folder) };
    case 'chaincode':
      return chaincodeLaunch(site, node, folder);
  }
}

/** Warnings, and what a peer says of private values that it lacks or has got, of which it tells nowhere else. */
const LOGGED = 'warning:gossip.privdata=info';
const LOG_FORMAT = '%{time:2006-01-02T15:04:05.000Z07:00} %{level:.4s} [%{module}] %{message}';

function fabric(folder: string): Record<string, string> {
  return { FABRIC_CFG_PATH: folder, FABRIC_LOGGING_SPEC: LOGGED, FABRIC_LOGGING_FORMAT: LOG_FORMAT };
}

function chaincodeLaunch(site: Site, node: ChaincodeNode, folder: string): Launch {
  const setting = site.state.chaincodes.find(({ name }) => name === node.chaincode);
  if (setting === undefined) throw new Error(`no chaincode ${node.chaincode}`);
  const [command, ...args] = setting.command;
  const environment = {
    ...setting.environment,
    CHAINCODE_SERVER_ADDRESS: `${LISTEN_ADDRESS}:${site.port(node, 'listen')}`,
    CHAINCODE_ID: readFileSync(packageIdFile(folder), 'utf8').trim(),
    CHAINCODE_TLS_KEY_FILE: join(folder, 'tls', 'key.pem'),
    CHAINCODE_TLS_CERT_FILE: join(folder, 'tls', 'cert.pem'),
    CHAINCODE_CLIENT_CA_CERT_FILE: join(folder, 'tls', 'ca.pem'),
    CHAINCODE_REPORT_FILE: join(folder, 'report.json'),
    // Who starts it again after a crash, when other code may lie there, does not serve that under the approved name.
    ...(setting.digest === undefined ? {} : { CHAINCODE_BUILD: setting.digest }),
    CORE_PEER_LOCALMSPID: node.organisation.mspId,
  };
  return { command, args, environment };
}

/** Where the id of the package that the department's peers hold is kept. */
export function packageIdFile(folder: string): string {
  return join(folder, 'package-id');
}
