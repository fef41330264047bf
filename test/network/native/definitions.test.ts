// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { completeDefinition } from '../../../network/definitions/complete-definition.js';
import { DefinitionInvalid, loadDefinition } from '../../../network/definitions/load-definition.js';
import { nodesOf } from '../../../network/native/plan/nodes.js';
import { organisationsOf } from '../../../network/native/plan/organisations.js';

const CHAINCODE = {
  name: 'onedoor',
  version: '1.0',
  command: ['node', 'serve.js'] as const,
  endorsement: { channelPolicy: 'TwoDepartments' },
};

describe('definitions of native networks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onedoor-definition-'));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('has three orderers of three departments in the district, one in the minimal network', () => {
    const departments = (name: string) =>
      completeDefinition(loadDefinition(name)).orderers.map(({ department }) => department);
    expect(new Set(departments('district')).size).to.equal(3);
    expect(departments('minimal')).to.deep.equal(['data-bureau']);
  });

  it('fills in what an older definition leaves out', () => {
    const { version, orderers, peersPerDepartment, fabric } = completeDefinition(loadDefinition('minimal'));
    expect({ version, orderers, peersPerDepartment, fabric }).to.deep.equal({
      version: '1.0',
      orderers: [{ code: 'orderer1', department: 'data-bureau' }],
      peersPerDepartment: 1,
      fabric: '3.1.5',
    });
  });

  for (const { name, orderers, fault } of [
    {
      name: 'an orderer of nobody',
      orderers: [{ code: 'orderer1', department: 'nobody' }],
      fault: 'belongs to nobody, which is no department',
    },
    {
      name: 'an orderer that is there twice',
      orderers: ['data-bureau', 'human-resources'].map((department) => ({ code: 'orderer1', department })),
      fault: 'orderer orderer1 is there twice',
    },
    { name: 'no orderer', orderers: [], fault: '/orderers' },
  ]) {
    it(`refuses ${name}`, () => {
      const file = join(folder, 'definition.json');
      writeFileSync(file, JSON.stringify({ ...loadDefinition('minimal'), orderers }));
      expect(() => loadDefinition(file)).to.throw(DefinitionInvalid, fault);
    });
  }

  it('names the nodes, in the order in which they can be started', () => {
    const nodes = nodesOf(completeDefinition({ ...loadDefinition('minimal'), peersPerDepartment: 2 }), [CHAINCODE]);
    expect(nodes.map(({ name }) => name)).to.deep.equal([
      'data-bureau.ca',
      'human-resources.ca',
      'orderer1',
      'data-bureau.peer0',
      'data-bureau.peer1',
      'human-resources.peer0',
      'human-resources.peer1',
      'data-bureau.chaincode.onedoor',
      'human-resources.chaincode.onedoor',
    ]);
  });

  it('gives orderers an organisation of their own, so that a block names the department that ordered it', () => {
    const names = organisationsOf(completeDefinition(loadDefinition('district'))).map(({ mspId }) => mspId);
    expect(names.filter((name) => name.endsWith('OrdererMSP'))).to.deep.equal([
      'DataBureauOrdererMSP',
      'HumanResourcesOrdererMSP',
      'MarketSupervisionOrdererMSP',
    ]);
    expect(new Set(names).size).to.equal(13);
  });
});
