// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { contracts } from '../../../chaincode/fabric/main.js';
import { CONTRACT_NAME, OneDoorContract } from '../../../chaincode/fabric/onedoor-contract.js';
import { REFUSALS } from '../../../chaincode/domain/refusals.js';
import { ROLES } from '../../../chaincode/domain/roles.js';
import { TRANSACTIONS } from '../../../chaincode/transactions/index.js';

interface Described {
  readonly name: string;
  readonly tag: readonly string[];
  readonly parameters: readonly { readonly name: string; readonly schema: unknown }[];
  readonly returns: unknown;
}

describe('the contract', () => {
  const described = Reflect.getMetadata('fabric:transactions', OneDoorContract.prototype) as readonly Described[];

  it('is the one that the chaincode process starts, under its name', () => {
    expect(contracts).to.deep.equal([OneDoorContract]);
    expect(new OneDoorContract().getName()).to.equal(CONTRACT_NAME);
  });

  it('has exactly the transactions of the table, one text in and one text out', () => {
    const expected = TRANSACTIONS.map(({ name, kind }) => ({
      name,
      tag: kind === 'submit' ? ['SUBMIT', 'submitTx'] : ['EVALUATE'],
      parameters: [{ name: 'request', description: '', schema: { type: 'string' } }],
      returns: { type: 'string' },
    }));
    expect(described.map((one) => ({ ...one }))).to.deep.equal(expected);
  });

  it('has no other method than what every contract has', () => {
    const methods = Object.getOwnPropertyNames(OneDoorContract.prototype).filter((name) => name !== 'constructor');
    expect(methods).to.have.members(['createContext', ...TRANSACTIONS.map(({ name }) => name)]);
  });
});

describe('the table of transactions', () => {
  it('names each transaction once', () => {
    expect(new Set(TRANSACTIONS.map(({ name }) => name)).size).to.equal(TRANSACTIONS.length);
  });

  for (const { name, roles, refusals, request } of TRANSACTIONS) {
    it(`${name} declares known roles and refusals, each once, and a closed request`, () => {
      expect(ROLES).to.include.members([...roles]);
      expect(Object.keys(REFUSALS)).to.include.members([...refusals]);
      expect(new Set(refusals).size).to.equal(refusals.length);
      expect(refusals).to.include.members(['REQUEST_MALFORMED', 'ROLE_NOT_ENTITLED', 'DEPARTMENT_NOT_ENTITLED']);
      expect(request).to.have.property('additionalProperties', false);
    });
  }
});
