// SPDX-License-Identifier: Apache-2.0
import type { ChaincodeDefinition } from '../../types.js';
import type { CollectionConfig } from '../../collections.js';

const IMPLICIT_PREFIX = '_implicit_org_';

/** What peers need to know of a collection. */
export interface Collection {
  readonly name: string;
  /** Organisations that keep its values. */
  readonly members: ReadonlySet<string>;
  /** Who is a member, as a signature policy. */
  readonly memberPolicy: string;
  readonly memberOnlyRead: boolean;
  readonly memberOnlyWrite: boolean;
  /** Blocks after which values and hashes leave the state; 0 = never. */
  readonly blockToLive: number;
  /** Asked instead of the chaincode's policy, if there is one. */
  readonly endorsementPolicy: string | Uint8Array | undefined;
}

/** The collections as of one height. */
export interface KnownCollections {
  /** Nothing for an unknown chaincode or collection, nor for the implicit collection of a stranger. */
  find(chaincode: string, name: string): Collection | undefined;
}

/** Name of the collection that every organisation has in every chaincode. */
function implicitCollectionName(mspId: string): string {
  return IMPLICIT_PREFIX + mspId;
}

/** The organisation whose implicit collection has this name, whether or not it takes part in the channel. */
export function implicitCollectionOwner(name: string): string | undefined {
  return name.startsWith(IMPLICIT_PREFIX) ? name.slice(IMPLICIT_PREFIX.length) : undefined;
}

function implicitCollection(mspId: string): Collection {
  return {
    name: implicitCollectionName(mspId),
    members: new Set([mspId]),
    memberPolicy: `OR('${mspId}.member')`,
    memberOnlyRead: false,
    memberOnlyWrite: false,
    blockToLive: 0,
    endorsementPolicy: `OR('${mspId}.peer')`,
  };
}

function membersOf(policy: string): Set<string> {
  const principals = policy.matchAll(/['"]([^'"]+)\.(?:member|peer|client|admin|orderer)['"]/g);
  return new Set([...principals].map(([, mspId]) => mspId ?? ''));
}

/** References to policies of the channel are refused: there is none here to refer to. */
function endorsementPolicyOf({ name, endorsementPolicy }: CollectionConfig): string | undefined {
  if (endorsementPolicy === undefined || 'signaturePolicy' in endorsementPolicy) {
    return endorsementPolicy?.signaturePolicy;
  }
  throw new Error(
    `collection ${name}: the embedded network has no channel policy ${endorsementPolicy.channelConfigPolicy}, give a signaturePolicy`,
  );
}

function explicitCollection(config: CollectionConfig): Collection {
  return {
    name: config.name,
    members: membersOf(config.policy),
    memberPolicy: config.policy,
    memberOnlyRead: config.memberOnlyRead,
    memberOnlyWrite: config.memberOnlyWrite,
    blockToLive: config.blockToLive,
    endorsementPolicy: endorsementPolicyOf(config),
  };
}

/** The collections of all chaincodes of a channel. */
export class Collections implements KnownCollections {
  readonly #byChaincode: ReadonlyMap<string, ReadonlyMap<string, Collection>>;

  constructor(chaincodes: readonly ChaincodeDefinition[], mspIds: readonly string[]) {
    const implicit = mspIds.map(implicitCollection);
    this.#byChaincode = new Map(
      chaincodes.map(({ name, collections = [] }) => [
        name,
        new Map(
          [...collections.map(explicitCollection), ...implicit].map((collection) => [collection.name, collection]),
        ),
      ]),
    );
  }

  /** Whether the chaincode is defined; every one that is has the implicit collections at least. */
  knows(chaincode: string): boolean {
    return this.#byChaincode.has(chaincode);
  }

  find(chaincode: string, name: string): Collection | undefined {
    return this.#byChaincode.get(chaincode)?.get(name);
  }
}
