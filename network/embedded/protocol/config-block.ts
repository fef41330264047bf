// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { common, msp } from '@hyperledger/fabric-protos';
import type { Signer } from '../identity/identity-store.js';
import { encodePolicy } from '../policy/signature-policy.js';
import { buildSignatureHeader } from './build-proposal.js';
import { signEnvelope } from './build-envelope.js';
import { toTimestamp } from './timestamp.js';

/**
 * The envelope of a configuration block (block 0, and one more whenever the organisations change): a `common.ConfigEnvelope`
 * with one group per organisation under `Application` (and the orderer's under `Orderer`), each with its MSP (root
 * certificate, node units) and its `Endorsement` policy. So a ledger can be verified from its blocks alone.
 */
export function buildConfigEnvelope(
  orderer: Signer,
  channel: string,
  organisations: ReadonlyMap<string, string>,
  sequence: number,
): Uint8Array {
  const application = new common.ConfigGroup();
  const ordering = new common.ConfigGroup();
  for (const [mspId, root] of organisations) {
    const parent = mspId === orderer.mspId ? ordering : application;
    parent.getGroupsMap().set(mspId, organisationGroup(mspId, root));
  }
  const group = new common.ConfigGroup();
  group.getGroupsMap().set('Application', application);
  group.getGroupsMap().set('Orderer', ordering);
  group.getValuesMap().set('Capabilities', capability('V3_0'));
  ordering.getValuesMap().set('Capabilities', capability('V2_0'));
  application.getValuesMap().set('Capabilities', capability('V2_5'));
  const config = new common.Config();
  config.setSequence(sequence);
  config.setChannelGroup(group);
  const envelope = new common.ConfigEnvelope();
  envelope.setConfig(config);
  return signEnvelope(orderer, buildHeaders(orderer, channel), envelope.serializeBinary());
}

/** Organisations (MSP id → root certificate) and sequence of a configuration envelope's payload. */
export function readConfig(payload: Uint8Array): { organisations: Map<string, string>; sequence: number } {
  const data = common.Payload.deserializeBinary(payload).getData_asU8();
  const config = common.ConfigEnvelope.deserializeBinary(data).getConfig();
  const groups = config?.getChannelGroup()?.getGroupsMap();
  const organisations = new Map<string, string>();
  for (const part of ['Application', 'Orderer']) {
    const members = groups?.get(part)?.getGroupsMap();
    members?.forEach((group, mspId) => organisations.set(mspId, readRoot(group)));
  }
  return { organisations, sequence: config?.getSequence() ?? 0 };
}

function buildHeaders(orderer: Signer, channel: string): { channelHeader: Uint8Array; signatureHeader: Uint8Array } {
  const header = new common.ChannelHeader();
  header.setType(common.HeaderType.CONFIG);
  header.setTimestamp(toTimestamp(new Date()));
  header.setChannelId(channel);
  return {
    channelHeader: header.serializeBinary(),
    signatureHeader: buildSignatureHeader(orderer.serialized, randomBytes(24)),
  };
}

function organisationGroup(mspId: string, root: string): common.ConfigGroup {
  const mspConfig = new msp.MSPConfig();
  mspConfig.setType(0);
  mspConfig.setConfig(fabricMsp(mspId, root).serializeBinary());
  const value = new common.ConfigValue();
  value.setValue(mspConfig.serializeBinary());
  value.setModPolicy('Admins');
  const policy = new common.Policy();
  policy.setType(common.Policy.PolicyType.SIGNATURE);
  policy.setValue(encodePolicy({ outOf: 1, rules: [{ signedBy: { mspId, role: 'peer' } }] }));
  const configPolicy = new common.ConfigPolicy();
  configPolicy.setPolicy(policy);
  configPolicy.setModPolicy('Admins');
  const group = new common.ConfigGroup();
  group.getValuesMap().set('MSP', value);
  group.getPoliciesMap().set('Endorsement', configPolicy);
  group.setModPolicy('Admins');
  return group;
}

/** Without them a reader of the blocks would have to refuse purges and key-level policies, which this network carries out. */
function capability(name: 'V2_0' | 'V2_5' | 'V3_0'): common.ConfigValue {
  const capabilities = new common.Capabilities();
  capabilities.getCapabilitiesMap().set(name, new common.Capability());
  const value = new common.ConfigValue();
  value.setValue(capabilities.serializeBinary());
  value.setModPolicy('Admins');
  return value;
}

function fabricMsp(mspId: string, root: string): msp.FabricMSPConfig {
  const units = new msp.FabricNodeOUs();
  units.setEnable(true);
  units.setClientOuIdentifier(unit('client'));
  units.setPeerOuIdentifier(unit('peer'));
  units.setAdminOuIdentifier(unit('admin'));
  units.setOrdererOuIdentifier(unit('orderer'));
  const config = new msp.FabricMSPConfig();
  config.setName(mspId);
  config.setRootCertsList([Buffer.from(root)]);
  config.setFabricNodeOus(units);
  return config;
}

function unit(name: string): msp.FabricOUIdentifier {
  const identifier = new msp.FabricOUIdentifier();
  identifier.setOrganizationalUnitIdentifier(name);
  return identifier;
}

function readRoot(group: common.ConfigGroup): string {
  const value = group.getValuesMap().get('MSP')?.getValue_asU8() ?? new Uint8Array();
  const config = msp.FabricMSPConfig.deserializeBinary(msp.MSPConfig.deserializeBinary(value).getConfig_asU8());
  return Buffer.from(config.getRootCertsList_asU8()[0] ?? new Uint8Array()).toString('utf8');
}
