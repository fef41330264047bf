// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { Wallets } from 'fabric-network';
import { enrolMissing } from '../../gateway/ledger/fabric/wallet/enrol-missing.js';
import { enrolTls } from '../../gateway/ledger/fabric/wallet/enrol-tls.js';
import { readWallet } from '../../gateway/ledger/fabric/wallet/read-wallet.js';
import { renewIdentities } from '../../gateway/ledger/fabric/wallet/renew-identities.js';
import { rejectionOf } from '../gateway/usecases/support/rejection-of.js';
import { temporaryFolder } from '../scripts/support/temporary-folder.js';
import { startCa, type CaServer } from './support/ca-server.js';
import { requireFabric } from './support/require-fabric.js';

const department = 'human-resources';
const mspId = 'HumanResourcesMSP';
const YEARS = 2 * 365 * 24 * 3_600_000;

describe('the wallet of a gateway', function () {
  this.timeout(30_000);
  let ca: CaServer | undefined;
  let wallet: string;
  let secrets: Readonly<Record<string, { readonly id: string; readonly secret: string }>>;
  // Before the folder's own hook, which takes the ground from under the CA.
  after(() => ca?.stop());
  const folder = temporaryFolder();

  before(async function () {
    requireFabric(this);
    ca = await startCa(folder.path, department, mspId);
    secrets = await ca.register('intake', 'operator', 'officer');
    wallet = join(folder.path, 'wallet');
  });

  const folders = () => ({ connections: server().connections, enrolments: server().enrolments, wallet });
  const server = (): CaServer => {
    if (ca === undefined) throw new Error('no CA');
    return ca;
  };

  it('gets what has a secret, role by role, under keys that were made here and the role of the department', async () => {
    const steps = await enrolMissing({ ...folders(), departments: [department], roles: ['intake', 'operator'] });
    expect(steps).to.deep.equal([
      { label: `${department}.intake`, outcome: 'ENROLLED' },
      { label: `${department}.operator`, outcome: 'ENROLLED' },
    ]);
    const identity = await readWallet(wallet).identity(department, 'intake');
    const certificate = new X509Certificate(identity.certificate);
    expect(identity.mspId).to.equal(mspId);
    expect(certificate.checkPrivateKey(createPrivateKey(identity.privateKey))).to.equal(true);
    expect(certificate.subject.split('\n').sort()).to.deep.equal(['CN=gateway-intake', 'OU=client']);
    expect(certificate.raw.toString('latin1')).to.contain('{"attrs":{"onedoor.role":"intake"}}');
  });

  it('lets nobody else read it, and keeps no secret that was used', async () => {
    expect((await stat(wallet)).mode & 0o777).to.equal(0o700);
    for (const name of await readdir(wallet)) expect((await stat(join(wallet, name))).mode & 0o777).to.equal(0o600);
    const file = join(server().enrolments, `${department}.json`);
    expect(JSON.parse(await readFile(file, 'utf8'))).to.deep.equal({ officer: secrets['officer'] });
    expect((await stat(file)).mode & 0o777).to.equal(0o600);
  });

  it('is one that fabric-network reads', async () => {
    const opened = await Wallets.newFileSystemWallet(wallet);
    expect(await opened.list()).to.have.members([`${department}.intake`, `${department}.operator`]);
    expect(await opened.get(`${department}.intake`)).to.deep.include({ mspId, type: 'X.509' });
  });

  it('says which identity it lacks, which cannot be read and which has expired', async () => {
    const now = Date.now();
    await writeFile(join(wallet, `${department}.auditor.id`), '{');
    for (const [role, at, code] of [
      ['publisher', now, 'NOT_ENROLLED'],
      ['auditor', now, 'UNREADABLE'],
      ['intake', now + YEARS, 'EXPIRED'],
    ] as const) {
      const refusal = await rejectionOf(readWallet(wallet, () => at).identity(department, role));
      expect(refusal).to.include({ name: 'IdentityUnusable', code, label: `${department}.${role}` });
    }
  });

  it('is told when a secret was used before, and by whom it is refused', async () => {
    await writeFile(join(server().enrolments, `${department}.json`), JSON.stringify(secrets), { mode: 0o600 });
    const elsewhere = { ...folders(), wallet: join(folder.path, 'second') };
    const refusal = await rejectionOf(enrolMissing({ ...elsewhere, departments: [department], roles: ['intake'] }));
    expect(refusal).to.include({ name: 'EnrolmentFailed', code: 'SECRET_REFUSED' });
    expect(String(refusal)).to.contain(`${department}.ca`).and.to.contain('gateway-intake');
    expect(String(refusal)).not.to.contain(secrets['intake']?.secret ?? '?');
    expect(await readWallet(elsewhere.wallet).labels()).to.deep.equal([]);
  });

  it('takes the spent secrets out of the file when it is run again', async () => {
    const steps = await enrolMissing({ ...folders(), departments: [department], roles: ['intake', 'operator'] });
    expect(steps.map(({ outcome }) => outcome)).to.deep.equal(['PRESENT', 'PRESENT']);
    const left = await readFile(join(server().enrolments, `${department}.json`), 'utf8');
    expect(Object.keys(JSON.parse(left) as object)).to.deep.equal(['officer']);
  });

  it('renews an identity by itself, under a new key and in the same role, and only when it is due', async () => {
    const order = { ...folders(), departments: [department], roles: ['intake'] as const };
    const before = await readWallet(wallet).identity(department, 'intake');
    expect((await renewIdentities({ ...order, withinDays: 30 })).map(({ outcome }) => outcome)).to.deep.equal([
      'PRESENT',
    ]);
    expect((await renewIdentities(order)).map(({ outcome }) => outcome)).to.deep.equal(['RENEWED']);
    const after = await readWallet(wallet).identity(department, 'intake');
    expect(after.privateKey).not.to.equal(before.privateKey);
    expect(new X509Certificate(after.certificate).raw.toString('latin1')).to.contain('"onedoor.role":"intake"');
    expect(await renewIdentities(order)).to.have.length(1); // the new one renews itself too
  });

  it('has an expired identity renewed by nobody', async () => {
    const order = {
      ...folders(),
      departments: [department],
      roles: ['intake'] as const,
      now: () => Date.now() + YEARS,
    };
    expect(await rejectionOf(renewIdentities(order))).to.include({ code: 'CERTIFICATE_EXPIRED' });
  });

  it('gets a TLS certificate for the host names, marked as a gateway and of no role, and the next one by it', async () => {
    const hosts = ['localhost', '127.0.0.1'];
    const order = { ...folders(), department, directory: join(folder.path, 'tls'), hosts };
    await enrolTls(order);
    const spent = await readFile(join(server().enrolments, `${department}.tls.json`), 'utf8');
    expect(JSON.parse(spent)).to.deep.equal({});
    const files = await enrolTls(order);
    const elsewhere = { ...order, directory: join(folder.path, 'tls-of-another') };
    expect(await rejectionOf(enrolTls(elsewhere))).to.include({ code: 'NO_SECRET' });
    const [certificate, root] = await Promise.all(
      [files.certificate, files.root].map(async (file) => new X509Certificate(await readFile(file))),
    );
    expect(certificate?.subjectAltName).to.equal('DNS:localhost, IP Address:127.0.0.1');
    expect(root === undefined ? false : certificate?.verify(root.publicKey)).to.equal(true);
    expect(certificate?.checkPrivateKey(createPrivateKey(await readFile(files.key)))).to.equal(true);
    const attributes = certificate?.raw.toString('latin1');
    expect(attributes).to.contain('"onedoor.tls":"gateway"').and.to.not.contain('onedoor.role');
    expect((await stat(files.key)).mode & 0o777).to.equal(0o600);
  });

  it('is told when the CA is another one, or does not answer, and stays as it is', async () => {
    const order = { ...folders(), departments: [department], roles: ['officer'] as const };
    const file = join(server().connections, `${department}.json`);
    const profile = await readFile(file, 'utf8');
    const other = await startCa(join(folder.path, 'other'), department, mspId);
    try {
      const foreign = JSON.parse(await readFile(join(other.connections, `${department}.json`), 'utf8')) as object;
      await writeFile(file, withRootOf(foreign, profile));
      expect(await rejectionOf(enrolMissing(order))).to.include({ code: 'CA_UNTRUSTED' });
    } finally {
      await other.stop();
      await writeFile(file, profile);
    }
    await server().stop();
    const refusal = await rejectionOf(enrolMissing(order));
    expect(refusal).to.include({ code: 'CA_UNREACHABLE' });
    expect(String(refusal)).to.contain(`${department}.ca`);
    await server().start();
    expect((await enrolMissing(order)).map(({ outcome }) => outcome)).to.deep.equal(['ENROLLED']);
  });
});

/** The profile, with the root of another CA. */
function withRootOf(foreign: object, profile: string): string {
  const node = `${department}.ca`;
  const [own, other] = [JSON.parse(profile), foreign] as {
    certificateAuthorities: Record<string, { tlsCACerts: { pem: string } }>;
  }[];
  const root = other?.certificateAuthorities[node]?.tlsCACerts ?? { pem: '' };
  const authority = own?.certificateAuthorities[node];
  if (authority !== undefined) authority.tlsCACerts = root;
  return JSON.stringify(own);
}
