// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import type { ChaincodeDefinition } from '../../types.js';
import { fabricShim } from './fabric-shim.js';
import type { ShimChaincode } from './fabric-shim.js';

const DEFAULT_CONTRACT = 'fabric:default';

/**
 * A chaincode of one organisation's peer: the shim's dispatcher over fresh contract objects. What `@Default()` says is
 * global to the process, so a default of another chaincode is passed over in favour of the first contract of this one.
 */
export function createChaincodeInstance(definition: ChaincodeDefinition): ShimChaincode {
  const { Chaincode, serializers } = fabricShim();
  // The dispatcher adds its system contract to the array that it is given.
  const chaincode = new Chaincode([...definition.contracts], serializers);
  const names = Object.keys(chaincode.contractImplementations);
  const marked: unknown = Reflect.getMetadata(DEFAULT_CONTRACT, globalThis);
  const own = names.find((name) => name === marked) ?? names[0];
  if (own !== undefined) chaincode.defaultContractName = own;
  return chaincode;
}
