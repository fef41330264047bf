// SPDX-License-Identifier: Apache-2.0
import { common, msp } from '@hyperledger/fabric-protos';

export type PrincipalRole = 'member' | 'admin' | 'client' | 'peer' | 'orderer';

/** Whom one signature must come from. */
export interface Principal {
  readonly mspId: string;
  readonly role: PrincipalRole;
}

/** A signature policy as Fabric compiles it: signed by one principal, or n of several rules. */
export type SignaturePolicy =
  { readonly signedBy: Principal } | { readonly outOf: number; readonly rules: readonly SignaturePolicy[] };

const ROLES = {
  member: msp.MSPRole.MSPRoleType.MEMBER,
  admin: msp.MSPRole.MSPRoleType.ADMIN,
  client: msp.MSPRole.MSPRoleType.CLIENT,
  peer: msp.MSPRole.MSPRoleType.PEER,
  orderer: msp.MSPRole.MSPRoleType.ORDERER,
} as const satisfies Record<PrincipalRole, number>;

/** `common.SignaturePolicyEnvelope`, version 0, one principal per signature as Fabric's text parser makes it. */
export function encodePolicy(policy: SignaturePolicy): Uint8Array {
  const principals: msp.MSPPrincipal[] = [];
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setVersion(0);
  envelope.setRule(encodeRule(policy, principals));
  envelope.setIdentitiesList(principals);
  return envelope.serializeBinary();
}

function encodeRule(policy: SignaturePolicy, principals: msp.MSPPrincipal[]): common.SignaturePolicy {
  const rule = new common.SignaturePolicy();
  if ('signedBy' in policy) {
    rule.setSignedBy(principals.push(encodePrincipal(policy.signedBy)) - 1);
    return rule;
  }
  const nOutOf = new common.SignaturePolicy.NOutOf();
  nOutOf.setN(policy.outOf);
  nOutOf.setRulesList(policy.rules.map((each) => encodeRule(each, principals)));
  rule.setNOutOf(nOutOf);
  return rule;
}

function encodePrincipal({ mspId, role }: Principal): msp.MSPPrincipal {
  const mspRole = new msp.MSPRole();
  mspRole.setMspIdentifier(mspId);
  mspRole.setRole(ROLES[role]);
  const principal = new msp.MSPPrincipal();
  principal.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
  principal.setPrincipal(mspRole.serializeBinary());
  return principal;
}

/** Reads a `common.SignaturePolicyEnvelope`. @throws on what is none, has no rule, or names principals that are not roles. */
export function decodePolicy(bytes: Uint8Array): SignaturePolicy {
  const envelope = common.SignaturePolicyEnvelope.deserializeBinary(bytes);
  const rule = envelope.getRule();
  if (envelope.getVersion() !== 0) throw new Error('this evaluator only understands messages of version 0');
  if (rule === undefined) throw new Error('a signature policy envelope has no rule');
  return decodeRule(rule, envelope.getIdentitiesList().map(decodePrincipal));
}

function decodeRule(rule: common.SignaturePolicy, principals: readonly Principal[]): SignaturePolicy {
  switch (rule.getTypeCase()) {
    case common.SignaturePolicy.TypeCase.SIGNED_BY: {
      const signedBy = principals[rule.getSignedBy()];
      if (signedBy === undefined) throw new Error('identity index out of range');
      return { signedBy };
    }
    case common.SignaturePolicy.TypeCase.N_OUT_OF: {
      const nOutOf = rule.getNOutOf();
      const rules = nOutOf?.getRulesList() ?? [];
      return { outOf: nOutOf?.getN() ?? 0, rules: rules.map((each) => decodeRule(each, principals)) };
    }
    case common.SignaturePolicy.TypeCase.TYPE_NOT_SET:
    default:
      throw new Error('unknown type of signature policy rule');
  }
}

function decodePrincipal(principal: msp.MSPPrincipal): Principal {
  if (principal.getPrincipalClassification() !== msp.MSPPrincipal.Classification.ROLE) {
    throw new Error('only principals by role are supported in signature policies');
  }
  const mspRole = msp.MSPRole.deserializeBinary(principal.getPrincipal_asU8());
  const role = (Object.keys(ROLES) as PrincipalRole[]).find((name) => ROLES[name] === mspRole.getRole());
  if (role === undefined) throw new Error('unknown role in a signature policy');
  return { mspId: mspRole.getMspIdentifier(), role };
}
