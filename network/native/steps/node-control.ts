// SPDX-License-Identifier: Apache-2.0
import { request } from 'node:https';
import { connect } from 'node:net';
import { NodeProcess, type Launch } from '../processes/node-process.js';
import { untilReady } from '../processes/until-ready.js';
import type { NetworkNode } from '../plan/nodes.js';
import { LISTEN_ADDRESS } from '../plan/site.js';
import type { Site } from '../plan/site.js';
import { launchOf } from './launch-of.js';
import type { Programs } from '../programs/locate-programs.js';
import { START_MS } from './bring-up.js';

export function processOf(site: Site, node: NetworkNode): NodeProcess {
  return new NodeProcess(site.nodeFolder(node), site.logFile(node));
}

/** Starts a node unless it runs, and waits until it listens. */
export async function startNode(
  site: Site,
  node: NetworkNode,
  programs: Programs,
  under: readonly string[] = [],
): Promise<void> {
  const process = processOf(site, node);
  process.start(runBy(under, launchOf(site, node, programs)));
  const port = site.port(node, 'listen');
  const answers = node.kind === 'ca' ? () => caAnswers(port) : () => listens(port);
  await untilReady({ node: node.name, process, log: site.logFile(node), answers }, START_MS);
}

function runBy([first, ...others]: readonly string[], launch: Launch): Launch {
  return first === undefined
    ? launch
    : { ...launch, command: first, args: [...others, launch.command, ...launch.args] };
}

/** Whether somebody accepts connections there. */
export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: LISTEN_ADDRESS });
    const answer = (yes: boolean) => () => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', answer(true)).once('error', answer(false));
  });
}

/** It says no more than which authority it is, so its certificate need not be known yet. */
function caAnswers(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const options = { port, host: LISTEN_ADDRESS, path: '/cainfo', rejectUnauthorized: false, timeout: 2000 };
    const asked = request({ ...options, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asked.once('error', reject).once('timeout', () => asked.destroy(new Error('no answer')));
    asked.end();
  });
}
