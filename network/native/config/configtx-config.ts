// SPDX-License-Identifier: Apache-2.0
import type { BatchDefinition } from '../../definitions/definition.js';

/** Name of the profile in the file. */
export const PROFILE = 'Channel';
/** The chaincode's policy for public keys: a named one, so that it is renewed with the channel's configuration. */
export const TWO_DEPARTMENTS = 'TwoDepartments';

export interface ChannelOrganisation {
  readonly mspId: string;
  readonly mspFolder: string;
}

export interface PeerOrganisationPlace extends ChannelOrganisation {
  readonly anchors: readonly { readonly host: string; readonly port: number }[];
}

export interface OrdererOrganisationPlace extends ChannelOrganisation {
  /** `host:port` of its orderers. */
  readonly endpoints: readonly string[];
}

export interface Consenter {
  readonly host: string;
  readonly port: number;
  /** Its TLS certificate, a file. */
  readonly certificate: string;
}

export interface ChannelPlan {
  readonly batch: BatchDefinition;
  readonly peerOrganisations: readonly PeerOrganisationPlace[];
  readonly ordererOrganisations: readonly OrdererOrganisationPlace[];
  readonly consenters: readonly Consenter[];
  /** A signature policy in Fabric's words. */
  readonly twoDepartments: string;
  /** `major.minor` of Fabric. */
  readonly release: string;
}

/** configtx.yaml of the channel's first block. */
export function configtxConfig(plan: ChannelPlan): object {
  const old = plan.release === '2.5';
  return {
    Profiles: {
      [PROFILE]: {
        Policies: meta('MAJORITY Admins'),
        Capabilities: old ? { V2_0: true } : { V3_0: true },
        Orderer: orderer(plan),
        Application: {
          Organizations: plan.peerOrganisations.map(peerOrganisation),
          Policies: {
            ...meta('MAJORITY Admins'),
            LifecycleEndorsement: implicit('MAJORITY Endorsement'),
            Endorsement: implicit('MAJORITY Endorsement'),
            [TWO_DEPARTMENTS]: signature(plan.twoDepartments),
          },
          Capabilities: { V2_5: true },
        },
      },
    },
  };
}

function orderer({ batch, consenters, ordererOrganisations }: ChannelPlan): object {
  // Its administrator or anybody else of the organisation signs no block, only its orderers do.
  const orderers = ordererOrganisations.map(({ mspId }) => `'${mspId}.orderer'`);
  return {
    OrdererType: 'etcdraft',
    BatchTimeout: batch.timeout,
    BatchSize: {
      MaxMessageCount: batch.maxMessages,
      AbsoluteMaxBytes: batch.absoluteBytes,
      PreferredMaxBytes: batch.preferredBytes,
    },
    EtcdRaft: {
      Consenters: consenters.map(({ host, port, certificate }) => ({
        Host: host,
        Port: port,
        ClientTLSCert: certificate,
        ServerTLSCert: certificate,
      })),
      Options: {
        TickInterval: '200ms',
        ElectionTick: 10,
        HeartbeatTick: 1,
        MaxInflightBlocks: 5,
        SnapshotIntervalSize: '16 MB',
      },
    },
    Organizations: ordererOrganisations.map(ordererOrganisation),
    Policies: { ...meta('MAJORITY Admins'), BlockValidation: signature(`OR(${orderers.join(', ')})`) },
    Capabilities: { V2_0: true },
  };
}

function peerOrganisation({ mspId, mspFolder, anchors }: PeerOrganisationPlace): object {
  return {
    Name: mspId,
    ID: mspId,
    MSPDir: mspFolder,
    Policies: {
      Readers: signature(`OR('${mspId}.admin', '${mspId}.peer', '${mspId}.client')`),
      Writers: signature(`OR('${mspId}.admin', '${mspId}.client')`),
      Admins: signature(`OR('${mspId}.admin')`),
      // The implicit collection of the department is written with exactly this.
      Endorsement: signature(`OR('${mspId}.peer')`),
    },
    AnchorPeers: anchors.map(({ host, port }) => ({ Host: host, Port: port })),
  };
}

function ordererOrganisation({ mspId, mspFolder, endpoints }: OrdererOrganisationPlace): object {
  return {
    Name: mspId,
    ID: mspId,
    MSPDir: mspFolder,
    Policies: {
      Readers: signature(`OR('${mspId}.member')`),
      Writers: signature(`OR('${mspId}.member')`),
      Admins: signature(`OR('${mspId}.admin')`),
      Endorsement: signature(`OR('${mspId}.orderer')`),
    },
    OrdererEndpoints: endpoints,
  };
}

function meta(admins: string): object {
  return { Readers: implicit('ANY Readers'), Writers: implicit('ANY Writers'), Admins: implicit(admins) };
}

function implicit(rule: string): object {
  return { Type: 'ImplicitMeta', Rule: rule };
}

function signature(rule: string): object {
  return { Type: 'Signature', Rule: rule };
}
