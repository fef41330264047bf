// SPDX-License-Identifier: Apache-2.0
import { peer } from '@hyperledger/fabric-protos';
import { implicitCollectionOwner } from '../../peer/definitions/collections.js';
import type { Collection } from '../../peer/definitions/collections.js';
import { stateKey } from '../../peer/store/keys.js';
import type { StateView } from '../../peer/store/state-view.js';
import type { Definitions } from '../channel-rules.js';
import { applicationOf } from './channel-state.js';
import type { ChannelState } from './channel-state.js';

/** The chaincode that keeps the definitions of all others. */
export const LIFECYCLE = '_lifecycle';

/** A chaincode as `_lifecycle` has it. */
interface Definition {
  /** Version of the state that it was read from. */
  readonly at: string;
  readonly policy: string | Uint8Array;
  readonly collections: ReadonlyMap<string, Collection>;
}

/** What the departments have agreed upon, as the state at each height says. */
export class LifecycleDefinitions {
  readonly #known = new Map<string, Definition>();

  at(view: StateView, state: ChannelState): Definitions {
    const definitionOf = (name: string): Definition | undefined => this.#definition(view, name);
    return {
      chaincodePolicies: {
        get: (name) => (name === LIFECYCLE ? lifecyclePolicy(state) : definitionOf(name)?.policy),
      },
      collections: {
        find: (name, collection) => {
          const definition = definitionOf(name);
          if (definition === undefined && name !== LIFECYCLE) return undefined;
          const owner = implicitCollectionOwner(collection);
          return owner === undefined ? definition?.collections.get(collection) : implicit(state, collection, owner);
        },
      },
    };
  }

  #definition(view: StateView, name: string): Definition | undefined {
    const sequence = view.read(stateKey(LIFECYCLE, `namespaces/fields/${name}/Sequence`));
    if (sequence === undefined) return undefined;
    const at = JSON.stringify(sequence.version);
    const known = this.#known.get(name);
    if (known?.at === at) return known;
    const policy = readPolicy(field(view, name, 'ValidationInfo'));
    if (policy === undefined) return undefined;
    const definition = { at, policy, collections: readCollections(field(view, name, 'Collections')) };
    this.#known.set(name, definition);
    return definition;
  }
}

/** Without a named policy a majority of the organisations has to agree, by any member. */
function lifecyclePolicy({ policies, msps }: ChannelState): string {
  const named = '/Channel/Application/LifecycleEndorsement';
  if (policies.has(named)) return named;
  const organisations = [...msps].filter(([path]) => path.startsWith('Application/'));
  const members = organisations.map(([, { mspId }]) => `'${mspId}.member'`);
  return `OutOf(${Math.floor(members.length / 2) + 1}, ${members.join(', ')})`;
}

function field(view: StateView, name: string, field: string): Uint8Array {
  const value = view.read(stateKey(LIFECYCLE, `namespaces/fields/${name}/${field}`))?.value;
  return value === undefined ? new Uint8Array() : peer.lifecycle.StateData.deserializeBinary(value).getBytes_asU8();
}

function readPolicy(bytes: Uint8Array): string | Uint8Array | undefined {
  const info = peer.lifecycle.ChaincodeValidationInfo.deserializeBinary(bytes);
  return applicationPolicy(peer.ApplicationPolicy.deserializeBinary(info.getValidationParameter_asU8()));
}

/** The path of a named policy, or the bytes of a signature policy. */
function applicationPolicy(policy: peer.ApplicationPolicy | undefined): string | Uint8Array | undefined {
  const signature = policy?.getSignaturePolicy();
  return signature === undefined ? policy?.getChannelConfigPolicyReference() : signature.serializeBinary();
}

function readCollections(bytes: Uint8Array): Map<string, Collection> {
  const collections = new Map<string, Collection>();
  for (const each of peer.CollectionConfigPackage.deserializeBinary(bytes).getConfigList()) {
    const config = each.getStaticCollectionConfig();
    if (config === undefined) continue;
    collections.set(config.getName(), {
      ...collection(config.getName()),
      blockToLive: config.getBlockToLive(),
      endorsementPolicy: applicationPolicy(config.getEndorsementPolicy()),
    });
  }
  return collections;
}

/** Nobody outside the channel has one. The organisation's own policy speaks for it. */
function implicit(state: ChannelState, name: string, mspId: string): Collection | undefined {
  const organisation = applicationOf(state, mspId);
  if (organisation === undefined) return undefined;
  const path = `/Channel/Application/${organisation}/Endorsement`;
  const endorsementPolicy = state.policies.has(path) ? path : `OR('${mspId}.member')`;
  return { ...collection(name), endorsementPolicy };
}

/** An audit has no private values, so that it does not matter who would keep them. */
function collection(name: string): Collection {
  return {
    name,
    members: new Set(),
    memberPolicy: '',
    memberOnlyRead: false,
    memberOnlyWrite: false,
    blockToLive: 0,
    endorsementPolicy: undefined,
  };
}
