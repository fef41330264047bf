// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { socketPath, type NamespacePlan } from './namespace-plan.js';
import { Relay } from './relay.js';

// Runs in the network namespace of its own, where there is nothing but a loopback device that is off.
const plan = JSON.parse(process.argv[2] ?? '{}') as NamespacePlan;
for (const command of [
  'link set lo up',
  // A peer does not start where there is no other device than the loopback.
  'link add inside0 type veth peer name inside1',
  'address add 192.0.2.1/24 dev inside0',
  'link set inside0 up',
])
  execFileSync('ip', command.split(' '));
for (const port of plan.outside) await Relay.open(port, { path: socketPath(plan, 'out', port) });
for (const port of plan.inside) await Relay.open(socketPath(plan, 'in', port), { host: '127.0.0.1', port });
process.send?.('ready');
process.once('disconnect', () => process.exit());
