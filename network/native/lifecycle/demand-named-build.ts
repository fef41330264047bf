// SPDX-License-Identifier: Apache-2.0
import { NetworkFailure } from '../network-failure.js';
import type { ChaincodeSetting } from '../plan/chaincode-setting.js';
import type { Site } from '../plan/site.js';

const SHOWN = 16;

/**
 * The build that would be served must be the one that the departments approved.
 * @throws {NetworkFailure} CHAINCODE_BUILD_DIFFERS
 */
export function demandNamedBuild(site: Site, { name, digest }: ChaincodeSetting): void {
  const named = site.state.chaincodes.find((setting) => setting.name === name)?.digest;
  if (named === undefined || digest === undefined || named === digest) return;
  throw new NetworkFailure('CHAINCODE_BUILD_DIFFERS', {
    zh: `本机的链码构建 ${digest.slice(0, SHOWN)} 不是网络定义的 ${named.slice(0, SHOWN)}，其链码服务未启动，其余节点已在运行。请运行“onedoor network deploy”由各部门批准新构建，或换回原构建后再次运行“onedoor network up”。`,
    en: `The build of chaincode ${name} on this machine is ${digest.slice(0, SHOWN)}, not ${named.slice(0, SHOWN)} that the network's definition names, so its servers are not started; everything else runs. Have the departments approve this build with "onedoor network deploy", or go back to the other build and run "onedoor network up" again.`,
  });
}
