// SPDX-License-Identifier: Apache-2.0
import type { ContractClass } from '../../types.js';
import type { ShimChaincode } from './fabric-shim.js';

const REFERENCE = /"\$ref":"(?:#\/components\/schemas\/)?([^"]+)"/g;

function references(schema: object): string[] {
  return [...JSON.stringify(schema).matchAll(REFERENCE)].map(([, name]) => name ?? '');
}

/** Names of the `@Object` classes that a chaincode's transactions take, return or hold inside those. */
function objectNames({ metadata }: ShimChaincode): Set<string> {
  const names = new Set<string>();
  const open = Object.values(metadata.contracts).flatMap(({ transactions }) => references(transactions));
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (names.has(name)) continue;
    names.add(name);
    open.push(...references(metadata.components.schemas[name] ?? {}));
  }
  return names;
}

interface Named {
  readonly name: string;
  readonly contracts: readonly ContractClass[];
  readonly instance: ShimChaincode;
}

/**
 * Refuses two chaincodes whose contracts use `@Object` classes of equal names: the shim keeps those by name for the
 * whole process, so one chaincode would check its arguments against the other's class.
 */
export function refuseSharedObjectNames(chaincodes: readonly Named[]): void {
  const owners = new Map<string, Named>();
  for (const chaincode of chaincodes) {
    for (const objectName of objectNames(chaincode.instance)) {
      const owner = owners.get(objectName);
      if (owner === undefined) owners.set(objectName, chaincode);
      else if (!chaincode.contracts.every((contract) => owner.contracts.includes(contract))) {
        throw new Error(
          `the chaincodes ${owner.name} and ${chaincode.name} both use an @Object class named ${objectName}: rename one, the shim knows them by name only`,
        );
      }
    }
  }
}
