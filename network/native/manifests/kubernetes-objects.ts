// SPDX-License-Identifier: Apache-2.0
import type { IConfigMap, INamespace, IPersistentVolumeClaim, ISecret, IService } from 'kubernetes-models/v1';
import type { IDeployment } from 'kubernetes-models/apps/v1';
import type { Container } from './container.js';
import { PACKAGES, podTemplate } from './kubernetes-pod.js';

export interface KubernetesSettings {
  readonly namespace: string;
  /** Of the volumes; without one the cluster's default. */
  readonly storageClass?: string;
}

/** Labels by which a Service finds its node. */
function labelsOf({ name, kind, department }: Container): Record<string, string> {
  return {
    'app.kubernetes.io/part-of': 'onedoor',
    'app.kubernetes.io/name': kind,
    'app.kubernetes.io/instance': name,
    'onedoor/department': department,
  };
}

export function namespaceObject({ namespace }: KubernetesSettings): INamespace {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
}

/** The package id of each chaincode server, which is known once its department has packaged it. */
export function packagesObject(
  containers: readonly Container[],
  { namespace }: KubernetesSettings,
  ids: ReadonlyMap<string, string>,
): IConfigMap {
  const servers = containers.filter(({ laterVariables }) => laterVariables.length > 0);
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: PACKAGES, namespace },
    data: Object.fromEntries(servers.map(({ name }) => [name, ids.get(name) ?? ''])),
  };
}

/** Everything of one node but its Secret. */
export function nodeObjects(container: Container, settings: KubernetesSettings): object[] {
  return [
    ...(container.configuration.length === 0 ? [] : [configMap(container, settings)]),
    ...(container.disk === undefined ? [] : [volumeClaim(container, container.disk, settings)]),
    service(container, settings),
    deployment(container, settings),
  ];
}

/** `files`: key → content; what is not at hand yet stands there empty. */
export function secretObject(
  container: Container,
  { namespace }: KubernetesSettings,
  files: ReadonlyMap<string, Uint8Array>,
): ISecret {
  const { name, material } = container;
  const data = Object.fromEntries(
    material.map(({ key }) => [key, Buffer.from(files.get(key) ?? new Uint8Array()).toString('base64')]),
  );
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace, labels: labelsOf(container) },
    type: 'Opaque',
    data,
  };
}

function configMap(container: Container, { namespace }: KubernetesSettings): IConfigMap {
  const { name, configuration } = container;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace, labels: labelsOf(container) },
    data: Object.fromEntries(configuration.map(({ key, text }) => [key, text])),
  };
}

function volumeClaim(container: Container, disk: string, settings: KubernetesSettings): IPersistentVolumeClaim {
  const { namespace, storageClass } = settings;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: container.name, namespace, labels: labelsOf(container) },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: disk } },
      ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
    },
  };
}

function service(container: Container, { namespace }: KubernetesSettings): IService {
  const labels = labelsOf(container);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: container.name, namespace, labels },
    spec: {
      selector: { 'app.kubernetes.io/instance': container.name },
      ports: container.ports.map(({ name, port }) => ({ name, port, targetPort: name, protocol: 'TCP' })),
    },
  };
}

/** One replica, and the old one ends before the new one begins: two must never write one volume. */
function deployment(container: Container, { namespace }: KubernetesSettings): IDeployment {
  const labels = labelsOf(container);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: container.name, namespace, labels },
    spec: {
      replicas: 1,
      strategy: { type: 'Recreate' },
      selector: { matchLabels: { 'app.kubernetes.io/instance': container.name } },
      template: podTemplate(container, labels),
    },
  };
}
