// SPDX-License-Identifier: Apache-2.0
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { runOnedoor, type Ended } from '../scripts/support/run-onedoor.js';
import { temporaryFolder } from '../scripts/support/temporary-folder.js';
import { startCa, type CaServer } from './support/ca-server.js';
import { requireFabric } from './support/require-fabric.js';

const department = 'human-resources';

describe('onedoor enrol', function () {
  this.timeout(60_000);
  let ca: CaServer | undefined;
  after(() => ca?.stop());
  const folder = temporaryFolder();

  before(async function () {
    requireFabric(this);
    ca = await startCa(join(folder.path, 'network'), department, 'HumanResourcesMSP');
    await ca.register('intake', 'operator');
  });

  const enrol = (...args: string[]): Promise<Ended> =>
    runOnedoor(['enrol', ...args], {
      home: folder.path,
      environment: { ONEDOOR_NETWORK: 'minimal', ONEDOOR_DEPARTMENTS: department },
    });

  it('enrols what this gateway hosts, says so role by role, and the same again changes nothing', async () => {
    const first = await enrol('--json');
    const outcomes = (ended: Ended) =>
      (JSON.parse(ended.stdout) as { identities: { outcome: string }[] }).identities.map(({ outcome }) => outcome);
    expect([first.code, outcomes(first)]).to.deep.equal([0, ['ENROLLED', 'ENROLLED']]);
    expect(first.stderr).to.equal(`  ${department}.intake  enrolled\n  ${department}.operator  enrolled\n`);
    expect(outcomes(await enrol('--json'))).to.deep.equal(['PRESENT', 'PRESENT']);
    expect(await readdir(join(folder.path, 'wallet'))).to.have.length(2);
  });

  it('renews, and gets a TLS certificate beside', async () => {
    const { code, stdout } = await enrol('--renew', '--tls', '--host', 'localhost');
    expect([code, stdout]).to.deep.equal([
      0,
      `${join(folder.path, 'wallet')}: 2 identities, 2 of them new or renewed, 1 TLS certificate\n`,
    ]);
    expect((await readdir(join(folder.path, 'tls', department))).sort()).to.deep.equal([
      'ca.pem',
      'cert.pem',
      'key.pem',
    ]);
  });

  it('ends in one message with the next step, and no secret', async () => {
    await ca?.stop();
    for (const [args, code, text] of [
      [['--department', 'parks'], 2, 'There is no department parks'],
      [['--department', 'data-bureau'], 2, 'No connection profile of data-bureau'],
      [['--role', 'auditor'], 2, `There is no enrolment secret for ${department}.auditor`],
      [['--renew'], 69, `${department}.ca does not answer`],
    ] as const) {
      const ended = await enrol(...args);
      expect([ended.code, ended.stderr.trim().split('\n').length, ended.stdout]).to.deep.equal([code, 1, '']);
      expect(ended.stderr).to.contain(text);
    }
  });
});
