// SPDX-License-Identifier: Apache-2.0
import { common, msp } from '@hyperledger/fabric-protos';

const ROLES = { MEMBER: 0, ADMIN: 1, CLIENT: 2, PEER: 3, ORDERER: 4 } as const;
const TOKEN = /\s*(?:([A-Za-z]+)\s*\(|'([^']+)'|([0-9]+)|([,)]))/uy;

/**
 * Fabric's signature policies, as `OutOf(2, 'AMSP.peer', OR('BMSP.peer', 'CMSP.member'))`, in the shape in which
 * peers keep them.
 */
export function signaturePolicy(text: string): common.SignaturePolicyEnvelope {
  const parser = new Parser(text);
  const rule = parser.rule();
  parser.end();
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setVersion(0);
  envelope.setRule(rule);
  envelope.setIdentitiesList(parser.principals.map(principalOf));
  return envelope;
}

class Parser {
  readonly principals: string[] = [];
  readonly #text: string;
  readonly #tokens: RegExpExecArray[];

  constructor(text: string) {
    this.#text = text;
    this.#tokens = [...text.matchAll(new RegExp(TOKEN, 'guy'))];
    if (this.#tokens.map(([token]) => token).join('').length !== text.trimEnd().length) this.#fail();
  }

  rule(): common.SignaturePolicy {
    const token = this.#tokens.shift();
    const [, gate, principal] = token ?? [];
    if (principal !== undefined) return this.#signedBy(principal);
    if (gate === undefined) return this.#fail();
    const name = gate.toUpperCase();
    const count = name === 'OUTOF' ? this.#count() : undefined;
    const rules = this.#rules();
    return nOf(count ?? (name === 'AND' ? rules.length : name === 'OR' ? 1 : this.#fail()), rules);
  }

  end(): void {
    if (this.#tokens.length > 0) this.#fail();
  }

  #count(): number {
    const [, , , digits] = this.#tokens.shift() ?? [];
    if (digits === undefined || this.#tokens.shift()?.[4] !== ',') return this.#fail();
    return Number(digits);
  }

  #rules(): common.SignaturePolicy[] {
    const rules = [this.rule()];
    for (;;) {
      const mark = this.#tokens.shift()?.[4];
      if (mark === ')') return rules;
      if (mark !== ',') return this.#fail();
      rules.push(this.rule());
    }
  }

  #signedBy(principal: string): common.SignaturePolicy {
    if (!this.principals.includes(principal)) this.principals.push(principal);
    const policy = new common.SignaturePolicy();
    policy.setSignedBy(this.principals.indexOf(principal));
    return policy;
  }

  #fail(): never {
    throw new Error(`${this.#text} is no signature policy`);
  }
}

function nOf(count: number, rules: common.SignaturePolicy[]): common.SignaturePolicy {
  const some = new common.SignaturePolicy.NOutOf();
  some.setN(count);
  some.setRulesList(rules);
  const policy = new common.SignaturePolicy();
  policy.setNOutOf(some);
  return policy;
}

function principalOf(text: string): msp.MSPPrincipal {
  const [, mspId = '', name = ''] = /^(.+)\.([a-z]+)$/u.exec(text) ?? [];
  const value = Object.entries(ROLES).find(([known]) => known === name.toUpperCase())?.[1];
  if (value === undefined) throw new Error(`${text} names no role of an MSP`);
  const role = new msp.MSPRole();
  role.setMspIdentifier(mspId);
  role.setRole(value);
  const principal = new msp.MSPPrincipal();
  principal.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
  principal.setPrincipal(role.serializeBinary());
  return principal;
}
