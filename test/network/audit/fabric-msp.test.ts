// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { expect } from 'chai';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
  X509CrlGenerator,
} from '@peculiar/x509';
import { msp } from '@hyperledger/fabric-protos';
import { FabricMsp } from '../../../network/embedded/audit/fabric/fabric-msp.js';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const SPAN = { notBefore: new Date('2026-01-01'), notAfter: new Date('2036-01-01') };

interface Issued {
  readonly certificate: X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

/** A certificate of a subject, below an authority or by itself. */
async function issue(subject: string, authority: Issued | undefined, isCa: boolean): Promise<Issued> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const { publicKey } = keys;
  const signingKey = (authority?.keys ?? keys).privateKey;
  const named = {
    subject,
    issuer: authority?.certificate.subject ?? subject,
    publicKey,
    signingKey,
    signingAlgorithm: ALGORITHM,
    extensions: [new BasicConstraintsExtension(isCa), await SubjectKeyIdentifierExtension.create(publicKey)],
  };
  const certificate = await X509CertificateGenerator.create({ ...named, ...SPAN });
  return { certificate, keys };
}

async function revoking(authority: Issued, { certificate }: Issued, named = authority): Promise<string> {
  const identifier = named.certificate.getExtension(SubjectKeyIdentifierExtension)?.keyId ?? '';
  const list = await X509CrlGenerator.create({
    issuer: authority.certificate.subject,
    thisUpdate: SPAN.notBefore,
    entries: [{ serialNumber: certificate.serialNumber, revocationDate: SPAN.notBefore }],
    extensions: [new AuthorityKeyIdentifierExtension(identifier)],
    signingAlgorithm: ALGORITHM,
    signingKey: authority.keys.privateKey,
  });
  return list.toString('pem').replaceAll(' CRL-', ' X509 CRL-');
}

const pem = ({ certificate }: Issued): Buffer => Buffer.from(certificate.toString('pem'));

describe('an MSP of a Fabric channel', () => {
  let root: Issued;
  let below: Issued;
  let stranger: Issued;
  let peer: Issued;
  let client: Issued;

  before(async () => {
    root = await issue('CN=root', undefined, true);
    below = await issue('CN=below', root, true);
    stranger = await issue('CN=root', undefined, true);
    peer = await issue('CN=peer0, OU=peer+OU=district', root, false);
    client = await issue('CN=gateway, OU=client', below, false);
  });

  async function read(
    change: (config: msp.FabricMSPConfig) => void = () => undefined,
    units = true,
  ): Promise<FabricMsp> {
    const config = new msp.FabricMSPConfig();
    config.setName('AMSP');
    config.setRootCertsList([pem(root)]);
    config.setIntermediateCertsList([pem(below)]);
    const nodes = new msp.FabricNodeOUs();
    nodes.setEnable(units);
    nodes.setClientOuIdentifier(unit('client'));
    nodes.setPeerOuIdentifier(unit('peer'));
    nodes.setAdminOuIdentifier(unit('admin'));
    config.setFabricNodeOus(nodes);
    change(config);
    const outer = new msp.MSPConfig();
    outer.setConfig(config.serializeBinary());
    return FabricMsp.read(outer.serializeBinary());
  }

  function unit(name: string, certifier?: Issued): msp.FabricOUIdentifier {
    const identifier = new msp.FabricOUIdentifier();
    identifier.setOrganizationalUnitIdentifier(name);
    if (certifier !== undefined) identifier.setCertificate(pem(certifier));
    return identifier;
  }

  const roleOf = (known: FabricMsp, issued: Issued) => known.member(pem(issued).toString())?.role;

  it('knows members of its root and of authorities below it, by their unit, among other units', async () => {
    const known = await read();
    expect([roleOf(known, peer), roleOf(known, client)]).to.deep.equal(['peer', 'client']);
  });

  it('knows no authority, no stranger of the same name, nobody without a unit and nobody with two', async () => {
    const known = await read();
    const strangers = [
      root,
      below,
      await issue('CN=peer0, OU=peer', stranger, false),
      await issue('CN=nobody', root, false),
      await issue('CN=both, OU=peer+OU=client', root, false),
    ];
    for (const each of strangers) expect(known.member(pem(each).toString())).to.equal(undefined);
    expect(known.member('no certificate')).to.equal(undefined);
  });

  it('knows nobody of an authority below that it does not name', async () => {
    const known = await read((config) => {
      config.setIntermediateCertsList([]);
    });
    expect(known.member(pem(client).toString())).to.equal(undefined);
  });

  it('takes a unit only below the authority that it is tied to', async () => {
    const known = await read((config) => {
      config.getFabricNodeOus()?.setPeerOuIdentifier(unit('peer', below));
      config.getFabricNodeOus()?.setClientOuIdentifier(unit('client', below));
    });
    expect(known.member(pem(peer).toString())).to.equal(undefined);
    expect(roleOf(known, client)).to.equal('client');
  });

  it('knows an administrator who is named, and gives nobody a role where units do not count', async () => {
    const known = await read((config) => {
      config.setAdminsList([pem(client)]);
    }, false);
    expect(known.member(pem(client).toString())).to.include({ isNamedAdmin: true, role: undefined });
    expect(known.member(pem(peer).toString())).not.to.have.property('isNamedAdmin');
  });

  it('knows nobody whose certificate its own authority revoked, nor those below an authority that was', async () => {
    const lists = (...list: string[]) =>
      read((config) => {
        config.setRevocationListList(list.map((each) => Buffer.from(each)));
      });
    expect(roleOf(await lists(await revoking(root, peer)), peer)).to.equal(undefined);
    expect(roleOf(await lists(await revoking(root, below)), client)).to.equal(undefined);
    expect(roleOf(await lists(await revoking(root, peer)), client)).to.equal('client');
    // As on a peer: a list counts for the authority that it names, if that one signed it.
    expect(roleOf(await lists(await revoking(stranger, peer, root)), peer)).to.equal('peer');
    expect(roleOf(await lists(await revoking(root, peer, stranger)), peer)).to.equal('peer');
  });

  it('is refused if it is of another type, or holds what is no certificate', async () => {
    const other = new msp.MSPConfig();
    other.setType(1);
    const rejected = (promise: Promise<unknown>) =>
      promise.then(
        () => '',
        (error: unknown) => (error as Error).message,
      );
    expect(await rejected(FabricMsp.read(other.serializeBinary()))).to.contain('only X.509');
    expect(
      await rejected(
        read((config) => {
          config.setRootCertsList([Buffer.from('x')]);
        }),
      ),
    ).not.to.equal('');
  });
});
