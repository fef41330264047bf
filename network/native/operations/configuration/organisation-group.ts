// SPDX-License-Identifier: Apache-2.0
import { common, msp, peer } from '@hyperledger/fabric-protos';
import { signaturePolicy } from '../../lifecycle/signature-policy.js';

const ADMINS = 'Admins';

/** A department as it stands in the channel's configuration. */
export interface JoiningDepartment {
  readonly mspId: string;
  /** Root certificate of who signs for it, PEM. */
  readonly root: string;
  /** Root certificate of its nodes' TLS, PEM: another one. */
  readonly tlsRoot: string;
  readonly anchor: { readonly host: string; readonly port: number };
}

/** The group of a department: its MSP, its policies and where its peers are found, as at the channel's beginning. */
export function organisationGroup({ mspId, root, tlsRoot, anchor }: JoiningDepartment): common.ConfigGroup {
  const group = new common.ConfigGroup();
  group.setModPolicy(ADMINS);
  group.getValuesMap().set('MSP', value(mspConfig(mspId, root, tlsRoot)));
  const anchors = new peer.AnchorPeers();
  const first = new peer.AnchorPeer();
  first.setHost(anchor.host);
  first.setPort(anchor.port);
  anchors.setAnchorPeersList([first]);
  group.getValuesMap().set('AnchorPeers', value(anchors));
  const rules = {
    Readers: `OR('${mspId}.admin', '${mspId}.peer', '${mspId}.client')`,
    Writers: `OR('${mspId}.admin', '${mspId}.client')`,
    Admins: `OR('${mspId}.admin')`,
    // The implicit collection of the department is written with exactly this.
    Endorsement: `OR('${mspId}.peer')`,
  };
  for (const [name, rule] of Object.entries(rules)) group.getPoliciesMap().set(name, configPolicy(rule));
  return group;
}

/** A signature policy as an element of the configuration. */
export function configPolicy(rule: string): common.ConfigPolicy {
  const policy = new common.Policy();
  policy.setType(common.Policy.PolicyType.SIGNATURE);
  policy.setValue(signaturePolicy(rule).serializeBinary());
  const element = new common.ConfigPolicy();
  element.setPolicy(policy);
  element.setModPolicy(ADMINS);
  return element;
}

function value(message: { serializeBinary(): Uint8Array }): common.ConfigValue {
  const element = new common.ConfigValue();
  element.setValue(message.serializeBinary());
  element.setModPolicy(ADMINS);
  return element;
}

function mspConfig(mspId: string, root: string, tlsRoot: string): msp.MSPConfig {
  const certificate = Buffer.from(root);
  const hashes = new msp.FabricCryptoConfig();
  hashes.setSignatureHashFamily('SHA2');
  hashes.setIdentityIdentifierHashFunction('SHA256');
  const units = new msp.FabricNodeOUs();
  units.setEnable(true);
  units.setClientOuIdentifier(unit('client', certificate));
  units.setPeerOuIdentifier(unit('peer', certificate));
  units.setAdminOuIdentifier(unit('admin', certificate));
  units.setOrdererOuIdentifier(unit('orderer', certificate));
  const fabric = new msp.FabricMSPConfig();
  fabric.setName(mspId);
  fabric.setRootCertsList([certificate]);
  fabric.setTlsRootCertsList([Buffer.from(tlsRoot)]);
  fabric.setCryptoConfig(hashes);
  fabric.setFabricNodeOus(units);
  const config = new msp.MSPConfig();
  config.setConfig(fabric.serializeBinary());
  return config;
}

function unit(name: string, certificate: Uint8Array): msp.FabricOUIdentifier {
  const identifier = new msp.FabricOUIdentifier();
  identifier.setOrganizationalUnitIdentifier(name);
  identifier.setCertificate(certificate);
  return identifier;
}
