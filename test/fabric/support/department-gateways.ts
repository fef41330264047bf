// SPDX-License-Identifier: Apache-2.0
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Role } from '../../../chaincode/domain/roles.js';
import { readConfig } from '../../../gateway/config.js';
import { startGateway, type RunningGateway } from '../../../gateway/main.js';
import { request } from '../../../scripts/client/gateway-client.js';
import { untilRead } from '../../../scripts/local/until-read.js';
import type { DepartmentCommands } from './department-commands.js';

export const BUREAU = 'data-bureau';
export const OFFICE = 'human-resources';
export const ITEM = 'human-resources.personnel-file-certificate';

export interface GatewayOptions {
  /** Whose it is. */
  readonly department: string;
  /** Name of its home; default: the department's. */
  readonly name?: string;
}

/** Gateways of departments in this process, each on a home that was set up by commands, to look inside. */
export class DepartmentGateways {
  readonly #commands: DepartmentCommands;
  readonly #gateways = new Map<string, RunningGateway>();

  constructor(commands: DepartmentCommands) {
    this.#commands = commands;
  }

  home(name: string): string {
    return this.#commands.home(name);
  }

  of(name: string): RunningGateway {
    const gateway = this.#gateways.get(name);
    if (gateway === undefined) throw new Error(`no gateway ${name}`);
    return gateway;
  }

  /** Starts the gateway of a home that was enrolled. */
  async start({ department, name = department }: GatewayOptions): Promise<RunningGateway> {
    const environment = this.#commands.environment(department);
    const own = { ONEDOOR_HOME: this.home(name), ONEDOOR_PORT: '0', ONEDOOR_LOG_LEVEL: 'silent' };
    const gateway = await startGateway(readConfig({ ...environment, ...own }));
    this.#gateways.set(name, gateway);
    return gateway;
  }

  /** What an administrator carries from the home of one gateway to that of another of the same department. */
  async copyHome(from: string, to: string, parts: readonly string[]): Promise<void> {
    await mkdir(join(this.home(to), 'keys'), { recursive: true, mode: 0o700 });
    for (const part of parts) await cp(join(this.home(from), part), join(this.home(to), part), { recursive: true });
  }

  /** Asks a gateway as somebody of a department, by default of its own. */
  async ask(name: string, role: Role, path: string, body?: unknown, department = ownerOf(name)): Promise<unknown> {
    const gateway = this.of(name);
    const token = await gateway.token({ department, role, officer: `test-${role}` });
    const options = body === undefined ? {} : { method: 'POST' as const, body };
    return request({ url: gateway.url, token }, path, options);
  }

  /** Until every gateway shows every block. */
  async settle(): Promise<void> {
    for (const gateway of this.#gateways.values()) await untilRead(gateway.parts);
  }

  async close(): Promise<void> {
    for (const gateway of this.#gateways.values()) await gateway.close();
  }
}

/** The department of a home: what stands before the number of a second one. */
function ownerOf(name: string): string {
  return name.replace(/-[0-9]+$/u, '');
}
