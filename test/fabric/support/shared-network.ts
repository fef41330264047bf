// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDefinition } from '../../../network/definitions/load-definition.js';
import { NativeNetwork } from '../../../network/native/native-network.js';
import { endFolder } from '../../../network/native/steps/stop-nodes.js';
import { onedoorNetwork } from '../../../scripts/network/onedoor-network.js';

/** For the `this.timeout` of a hook that may be the one that brings the network up. */
export const SHARED_UP_MS = 120_000;

let shared: Promise<NativeNetwork> | undefined;
let directory: string | undefined;

/**
 * The minimal network with this build's chaincode, one for all test files of this process: brought up by the first who
 * asks, taken down after the last test. Whoever stops one of its nodes starts it again.
 */
export function sharedNetwork(): Promise<NativeNetwork> {
  shared ??= bringUp();
  return shared;
}

function bringUp(): Promise<NativeNetwork> {
  directory = mkdtempSync(join(tmpdir(), 'onedoor-network-'));
  return NativeNetwork.up({ ...onedoorNetwork(loadDefinition('minimal')), directory, ports: 'free' });
}

// Outside of any suite it belongs to the root, which ends last.
after(async function () {
  this.timeout(SHARED_UP_MS);
  if (directory === undefined) return;
  await shared?.catch(() => undefined);
  await NativeNetwork.down(directory, { purge: true });
  directory = undefined;
});

// Where the run is broken off, nothing but this is left to do.
process.once('exit', () => {
  if (directory === undefined) return;
  endFolder(directory);
  rmSync(directory, { recursive: true, force: true });
});
