// SPDX-License-Identifier: Apache-2.0
import type { Told } from '../network-failure.js';
import type { NodeKind } from '../plan/nodes.js';
import type { ProcessState } from '../processes/node-process.js';

/** What a node says of itself, and what its process and files say. */
export interface NodeStatus {
  readonly name: string;
  readonly kind: NodeKind;
  readonly department: string;
  readonly state: ProcessState;
  readonly address: string;
  readonly pid?: number;
  readonly startedAt?: string;
  /** Memory that the process holds, in bytes. */
  readonly memory?: number;
  /** Whether it answers; a node that does not run does not. */
  readonly answers: boolean;
  /** Blocks that it has of the channel. */
  readonly height?: number;
  /** Hash of the block below the lowest height of all peers, so that all peers' can be compared; hex. */
  readonly blockHash?: string;
  /** Of an orderer: whether it leads the others. */
  readonly leads?: boolean;
  /** Its clock less this one, in whole seconds, which is as exact as it is told. */
  readonly clockSkew?: number;
  readonly certificates: readonly CertificateStatus[];
  /** Of a chaincode server: the digest of the build that it runs. */
  readonly build?: string;
  /** Of a chaincode server: the package that it serves. */
  readonly packageId?: string;
  /** Private values that a peer said it has not got, less those that it said it got later. */
  readonly missingValues?: number;
}

export interface CertificateStatus {
  readonly use: 'identity' | 'tls' | 'authority';
  /** ISO 8601 */
  readonly expires: string;
}

export interface ChaincodeStatus {
  readonly name: string;
  /** Version and digest as the network's definition has them. */
  readonly version: string;
  readonly digest?: string;
  /** What is committed on the channel; nothing where nothing is, or nobody answers. */
  readonly committed?: { readonly version: string; readonly sequence: number; readonly approvals: readonly string[] };
}

/** Something that is not as it should be. A warning leaves the network healthy. */
export interface Problem {
  readonly code: string;
  readonly severity: 'fault' | 'warning';
  readonly node?: string;
  readonly text: Told;
}

export interface NetworkStatus {
  readonly healthy: boolean;
  readonly channel: string;
  /** The process that starts crashed nodes again; `stopped` where the network was brought up without it. */
  readonly supervisor: ProcessState;
  readonly nodes: readonly NodeStatus[];
  readonly chaincodes: readonly ChaincodeStatus[];
  readonly problems: readonly Problem[];
}
