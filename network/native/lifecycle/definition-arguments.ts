// SPDX-License-Identifier: Apache-2.0
import { peer } from '@hyperledger/fabric-protos';
import type { ChaincodeSetting } from '../plan/chaincode-setting.js';
import { signaturePolicy } from './signature-policy.js';

const APPLICATION = '/Channel/Application/';

/** What departments approve and what is committed: the same fields in three messages of Fabric's lifecycle. */
interface DefinitionMessage {
  setSequence(value: number): void;
  setName(value: string): void;
  setVersion(value: string): void;
  setValidationParameter(value: Uint8Array): void;
  setCollections(value?: peer.CollectionConfigPackage): void;
}

/** One collection as `collections_config.json` has it. */
interface CollectionText {
  readonly name: string;
  readonly policy: string;
  readonly requiredPeerCount?: number;
  readonly maxPeerCount?: number;
  readonly blockToLive?: number;
  readonly memberOnlyRead?: boolean;
  readonly memberOnlyWrite?: boolean;
  readonly endorsementPolicy?: { readonly signaturePolicy?: string; readonly channelConfigPolicy?: string };
}

/** Fills in what departments must agree on. */
export function defineChaincode<T extends DefinitionMessage>(
  message: T,
  { name, version, endorsement, collections = [] }: ChaincodeSetting,
  sequence: number,
): T {
  message.setSequence(sequence);
  message.setName(name);
  message.setVersion(version);
  const policy =
    'signature' in endorsement
      ? applicationPolicy({ signaturePolicy: endorsement.signature })
      : applicationPolicy({ channelConfigPolicy: `${APPLICATION}${endorsement.channelPolicy}` });
  message.setValidationParameter(policy.serializeBinary());
  if (collections.length > 0) {
    const config = new peer.CollectionConfigPackage();
    config.setConfigList(collections.map((collection) => collectionOf(collection as CollectionText)));
    message.setCollections(config);
  }
  return message;
}

function applicationPolicy(text: NonNullable<CollectionText['endorsementPolicy']>): peer.ApplicationPolicy {
  const policy = new peer.ApplicationPolicy();
  if (text.signaturePolicy !== undefined) policy.setSignaturePolicy(signaturePolicy(text.signaturePolicy));
  if (text.channelConfigPolicy !== undefined) policy.setChannelConfigPolicyReference(text.channelConfigPolicy);
  return policy;
}

function collectionOf(text: CollectionText): peer.CollectionConfig {
  const members = new peer.CollectionPolicyConfig();
  members.setSignaturePolicy(signaturePolicy(text.policy));
  const fixed = new peer.StaticCollectionConfig();
  fixed.setName(text.name);
  fixed.setMemberOrgsPolicy(members);
  fixed.setRequiredPeerCount(text.requiredPeerCount ?? 0);
  fixed.setMaximumPeerCount(text.maxPeerCount ?? 0);
  fixed.setBlockToLive(text.blockToLive ?? 0);
  fixed.setMemberOnlyRead(text.memberOnlyRead ?? false);
  fixed.setMemberOnlyWrite(text.memberOnlyWrite ?? false);
  if (text.endorsementPolicy !== undefined) fixed.setEndorsementPolicy(applicationPolicy(text.endorsementPolicy));
  const config = new peer.CollectionConfig();
  config.setStaticCollectionConfig(fixed);
  return config;
}
