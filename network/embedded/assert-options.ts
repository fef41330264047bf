// SPDX-License-Identifier: Apache-2.0
import { ORDERER_MSP } from './channel-config.js';
import { NetworkError } from './errors.js';
import { parsePolicy } from './policy/parse-policy.js';
import type { ChaincodeDefinition, NetworkOptions } from './types.js';

const CHAINCODE_NAME = /^[a-zA-Z0-9]+([-_][a-zA-Z0-9]+)*$/;
const CHANNEL_NAME = /^[a-z][a-z0-9.-]{0,248}$/;
const MSP_ID = /^[A-Za-z0-9.-]{1,100}$/;

/** Refuses options that no Fabric network could have. @throws {NetworkError} */
export function assertOptions(options: NetworkOptions): void {
  const { channel, organisations, chaincodes } = options;
  if (!CHANNEL_NAME.test(channel)) refuse(`'${channel}' is not a channel name`);
  const mspIds = organisations.map(({ mspId }) => mspId);
  for (const mspId of mspIds) {
    if (!MSP_ID.test(mspId) || mspId === ORDERER_MSP) refuse(`'${mspId}' cannot be the MSP id of an organisation`);
  }
  if (mspIds.length === 0) refuse('a network needs at least one organisation');
  assertDistinct(mspIds, 'organisation');
  assertDistinct(
    chaincodes.map(({ name }) => name),
    'chaincode',
  );
  for (const chaincode of chaincodes) assertChaincode(chaincode);
}

function assertChaincode({ name, endorsementPolicy, collections = [] }: ChaincodeDefinition): void {
  if (!CHAINCODE_NAME.test(name)) {
    refuse(
      `invalid chaincode name '${name}'. Names can only consist of alphanumerics, '_', and '-' and can only begin with alphanumerics`,
    );
  }
  parse(endorsementPolicy, `endorsement policy of chaincode ${name}`);
  for (const collection of collections) {
    parse(collection.policy, `member policy of collection ${collection.name}`);
    const endorsement = collection.endorsementPolicy;
    if (endorsement !== undefined && 'signaturePolicy' in endorsement) {
      parse(endorsement.signaturePolicy, `endorsement policy of collection ${collection.name}`);
    }
  }
}

function parse(policy: string, what: string): void {
  try {
    parsePolicy(policy);
  } catch (error) {
    refuse(`${what}: ${(error as Error).message}`);
  }
}

function assertDistinct(names: readonly string[], what: string): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) refuse(`${what} ${twice} is named twice`);
}

function refuse(text: string): never {
  throw new NetworkError(text);
}
