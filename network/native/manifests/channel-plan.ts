// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { endorsementPolicyOf } from '../../definitions/endorsement-policy.js';
import { configtxConfig } from '../config/configtx-config.js';
import { yamlText } from '../config/yaml-text.js';
import { organisationsOf } from '../plan/organisations.js';
import type { Organisation } from '../plan/organisations.js';
import { hostOf } from './manifest-settings.js';
import type { NetworkView } from './network-view.js';
import { portOf } from './node-ports.js';

/** `channel/configtx.yaml`: from it configtxgen makes the channel's first block, once everybody's certificates are there. */
export function channelConfiguration(view: NetworkView): string {
  const { settings, nodes, ports } = view;
  const { definition } = settings;
  const place = (node: { readonly name: string }): { host: string; port: number } => ({
    host: hostOf(node, settings),
    port: portOf(ports.get(node.name), 'listen'),
  });
  const orderers = nodes.filter((node) => node.kind === 'orderer');
  const peers = nodes.filter((node) => node.kind === 'peer');
  const organisations = organisationsOf(definition);
  const endpoint = ({ host, port }: { host: string; port: number }): string => `${host}:${port}`;
  const plan = configtxConfig({
    batch: definition.batch,
    release: definition.fabric.split('.').slice(0, 2).join('.'),
    twoDepartments: endorsementPolicyOf(definition),
    peerOrganisations: organisations
      .filter(({ kind }) => kind === 'peers')
      .map((organisation) => ({
        ...mspOf(organisation),
        anchors: peers
          .filter(({ organisation: of }) => of.mspId === organisation.mspId)
          .slice(0, 1)
          .map(place),
      })),
    ordererOrganisations: organisations
      .filter(({ kind }) => kind === 'orderers')
      .map((organisation) => ({
        ...mspOf(organisation),
        endpoints: orderers
          .filter(({ organisation: of }) => of.mspId === organisation.mspId)
          .map(place)
          .map(endpoint),
      })),
    consenters: orderers.map((orderer) => ({
      ...place(orderer),
      certificate: join('..', 'material', orderer.name, 'tls', 'cert.pem'),
    })),
  });
  return yamlText(plan);
}

function mspOf({ mspId }: Organisation): { mspId: string; mspFolder: string } {
  return { mspId, mspFolder: join('..', 'organisations', mspId, 'msp') };
}
