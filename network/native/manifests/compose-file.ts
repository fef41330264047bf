// SPDX-License-Identifier: Apache-2.0
import { CONFIGURATION, DATA } from './container.js';
import type { Container, ContainerFile } from './container.js';
import { hostOf } from './manifest-settings.js';
import type { ManifestSettings } from './manifest-settings.js';

const READABLE = 0o444;
const PRIVATE = 0o400;
/** Folders per node, of what it writes and of its keys; whoever starts Compose may name others. */
const DATA_FOLDERS = '${ONEDOOR_DATA:-./data}';
const MATERIAL = '${ONEDOOR_MATERIAL:-./material}';

/**
 * A Compose file, as an object.
 * @param user id of the user and group that containers run as; the files of material and data belong to it.
 */
export function composeFile(containers: readonly Container[], settings: ManifestSettings, user: number): object {
  return {
    services: Object.fromEntries(containers.map((container) => [container.name, service(container, settings, user)])),
    networks: { onedoor: {} },
    secrets: Object.fromEntries(containers.flatMap(secretEntries)),
    configs: Object.fromEntries(containers.flatMap(configEntries)),
  };
}

function service(container: Container, settings: ManifestSettings, user: number): object {
  const { node, image, command, ports, disk, resources } = container;
  return {
    image,
    command: command.map(escaped),
    user: `${user}:${user}`,
    environment: { ...container.environment, ...laterVariables(container) },
    networks: { onedoor: { aliases: [hostOf({ name: node }, settings)] } },
    ports: ports.map(({ port }) => `127.0.0.1:${port}:${port}`),
    ...(disk === undefined ? {} : { volumes: [{ type: 'bind', source: `${DATA_FOLDERS}/${node}`, target: DATA }] }),
    secrets: container.material.map((file) => mount(container, file, file.isPrivate ? PRIVATE : READABLE)),
    configs: container.configuration.map((file) => mount(container, file, READABLE)),
    read_only: true,
    tmpfs: ['/tmp'],
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    restart: 'unless-stopped',
    stop_grace_period: '30s',
    healthcheck: healthcheck(container),
    deploy: {
      resources: {
        limits: { memory: bytes(resources.memoryLimit) },
        reservations: { memory: bytes(resources.memory) },
      },
    },
    logging: { driver: 'json-file', options: { 'max-size': '50m', 'max-file': '5' } },
  };
}

/** The images have no program that speaks HTTP; whether the port takes connections is what can be asked. */
function healthcheck({ kind, ports, healthPort }: Container): object {
  const port = healthPort ?? ports[0]?.port ?? 0;
  const node = `require('net').connect(${port},'127.0.0.1').on('connect',()=>process.exit(0)).on('error',()=>process.exit(1))`;
  const test =
    kind === 'chaincode' ? ['CMD', 'node', '-e', node] : ['CMD', 'bash', '-c', `</dev/tcp/127.0.0.1/${port}`];
  return { test, interval: '15s', timeout: '5s', retries: 4, start_period: '30s' };
}

function laterVariables({ name, laterVariables: names }: Container): Record<string, string> {
  return Object.fromEntries(
    names.map((variable) => {
      return [variable, `\${${outerVariable(variable, name)}:-}`];
    }),
  );
}

/** Name by which `.env` says what is known later. */
export function outerVariable(variable: string, container: string): string {
  return `${variable}_${container}`.toUpperCase().replaceAll('-', '_');
}

function mount({ name }: Container, { key, path }: ContainerFile, mode: number): object {
  return { source: `${name}-${key}`, target: `${CONFIGURATION}/${path}`, mode };
}

function secretEntries({ name, node, material }: Container): [string, object][] {
  return material.map(({ key, source }) => [`${name}-${key}`, { file: `${MATERIAL}/${node}/${source}` }]);
}

function configEntries({ name, node, configuration }: Container): [string, object][] {
  return configuration.map(({ key, path }) => [`${name}-${key}`, { file: `./configuration/${node}/${path}` }]);
}

/** Compose would take a dollar for one of its own variables. */
function escaped(text: string): string {
  return text.replaceAll('$', '$$$$');
}

/** Kubernetes writes `512Mi`, Compose `512m`. */
function bytes(size: string): string {
  return size.replace(/([KMGT])i$/u, (_, unit: string) => unit.toLowerCase());
}
