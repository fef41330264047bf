// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { createRequire } from 'node:module';
import { evaluatePolicy } from '../../../network/embedded/policy/evaluate-policy.js';
import { fewestEndorsers } from '../../../network/embedded/policy/fewest-endorsers.js';
import { parsePolicy } from '../../../network/embedded/policy/parse-policy.js';
import { decodePolicy, encodePolicy } from '../../../network/embedded/policy/signature-policy.js';
import type { NodeRole } from '../../../network/embedded/identity/certificate-authority.js';

const require = createRequire(import.meta.url);
const { KeyEndorsementPolicy } = require('fabric-shim') as {
  KeyEndorsementPolicy: new () => { addOrgs(role: string, ...orgs: string[]): void; getPolicy(): Uint8Array };
};

function signers(...names: string[]): { mspId: string; role: NodeRole }[] {
  return names.map((name) => {
    const [mspId = '', role] = name.split('.');
    return { mspId, role: role as NodeRole };
  });
}

describe('signature policies', () => {
  const cases: [policy: string, signers: string[], satisfied: boolean][] = [
    ["'A.peer'", ['A.peer'], true],
    ["'A.peer'", ['A.client'], false],
    ["'A.peer'", ['B.peer'], false],
    ["'A.member'", ['A.client'], true],
    ["'A.admin'", ['A.peer'], false],
    ["AND('A.peer', 'B.peer')", ['B.peer', 'A.peer'], true],
    ["AND('A.peer', 'B.peer')", ['A.peer'], false],
    ["AND('A.peer', 'A.peer')", ['A.peer'], false],
    ["AND('A.peer', 'A.peer')", ['A.peer', 'A.peer'], true],
    ["or('A.peer', 'B.peer')", ['B.peer'], true],
    ["OutOf(2, 'A.peer', 'B.peer', 'C.peer')", ['C.peer', 'A.peer'], true],
    ["OutOf(2, 'A.peer', 'B.peer', 'C.peer')", ['C.peer'], false],
    ["outof(0, 'A.peer')", [], true],
    ["OutOf(2, 'A.peer')", ['A.peer'], false],
    ["AND('A.member', 'A.peer')", ['A.peer', 'A.client'], false],
    ["AND('A.member', 'A.peer')", ['A.client', 'A.peer'], true],
    ["OR(AND('A.peer', 'B.peer'), AND('A.peer', 'C.peer'))", ['A.peer', 'C.peer'], true],
    ["AND(\"A-1.x.peer\" , OR( 'B.peer','C.client' ) )", ['B.peer'], false],
    ["OutOf(1, AND('A.peer', 'B.peer'), 'A.peer')", ['A.peer'], true],
  ];
  for (const [policy, names, satisfied] of cases) {
    it(`${policy} is ${satisfied ? '' : 'not '}satisfied by ${names.join(' and ') || 'nobody'}`, () => {
      const parsed = parsePolicy(policy);
      expect(evaluatePolicy(parsed, signers(...names))).to.equal(satisfied);
      expect(evaluatePolicy(decodePolicy(encodePolicy(parsed)), signers(...names)), 'as bytes').to.equal(satisfied);
    });
  }

  const wrong: [policy: string, text: RegExp][] = [
    ['', /too early/],
    ["AND('A.peer'", /too early/],
    ["AND('A.peer' 'B.peer')", /unrecognized token 'B\.peer'/],
    ["NOT('A.peer')", /unrecognized token 'NOT'/],
    ["'A.king'", /unrecognized token 'A\.king'/],
    ["'peer'", /unrecognized token 'peer'/],
    ["'A.peer' OR 'B.peer'", /unrecognized token/],
    ["OutOf('A.peer')", /unrecognized token/],
    ["OutOf(3, 'A.peer')", /invalid t-out-of-n predicate, t 3, n 1/],
    ['AND()', /unrecognized token '\)'/],
    ["OR('A.peer') x", /unrecognized token 'x'/],
  ];
  for (const [policy, text] of wrong) {
    it(`refuses to read ${policy === '' ? 'an empty text' : policy}`, () => {
      expect(() => parsePolicy(policy)).to.throw(text);
    });
  }

  it("reads the key-level policies of fabric-shim's KeyEndorsementPolicy", () => {
    const policy = new KeyEndorsementPolicy();
    policy.addOrgs('PEER', 'A', 'B');
    const decoded = decodePolicy(policy.getPolicy());
    expect(evaluatePolicy(decoded, signers('A.peer', 'B.peer'))).to.equal(true);
    expect(evaluatePolicy(decoded, signers('A.peer'))).to.equal(false);
    expect(evaluatePolicy(decoded, signers('A.peer', 'B.client'))).to.equal(false);
  });

  it('takes as few organisations as satisfy a policy', () => {
    const all = ['A', 'B', 'C', 'D'];
    expect(fewestEndorsers("OutOf(2, 'A.peer', 'B.peer', 'C.peer')", all)).to.deep.equal(['A', 'B']);
    expect(fewestEndorsers("OR(AND('A.peer', 'B.peer'), 'D.peer')", all)).to.deep.equal(['D']);
    expect(fewestEndorsers("AND('A.peer', 'E.peer')", all)).to.equal(undefined);
  });
});
