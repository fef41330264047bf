// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { X509CertificateGenerator } from '@peculiar/x509';
import { expect } from 'chai';
import { completeDefinition } from '../../../network/definitions/complete-definition.js';
import { loadDefinition } from '../../../network/definitions/load-definition.js';
import type { NetworkFailure } from '../../../network/native/network-failure.js';
import { prepareState } from '../../../network/native/plan/prepare-state.js';
import { Site } from '../../../network/native/plan/site.js';
import type { BringUp } from '../../../network/native/steps/bring-up.js';
import { checkHost } from '../../../network/native/steps/check-host.js';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY = 86_400_000;
const PEER = 'data-bureau.peer0';

const newKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

/** A certificate that an authority of these keys signed; good until so many days from now. */
async function certificate(authority: webcrypto.CryptoKeyPair, days: number): Promise<string> {
  const issued = await X509CertificateGenerator.create({
    subject: `CN=${PEER}`,
    issuer: 'CN=ca',
    publicKey: authority.publicKey,
    signingKey: authority.privateKey,
    signingAlgorithm: ALGORITHM,
    notBefore: new Date(Date.now() - 100 * DAY),
    notAfter: new Date(Date.now() + days * DAY),
  });
  return issued.toString('pem');
}

describe('before any node starts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onedoor-host-'));
  let site: Site;
  let authority: webcrypto.CryptoKeyPair;
  before(async () => {
    const definition = completeDefinition(loadDefinition('minimal'));
    site = new Site(
      folder,
      await prepareState({ directory: folder, chaincodes: [], roles: [], ports: 'free', definition }),
    );
    authority = await newKeys();
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (file: string, text: string): void => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  /** What is said where the peer has this certificate for TLS. */
  const said = async (pem: string): Promise<unknown> => {
    const peer = site.peers.find(({ name }) => name === PEER);
    if (peer === undefined) throw new Error('no peer');
    write(site.rootCertificate(peer.organisation, 'tls'), await certificate(authority, 1));
    write(join(site.nodeFolder(peer), 'tls', 'cert.pem'), pem);
    return checkHost({ site } as BringUp).catch((error: unknown) => error);
  };

  it('takes a certificate that its authority signed and that is good today', async () => {
    expect(await said(await certificate(authority, 1))).to.equal(undefined);
  });

  const unusable: Readonly<Record<string, readonly [() => Promise<string>, string]>> = {
    'has ended': [() => certificate(authority, -1), 'it ended on'],
    'is of another authority': [
      async () => certificate(await newKeys(), 1),
      "its department's authority has not signed it",
    ],
    'cannot be read': [() => Promise.resolve('-----BEGIN'), 'the file is damaged'],
  };
  for (const [what, [pem, why]] of Object.entries(unusable)) {
    it(`names the node whose certificate ${what}, and the next step`, async () => {
      const failure = (await said(await pem())) as NetworkFailure;
      expect(failure).to.include({ code: 'CERTIFICATE_UNUSABLE', node: PEER });
      expect(failure.text.en).to.include(`node ${PEER}`).and.include(why).and.include('onedoor network renew');
      expect(failure.text.zh).to.include(PEER).and.include('onedoor network renew');
    });
  }
});
