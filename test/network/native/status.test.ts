// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { completeDefinition } from '../../../network/definitions/complete-definition.js';
import { loadDefinition } from '../../../network/definitions/load-definition.js';
import { metricOf } from '../../../network/native/client/metrics-client.js';
import { FORMAT } from '../../../network/native/plan/network-state.js';
import { Site } from '../../../network/native/plan/site.js';
import { findProblems } from '../../../network/native/status/find-problems.js';
import type { Findings } from '../../../network/native/status/find-problems.js';
import { missingValues } from '../../../network/native/status/missing-values.js';
import type { NodeStatus } from '../../../network/native/status/network-status.js';
import { nodeProblems } from '../../../network/native/status/node-problems.js';

const NOW = new Date('2030-06-01T00:00:00Z');
const HEALTHY: NodeStatus = {
  name: 'data-bureau.peer0',
  kind: 'peer',
  department: 'data-bureau',
  state: 'running',
  address: 'localhost:17000',
  answers: true,
  clockSkew: 0,
  certificates: [{ use: 'identity', expires: '2031-06-01T00:00:00.000Z' }],
};
const certificate = (expires: string) => ({ certificates: [{ use: 'tls' as const, expires }] });

describe('what status says of a node', () => {
  for (const { name, change, code, severity } of [
    { name: 'that crashed', change: { state: 'crashed' as const }, code: 'NODE_CRASHED', severity: 'fault' },
    { name: 'that does not run', change: { state: 'stopped' as const }, code: 'NODE_STOPPED', severity: 'fault' },
    { name: 'that does not answer', change: { answers: false }, code: 'NO_ANSWER', severity: 'fault' },
    {
      name: 'whose certificate has ended',
      change: certificate('2030-05-31T23:59:59.000Z'),
      code: 'CERTIFICATE_EXPIRED',
      severity: 'fault',
    },
    {
      name: 'whose certificate ends within a month',
      change: certificate('2030-06-30T00:00:00.000Z'),
      code: 'CERTIFICATE_ENDS_SOON',
      severity: 'warning',
    },
    { name: 'whose clock is off', change: { clockSkew: -31 }, code: 'CLOCK_SKEW', severity: 'fault' },
    { name: 'that lacks private values', change: { missingValues: 2 }, code: 'VALUES_MISSING', severity: 'warning' },
  ]) {
    it(`names one ${name}`, () => {
      const [problem, ...further] = nodeProblems({ ...HEALTHY, ...change }, NOW);
      expect(further).to.deep.equal([]);
      expect(problem).to.include({ code, severity, node: 'data-bureau.peer0' });
      expect(problem?.text.en).to.include('data-bureau.peer0');
      expect(problem?.text.zh).to.include('data-bureau.peer0');
    });
  }

  it('has nothing to say of one that is as it should be', () => {
    expect(nodeProblems(HEALTHY, NOW)).to.deep.equal([]);
    expect(nodeProblems({ ...HEALTHY, ...certificate('2030-07-01T00:00:00.000Z'), clockSkew: 29 }, NOW)).to.deep.equal(
      [],
    );
  });
});

describe('what status says of the network', () => {
  const definition = completeDefinition(loadDefinition('minimal'));
  const folder = mkdtempSync(join(tmpdir(), 'onedoor-status-'));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const site = new Site(folder, { format: FORMAT, definition, chaincodes: [], ports: {}, roles: [], ready: true });
  const peer = (name: string, height: number, blockHash: string) => ({ ...HEALTHY, name, height, blockHash });
  const orderer = (leads: boolean): NodeStatus => ({ ...HEALTHY, name: 'orderer1', kind: 'orderer', leads });
  const server: NodeStatus = { ...HEALTHY, name: 'data-bureau.chaincode.onedoor', kind: 'chaincode', build: 'aa' };
  const chaincode = {
    name: 'onedoor',
    version: '1.0',
    digest: 'aa',
    committed: { version: '1.0', sequence: 1, approvals: ['DataBureauMSP', 'HumanResourcesMSP'] },
  };
  const fine: Findings = {
    site,
    nodes: [peer('data-bureau.peer0', 9, 'ab'), peer('human-resources.peer0', 9, 'ab'), orderer(true), server],
    chaincodes: [chaincode],
    policies: [],
    unseen: [{ peer: 'data-bureau.peer0', unseen: [] }],
    supervisor: 'running',
    now: NOW,
  };
  const [first, second] = [peer('data-bureau.peer0', 9, 'ab'), peer('human-resources.peer0', 9, 'ab')];

  it('is nothing where all is well', () => {
    expect(findProblems(fine)).to.deep.equal([]);
  });

  for (const { code, change, named } of [
    {
      code: 'CHAINS_DIFFER',
      named: 'human-resources.peer0 cd',
      change: { nodes: [first, peer(second.name, 9, 'cd'), orderer(true)] },
    },
    {
      code: 'BEHIND',
      named: 'human-resources.peer0',
      change: { nodes: [peer(first.name, 40, 'ab'), second, orderer(true)] },
    },
    { code: 'NO_LEADER', named: 'At least 1', change: { nodes: [first, second, orderer(false)] } },
    {
      code: 'BUILD_DIFFERS',
      named: server.name,
      change: { nodes: [first, orderer(true), { ...server, build: 'bb' }] },
    },
    { code: 'DEFINITION_DIFFERS', named: 'version 1.0', change: { chaincodes: [{ ...chaincode, version: '1.1' }] } },
    {
      code: 'APPROVAL_MISSING',
      named: 'human-resources',
      change: { chaincodes: [{ ...chaincode, committed: { ...chaincode.committed, approvals: ['DataBureauMSP'] } }] },
    },
    { code: 'ENDORSEMENT_POLICY', named: 'DataBureauMSP', change: { policies: ['DataBureauMSP'] } },
    { code: 'NOT_DISCOVERED', named: second.name, change: { unseen: [{ peer: first.name, unseen: [second.name] }] } },
    { code: 'SUPERVISOR_CRASHED', named: 'onedoor network up', change: { supervisor: 'crashed' as const } },
  ]) {
    it(`names ${code}`, () => {
      const problems = findProblems({ ...fine, ...change });
      expect(problems.map((problem) => problem.code)).to.include(code);
      expect(problems.find((problem) => problem.code === code)?.text.en).to.include(named);
    });
  }
});

describe("figures from a node's own words", () => {
  it('counts private values that came late', () => {
    const folder = mkdtempSync(join(tmpdir(), 'onedoor-values-'));
    const log = join(folder, 'peer.log');
    const lines = [
      'INFO Successfully fetched (or marked to reconcile later) all 4 eligible collection private write sets for block [3]',
      'WARN Could not fetch (or mark to reconcile later) 3 eligible collection private write sets for block [4]. Will commit block with missing private write sets:[x]',
      'INFO Reconciliation cycle finished successfully. reconciled 2 private data keys from blocks range [4 - 4]',
    ];
    writeFileSync(log, lines.join('\n'));
    expect([missingValues(log), missingValues(join(folder, 'none'))]).to.deep.equal([1, 0]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('reads a figure with its labels', () => {
    const text = [
      '# HELP consensus_etcdraft_is_leader The leadership status',
      'consensus_etcdraft_is_leader{channel="other"} 0',
      'consensus_etcdraft_is_leader{channel="district"} 1',
      'consensus_etcdraft_is_leader_more 7',
    ].join('\n');
    expect(metricOf(text, 'consensus_etcdraft_is_leader', { channel: 'district' })).to.equal(1);
    expect(metricOf(text, 'consensus_etcdraft_is_leader', { channel: 'none' })).to.equal(undefined);
  });
});
