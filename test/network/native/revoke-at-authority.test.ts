// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { createPrivateKey, webcrypto } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { BasicConstraintsExtension, SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';
import { expect } from 'chai';
import { createAuthority } from '../../../network/embedded/identity/certificate-authority.js';
import { AuthorityClient, type Enrolled } from '../../../network/native/certificates/authority-client.js';
import { NetworkFailure } from '../../../network/native/network-failure.js';

const ABSENT = 'Identity lost was not found: Failed to get User: sql: no rows in result set';
const BROKEN = 'Identity lost was not found: Failed to process database request: database is locked';

/** Says what fabric-ca-server says of an identity that it does not find, for either reason. */
describe('who is to be revoked and not found', () => {
  let server: Server;
  let client: AuthorityClient;
  let registrar: Enrolled;
  let said: string;

  before(async () => {
    const { cert, key } = await selfSigned();
    server = createServer({ cert, key }, (request, answer) => {
      request.resume();
      answer.statusCode = 404;
      answer.end(JSON.stringify({ result: '', errors: [{ code: 10, message: said }], messages: [], success: false }));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const url = `https://localhost:${(server.address() as AddressInfo).port}`;
    client = new AuthorityClient('office.ca', url, 'office-ca', cert);
    const { certificate, privateKey } = await createAuthority('OfficeMSP');
    registrar = { certificate, privateKey: createPrivateKey(privateKey) };
  });
  after(() => {
    server.close();
  });

  it('is unknown where the authority has looked', async () => {
    said = ABSENT;
    expect(await client.revoke(registrar, 'lost')).to.equal(false);
  });

  it('is not called unknown where it could not look: that would leave the certificate good', async () => {
    said = BROKEN;
    const error: unknown = await client.revoke(registrar, 'lost').catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(NetworkFailure).with.property('code', 'CERTIFICATE_AUTHORITY_REFUSED');
  });
});

async function selfSigned(): Promise<{ readonly cert: string; readonly key: string }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const made = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=office.ca',
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(true),
      new SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }]),
    ],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return { cert: made.toString('pem'), key: `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n` };
}
