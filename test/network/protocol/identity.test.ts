// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { X509Certificate, createHash, createPrivateKey, sign as rawSign } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IdentityStore } from '../../../network/embedded/identity/identity-store.js';
import { createAuthority, issueCertificate } from '../../../network/embedded/identity/certificate-authority.js';
import { Membership } from '../../../network/embedded/identity/membership.js';
import { sign, verify } from '../../../network/embedded/identity/signature.js';
import { rejection } from './open-test-network.js';

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

describe('identities', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'onedoor-identities-'));
  });

  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  it('are the same when enrolled again, also after reopening; other attributes give another certificate', async () => {
    const first = await new IdentityStore(directory).enrol('AMSP', 'gateway', 'client', { a: '1', b: '2' });
    const again = await new IdentityStore(directory).enrol('AMSP', 'gateway', 'client', { b: '2', a: '1' });
    const changed = await new IdentityStore(directory).enrol('AMSP', 'gateway', 'client', { a: '2' });
    expect(again.certificate).to.equal(first.certificate);
    expect(changed.certificate).to.not.equal(first.certificate);
  });

  it('enrolled at the same moment give one certificate', async () => {
    const store = new IdentityStore(directory);
    const signers = await Promise.all([1, 2, 3].map(() => store.enrol('AMSP', 'gateway', 'client', {})));
    expect(new Set(signers.map(({ certificate }) => certificate)).size).to.equal(1);
  });

  it('keep a peer and a client of the same name apart', async () => {
    const store = new IdentityStore(directory);
    const peer = await store.enrol('AMSP', 'x', 'peer', {});
    const client = await store.enrol('AMSP', 'x', 'client', {});
    expect(peer.certificate).to.not.equal(client.certificate);
    expect((await store.enrol('AMSP', 'x', 'peer', {})).certificate).to.equal(peer.certificate);
  });

  it('have their keys in files that only the owner can read, inside the folder whatever the name', async () => {
    const store = new IdentityStore(directory);
    await store.enrol('AMSP', '../../escape', 'client', {});
    const files = await readdir(join(directory, 'AMSP'));
    expect(files).to.have.length(2);
    for (const file of files) expect((await stat(join(directory, 'AMSP', file))).mode & 0o777).to.equal(0o600);
    expect((await stat(join(directory, 'AMSP'))).mode & 0o777).to.equal(0o700);
    expect(await readdir(directory)).to.deep.equal(['AMSP']);
  });

  it('of another network are refused', async () => {
    const store = new IdentityStore(directory);
    const { certificate } = await store.enrol('AMSP', 'gateway', 'client', {});
    expect((await store.signer({ mspId: 'AMSP', name: 'gateway', certificate })).certificate).to.equal(certificate);
    for (const changed of [{ name: 'else' }, { mspId: 'BMSP' }, { certificate: `${certificate}x` }]) {
      const error = await rejection(store.signer({ mspId: 'AMSP', name: 'gateway', certificate, ...changed }));
      expect(error.message).to.contain('was not enrolled in this network');
    }
  });

  it('belong to the organisation whose CA issued them, in the role of their unit', async () => {
    const store = new IdentityStore(directory);
    const membership = new Membership(
      new Map([
        ['AMSP', await store.authority('AMSP')],
        ['BMSP', await store.authority('BMSP')],
      ]),
    );
    const { certificate } = await store.enrol('AMSP', 'peer', 'peer', {});
    expect(membership.find('AMSP', certificate)?.role).to.equal('peer');
    expect(membership.find('BMSP', certificate)).to.equal(undefined);
    expect(membership.find('CMSP', certificate)).to.equal(undefined);
    expect(membership.find('AMSP', 'no certificate')).to.equal(undefined);
    expect(membership.find('AMSP', await store.authority('AMSP')), 'the CA itself').to.equal(undefined);
  });

  it('made by a CA of the same name are strangers', async () => {
    const store = new IdentityStore(directory);
    const membership = new Membership(new Map([['AMSP', await store.authority('AMSP')]]));
    const impostor = await createAuthority('AMSP');
    const forged = await issueCertificate(impostor, { name: 'peer0', role: 'peer', attributes: {} });
    expect(membership.find('AMSP', forged.certificate)).to.equal(undefined);
  });

  it('whose unit is smuggled in through the name have the unit of the CA only', async () => {
    const store = new IdentityStore(directory);
    const membership = new Membership(new Map([['AMSP', await store.authority('AMSP')]]));
    const { certificate } = await store.enrol('AMSP', 'x,OU=peer\nOU=peer', 'client', {});
    expect(membership.find('AMSP', certificate)?.role).to.equal('client');
  });

  it('count only between their dates', async () => {
    const store = new IdentityStore(directory);
    const membership = new Membership(new Map([['AMSP', await store.authority('AMSP')]]));
    const { certificate } = await store.enrol('AMSP', 'gateway', 'client', {});
    const end = Date.parse(new X509Certificate(certificate).validTo);
    expect(membership.findValid('AMSP', certificate, end)).to.not.equal(undefined);
    expect(membership.findValid('AMSP', certificate, end + 1)).to.equal(undefined);
    expect(membership.findValid('AMSP', certificate, Date.now() - 3_600_000)).to.equal(undefined);
  });

  it('sign with a low S, and a high S is refused', async () => {
    const stored = await new IdentityStore(directory)
      .enrol('AMSP', 'gateway', 'client', {})
      .then(() => readFile(join(directory, 'AMSP', 'gateway.client.json'), 'utf8'));
    const { privateKey, certificate } = JSON.parse(stored) as { privateKey: string; certificate: string };
    const key = createPrivateKey(privateKey);
    const { publicKey } = new X509Certificate(certificate);
    let highOnes = 0;
    for (let round = 0; round < 40; round += 1) {
      const data = createHash('sha256').update(String(round)).digest();
      expect(await verify(publicKey, data, sign(key, data))).to.equal(true);
      expect(await verify(publicKey, Buffer.concat([data, data]), sign(key, data))).to.equal(false);
      const raw = rawSign('sha256', data, key);
      const isHigh = BigInt(`0x${raw.toString('hex', raw.length - 32)}`) > ORDER / 2n;
      if (!isHigh) continue;
      highOnes += 1;
      expect(await verify(publicKey, data, raw)).to.equal(false);
    }
    expect(highOnes).to.be.greaterThan(0);
  });

  it('take garbage for a bad signature', async () => {
    const { certificate } = await new IdentityStore(directory).enrol('AMSP', 'gateway', 'client', {});
    const { publicKey } = new X509Certificate(certificate);
    for (const bytes of [
      [],
      [0x30],
      [0x30, 0x02, 0x02, 0x00],
      [0x30, 6, 2, 1, 0, 2, 1, 0],
      [0x30, 8, 2, 9, 0, 2, 1, 0],
    ]) {
      expect(await verify(publicKey, Buffer.from('x'), Uint8Array.from(bytes))).to.equal(false);
    }
  });
});
