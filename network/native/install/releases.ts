// SPDX-License-Identifier: Apache-2.0
import { DEFAULT_FABRIC } from '../../definitions/complete-definition.js';
import { OperationFailure } from '../operations/operation-failure.js';

export const FABRIC_CA_VERSION = '1.5.21';
export const OFFICIAL_RELEASES = 'https://github.com/hyperledger';

/** An archive of a release, and which programs of it are wanted (paths in the archive). */
export interface ReleaseArchive {
  readonly name: string;
  /** Where it lies below the releases' address. */
  readonly path: string;
  readonly programs: readonly string[];
}

export interface Host {
  readonly platform: string;
  readonly architecture: string;
}

const FABRIC_PROGRAMS = ['peer', 'orderer', 'osnadmin', 'configtxgen', 'configtxlator', 'ledgerutil', 'discover'];
const BUILDER_PROGRAMS = ['build', 'detect', 'release'];
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };
const BUILT_FOR = ['linux-amd64', 'linux-arm64', 'darwin-amd64', 'darwin-arm64'];

/**
 * The two archives that a host needs, named as the releases name them.
 * @throws {OperationFailure} `WRONG_INPUT` where there are none for this platform.
 */
export function archivesFor({ platform, architecture }: Host, version = DEFAULT_FABRIC): readonly ReleaseArchive[] {
  const target = `${platform}-${ARCHITECTURES[architecture] ?? architecture}`;
  if (!BUILT_FOR.includes(target)) {
    throw new OperationFailure('WRONG_INPUT', {
      zh: `Fabric 没有为 ${target} 发布程序；有：${BUILT_FOR.join('、')}。请在其中一种主机上运行，或自行编译后设置 FABRIC_BIN。`,
      en: `Fabric publishes no programs for ${target}; there are: ${BUILT_FOR.join(', ')}. Use such a host, or build them and set FABRIC_BIN.`,
    });
  }
  return [
    archive('fabric', 'hyperledger-fabric', target, version, [
      ...FABRIC_PROGRAMS.map((name) => `bin/${name}`),
      ...BUILDER_PROGRAMS.map((name) => `builders/ccaas/bin/${name}`),
    ]),
    archive('fabric-ca', 'hyperledger-fabric-ca', target, FABRIC_CA_VERSION, ['bin/fabric-ca-server']),
  ];
}

function archive(repository: string, product: string, target: string, version: string, programs: string[]) {
  const name = `${product}-${target}-${version}.tar.gz`;
  return { name, path: `${repository}/releases/download/v${version}/${name}`, programs };
}
