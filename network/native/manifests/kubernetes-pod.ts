// SPDX-License-Identifier: Apache-2.0
import type { IContainer, IPodSpec, IPodTemplateSpec, IProbe, IVolume } from 'kubernetes-models/v1';
import { CONFIGURATION, DATA, USER_ID } from './container.js';
import type { Container } from './container.js';

/** Key of a chaincode's package id, in the ConfigMap of all of them. */
export const PACKAGES = 'chaincode-packages';
const READABLE = 0o444;
const PRIVATE = 0o400;

export function podTemplate(container: Container, labels: Record<string, string>): IPodTemplateSpec {
  return { metadata: { labels }, spec: podSpec(container) };
}

function podSpec(container: Container): IPodSpec {
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: 30,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: USER_ID,
      runAsGroup: USER_ID,
      fsGroup: USER_ID,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...(container.kind === 'orderer' ? { affinity: APART } : {}),
    containers: [theContainer(container)],
    volumes: volumes(container),
  };
}

/** Orderers of one channel share no machine, as far as there are enough of them. */
const APART: NonNullable<IPodSpec['affinity']> = {
  podAntiAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: [
      {
        weight: 100,
        podAffinityTerm: {
          topologyKey: 'kubernetes.io/hostname',
          labelSelector: {
            matchLabels: { 'app.kubernetes.io/name': 'orderer', 'app.kubernetes.io/part-of': 'onedoor' },
          },
        },
      },
    ],
  },
};

function theContainer(container: Container): IContainer {
  const { kind, image, command, environment, ports, resources, disk } = container;
  return {
    name: kind,
    image,
    command: [...command],
    env: [
      ...Object.entries(environment).map(([name, value]) => ({ name, value })),
      ...container.laterVariables.map((name) => ({
        name,
        valueFrom: { configMapKeyRef: { name: PACKAGES, key: container.name } },
      })),
    ],
    ports: ports.map(({ name, port }) => ({ name, containerPort: port, protocol: 'TCP' })),
    resources: {
      requests: { cpu: resources.cpu, memory: resources.memory },
      limits: { memory: resources.memoryLimit },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    startupProbe: { ...probe(container), periodSeconds: 5, failureThreshold: 60 },
    readinessProbe: { ...probe(container), periodSeconds: 10, timeoutSeconds: 5 },
    livenessProbe: { tcpSocket: { port: 'listen' }, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 4 },
    volumeMounts: [
      { name: 'configuration', mountPath: CONFIGURATION, readOnly: true },
      { name: 'tmp', mountPath: '/tmp' },
      ...(disk === undefined ? [] : [{ name: 'data', mountPath: DATA }]),
    ],
  };
}

/** Not ready is what `/healthz` says; only a process that takes no connection is started anew. */
function probe({ kind, healthPort }: Container): IProbe {
  if (healthPort === undefined) return { tcpSocket: { port: 'listen' } };
  // The CA's operations have no TLS: they answer health and nothing else of use.
  return { httpGet: { path: '/healthz', port: 'operations', scheme: kind === 'ca' ? 'HTTP' : 'HTTPS' } };
}

/** Configuration and material in one folder, keys readable by the node alone. */
function volumes({ name, configuration, material, disk }: Container): IVolume[] {
  const items = material.map(({ key, path, isPrivate }) => ({ key, path, mode: isPrivate ? PRIVATE : READABLE }));
  const texts = configuration.map(({ key, path }) => ({ key, path, mode: READABLE }));
  return [
    {
      name: 'configuration',
      projected: {
        defaultMode: PRIVATE,
        sources: [{ secret: { name, items } }, ...(texts.length === 0 ? [] : [{ configMap: { name, items: texts } }])],
      },
    },
    { name: 'tmp', emptyDir: {} },
    ...(disk === undefined ? [] : [{ name: 'data', persistentVolumeClaim: { claimName: name } }]),
  ];
}
