// SPDX-License-Identifier: Apache-2.0
import { ProbeNetwork } from './probe-network.js';

/*
 * One real network for all tests of a process. It is taken down at the end of the run, whatever failed; where the process
 * ends before, its nodes are ended with it.
 */

let opened: Promise<ProbeNetwork> | undefined;

after('the probe network is taken down', async function () {
  this.timeout(60_000);
  await (await opened?.catch(() => undefined))?.remove();
  opened = undefined;
});

export function sharedProbeNetwork(): Promise<ProbeNetwork> {
  opened ??= ProbeNetwork.open().then((network) => {
    process.once('exit', () => {
      if (opened !== undefined) network.kill();
    });
    return network;
  });
  return opened;
}
