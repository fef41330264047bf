// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConnectionUnusable, peersOf, readConnection } from '../../../gateway/ledger/fabric/read-connections.js';
import { authorityOf } from '../../../gateway/ledger/fabric/wallet/authority.js';
import { EnrolmentFailed } from '../../../gateway/ledger/fabric/wallet/enrolment-failed.js';
import { rejectionOf } from '../usecases/support/rejection-of.js';

const endpoint = (url: string) => ({ url, tlsCACerts: { pem: 'PEM' } });

function profileWith(url: string) {
  return {
    name: 'minimal.data-bureau',
    version: '1.0.0',
    client: { organization: 'DataBureauMSP' },
    organizations: {
      DataBureauMSP: { mspid: 'DataBureauMSP', peers: ['own'], certificateAuthorities: [] },
      HumanResourcesMSP: { mspid: 'HumanResourcesMSP', peers: ['theirs'], certificateAuthorities: [] },
    },
    peers: { own: endpoint(url), theirs: endpoint('grpcs://hr.example:7051') },
    orderers: {},
    certificateAuthorities: {},
  };
}

describe('the connection profile of a department', () => {
  let folder: string;
  const read = async (url: string) => {
    await writeFile(join(folder, 'data-bureau.json'), JSON.stringify(profileWith(url)));
    return readConnection(folder, { code: 'data-bureau', mspId: 'DataBureauMSP' });
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onedoor-connections-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('names own peers and, where it wants to, those of others', async () => {
    const profile = await read('grpcs://bureau.example:7051');
    const urls = ['DataBureauMSP', 'HumanResourcesMSP', 'CivilAffairsMSP'].map((mspId) =>
      peersOf(profile, mspId).map(({ url }) => url),
    );
    expect(urls).to.deep.equal([['grpcs://bureau.example:7051'], ['grpcs://hr.example:7051'], []]);
  });

  for (const url of ['grpc://localhost:7051', 'grpc://127.0.0.1:7051', 'grpc://[::1]:7051']) {
    it(`may go without TLS on this machine: ${url}`, async () => {
      expect(peersOf(await read(url), 'DataBureauMSP')).to.have.length(1);
    });
  }

  for (const url of [
    'grpc://bureau.example:7051',
    'grpc://127.0.0.1.example:7051',
    'grpc://localhost.example:7051',
    'http://localhost:7051',
    'grpcs://bureau.example',
  ]) {
    it(`is refused with ${url}`, async () => {
      expect(await rejectionOf(read(url))).to.be.instanceOf(ConnectionUnusable);
    });
  }

  it('is refused where it is of another organisation, by file and the MSP id that it should have', async () => {
    await writeFile(join(folder, 'human-resources.json'), JSON.stringify(profileWith('grpcs://bureau.example:7051')));
    const department = { code: 'human-resources', mspId: 'HumanResourcesMSP' };
    const refused = await rejectionOf(readConnection(folder, department));
    expect(refused).to.be.instanceOf(ConnectionUnusable);
    expect((refused as Error).message)
      .to.include(join(folder, 'human-resources.json'))
      .and.include('whose MSP id is HumanResourcesMSP');
  });

  it('names a CA that is asked over TLS, or is on this machine: secrets go there', async () => {
    const ask = async (url: string): Promise<unknown> => {
      const profile = profileWith('grpcs://bureau.example:7051');
      const [own] = Object.values(profile.organizations);
      const ca = { ...endpoint(url), caName: 'ca' };
      const whole = { ...profile, organizations: { DataBureauMSP: { ...own, certificateAuthorities: ['ca'] } } };
      await writeFile(join(folder, 'data-bureau.json'), JSON.stringify({ ...whole, certificateAuthorities: { ca } }));
      return authorityOf(folder, 'data-bureau').catch((error: unknown) => error);
    };
    for (const url of ['https://ca.example:7054', 'http://127.0.0.1:7054', 'http://localhost:7054'])
      expect(await ask(url)).to.include({ url, mspId: 'DataBureauMSP' });
    for (const url of [
      'http://ca.example:7054',
      'http://localhost.example',
      'http://localhost@ca.example',
      'ca.example',
    ])
      expect(await ask(url))
        .to.be.instanceOf(EnrolmentFailed)
        .and.to.include({ code: 'PROFILE_UNUSABLE' });
  });
});
