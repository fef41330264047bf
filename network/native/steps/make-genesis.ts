// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { endorsementPolicyOf } from '../../definitions/endorsement-policy.js';
import { configtxConfig, PROFILE } from '../config/configtx-config.js';
import type { ChannelPlan } from '../config/configtx-config.js';
import { yamlText } from '../config/yaml-text.js';
import { writePrivate } from '../files/write-private.js';
import { NetworkFailure } from '../network-failure.js';
import { ordererOrganisation, orders, peerOrganisation } from '../plan/organisations.js';
import { HOST } from '../plan/site.js';
import type { Site } from '../plan/site.js';
import type { BringUp } from './bring-up.js';

const run = promisify(execFile);

/** The channel's first block; made once, since every node begins with it. */
export function genesisFile(site: Site): string {
  return join(site.directory, 'channel', 'genesis.block');
}

export async function makeGenesis({ site, programs, signal }: BringUp): Promise<void> {
  const block = genesisFile(site);
  if (existsSync(block)) return;
  const folder = join(site.directory, 'channel');
  writePrivate(join(folder, 'configtx.yaml'), yamlText(configtxConfig(channelPlan(site))));
  const draft = `${block}.draft`;
  const args = ['-profile', PROFILE, '-channelID', site.state.definition.channel, '-outputBlock', draft];
  try {
    const environment = { FABRIC_CFG_PATH: folder, FABRIC_LOGGING_SPEC: 'error' };
    await run(programs.path('configtxgen'), args, { cwd: folder, env: environment, ...(signal && { signal }) });
  } catch (error) {
    const said = error instanceof Error ? error.message.slice(0, 2000) : String(error);
    const text = { zh: `configtxgen 未能生成通道的首个区块：${said}`, en: `configtxgen made no first block: ${said}` };
    throw new NetworkFailure('CHANNEL_REFUSED', text, { cause: error });
  }
  renameSync(draft, block);
}

/** What the channel's configuration says of its members. */
export function channelPlan(site: Site): ChannelPlan {
  const { definition } = site.state;
  const orderersOf = (code: string) => site.orderers.filter(({ department }) => department === code);
  return {
    batch: definition.batch,
    release: releaseOf(definition.fabric),
    twoDepartments: endorsementPolicyOf(definition),
    peerOrganisations: definition.departments.map((department) => ({
      mspId: department.mspId,
      mspFolder: site.organisationMsp(peerOrganisation(department)),
      anchors: site.peers
        .filter((peer) => peer.department === department.code)
        .slice(0, 1)
        .map((peer) => ({ host: HOST, port: site.port(peer, 'listen') })),
    })),
    ordererOrganisations: definition.departments
      .filter(({ code }) => orders(definition, code))
      .map((department) => ({
        mspId: ordererOrganisation(department).mspId,
        mspFolder: site.organisationMsp(ordererOrganisation(department)),
        endpoints: orderersOf(department.code).map((orderer) => site.endpoint(orderer)),
      })),
    consenters: site.orderers.map((orderer) => ({
      host: HOST,
      port: site.port(orderer, 'listen'),
      certificate: join(site.nodeFolder(orderer), 'tls', 'cert.pem'),
    })),
  };
}

/** `major.minor` */
export function releaseOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}
