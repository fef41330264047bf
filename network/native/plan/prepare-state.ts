// SPDX-License-Identifier: Apache-2.0
import type { CompleteDefinition } from '../../definitions/complete-definition.js';
import { NetworkFailure } from '../network-failure.js';
import { assignPorts } from './assign-ports.js';
import type { ChaincodeSetting } from './chaincode-setting.js';
import { FORMAT, readState, writeState } from './network-state.js';
import type { NetworkState } from './network-state.js';
import { nodesOf } from './nodes.js';

export interface Wanted {
  readonly directory: string;
  readonly definition: CompleteDefinition;
  readonly chaincodes: readonly ChaincodeSetting[];
  readonly roles: readonly string[];
  readonly ports: 'free' | number;
}

/**
 * What the folder is to hold from now on: what it holds already, with what is wanted beyond that. A chaincode that it
 * knows keeps its version and digest, because those change by the departments' approval only.
 * @throws {NetworkFailure} FOLDER_OF_OTHER_VERSION, FOLDER_OF_OTHER_NETWORK, PORT_TAKEN
 */
export async function prepareState(wanted: Wanted): Promise<NetworkState> {
  const { directory, roles } = wanted;
  const known = readState(directory);
  if (known !== undefined) demandSame(directory, known.definition, wanted.definition);
  const definition = known === undefined ? wanted.definition : withTokens(known.definition, wanted.definition);
  const chaincodes = merged(known?.chaincodes ?? [], wanted.chaincodes);
  const ports = await assignPorts(nodesOf(definition, chaincodes), known?.ports ?? {}, wanted.ports);
  const state = { format: FORMAT, definition, chaincodes, ports, roles, ready: known?.ready ?? false } as const;
  writeState(directory, state);
  return state;
}

/** Where keys are held is a matter of this host. */
function withTokens(known: CompleteDefinition, wanted: CompleteDefinition): CompleteDefinition {
  const departments = known.departments.map(({ hsm: before, ...department }) => {
    const now = wanted.departments.find(({ code }) => code === department.code);
    const hsm = now === undefined ? before : now.hsm;
    return { ...department, ...(hsm && { hsm }) };
  });
  return { ...known, departments };
}

function merged(known: readonly ChaincodeSetting[], wanted: readonly ChaincodeSetting[]): ChaincodeSetting[] {
  const kept = known.map((old) => {
    const now = wanted.find(({ name }) => name === old.name);
    if (now === undefined) return old;
    // The programs may lie elsewhere than they did.
    return { ...old, command: now.command, ...(now.environment && { environment: now.environment }) };
  });
  return [...kept, ...wanted.filter(({ name }) => known.every((old) => old.name !== name))];
}

/** Departments may have joined since; nothing else changes by bringing a network up. */
function demandSame(directory: string, known: CompleteDefinition, wanted: CompleteDefinition): void {
  const codes = new Set(known.departments.map(({ code, mspId }) => `${code} ${mspId}`));
  const differences = [
    ...(known.channel === wanted.channel ? [] : [`channel ${known.channel}`]),
    ...(known.chaincode === wanted.chaincode ? [] : [`chaincode ${known.chaincode}`]),
    ...wanted.departments.filter(({ code, mspId }) => !codes.has(`${code} ${mspId}`)).map(({ code }) => `no ${code}`),
    ...(ordererList(known) === ordererList(wanted) ? [] : [`orderers ${ordererList(known)}`]),
    ...(known.peersPerDepartment === wanted.peersPerDepartment ? [] : [`${known.peersPerDepartment} peers each`]),
    ...(known.fabric === wanted.fabric ? [] : [`Fabric ${known.fabric}`]),
  ];
  if (differences.length === 0) return;
  const list = differences.join(', ');
  throw new NetworkFailure('FOLDER_OF_OTHER_NETWORK', {
    zh: `${directory} 中是另一个网络（${list}）。请用原定义启动，或运行“onedoor network down --purge”后重新建立，或用 ONEDOOR_NETWORK_FOLDER 指定另一目录。`,
    en: `${directory} holds another network (${list}). Bring that one up, or remove it with "onedoor network down --purge", or name another folder with ONEDOOR_NETWORK_FOLDER.`,
  });
}

function ordererList({ orderers }: CompleteDefinition): string {
  return orderers.map(({ code, department }) => `${code} of ${department}`).join(', ');
}
