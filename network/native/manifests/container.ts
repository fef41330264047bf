// SPDX-License-Identifier: Apache-2.0
import type { NodeKind } from '../plan/nodes.js';

/** A file that a container is given. */
export interface ContainerFile {
  /** Key within the Secret or ConfigMap; also its name in Compose. */
  readonly key: string;
  /** Below {@link CONFIGURATION}. */
  readonly path: string;
}

/** Written by us: holds no secret. */
export interface ConfigurationFile extends ContainerFile {
  readonly text: string;
}

/** From the node's folder of material; never written into anything but a Secret. */
export interface MaterialFile extends ContainerFile {
  /** Path below `<material>/<node>/`. */
  readonly source: string;
  /** A private key or password: 0400. */
  readonly isPrivate: boolean;
}

export interface ContainerPort {
  readonly name: string;
  readonly port: number;
}

/** One node as a container, before it is written for Compose or Kubernetes. */
export interface Container {
  /** A DNS label: name of the service, and of the host by which others reach it. */
  readonly name: string;
  /** Name in the definition, as `civil-affairs.peer0`. */
  readonly node: string;
  readonly kind: NodeKind;
  readonly department: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly configuration: readonly ConfigurationFile[];
  readonly material: readonly MaterialFile[];
  readonly ports: readonly ContainerPort[];
  /** Port of `/healthz` over TLS; without one, whether `listen` takes connections tells. */
  readonly healthPort?: number;
  /** Size of the volume at {@link DATA}; without one the node keeps nothing. */
  readonly disk?: string;
  readonly resources: {
    readonly cpu: string;
    readonly memory: string;
    readonly memoryLimit: string;
  };
  /** Environment variables whose value is known only when the chaincode was packaged. */
  readonly laterVariables: readonly string[];
}

/** Folder of configuration, MSP and TLS files in every container. */
export const CONFIGURATION = '/etc/onedoor';
/** Folder of everything a node writes. */
export const DATA = '/var/lib/onedoor';
/** User and group of every container; files for them belong to this id. */
export const USER_ID = 10_001;
