// SPDX-License-Identifier: Apache-2.0
import { createDecipheriv, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { expect } from 'chai';
import { nodeCrypto, nodeCryptoWithKeys } from '../../../chaincode/fabric/node-crypto.js';

const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'der' }).toString('base64');
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const signed = (text: string, key = p256.privateKey) =>
  sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');

describe('cryptography of the chaincode', () => {
  it('hashes the ASCII of a disclosure as RFC 9901 prints it', () => {
    const disclosure = 'WyI2cU1RdlJMNWhhaiIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0';
    expect(nodeCrypto.sha256(disclosure)).to.equal('uutlBuYeMDyjLLTpf6Jxi7yNkEF35jdyWMn9U7b_RYY');
  });

  it('computes HMAC-SHA-256 as RFC 4231 case 2', () => {
    const mac = nodeCrypto.hmacSha256(Buffer.from('Jefe'), 'what do ya want for nothing?');
    expect(Buffer.from(mac, 'base64url').toString('hex')).to.equal(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it('accepts a P-256 signature and nothing like it', () => {
    const signature = signed('text');
    const key = spki(p256.publicKey);
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(nodeCrypto.verify(key, 'text', signature)).to.equal(true);
    expect(nodeCrypto.verify(key, 'texts', signature)).to.equal(false);
    expect(nodeCrypto.verify(key, 'text', signature.slice(0, -4))).to.equal(false);
    expect(nodeCrypto.verify(key, 'text', `${signature}=`)).to.equal(false);
    expect(nodeCrypto.verify(key, 'text', '')).to.equal(false);
    expect(
      nodeCrypto.verify(key, 'text', sign('sha256', Buffer.from('text'), p256.privateKey).toString('base64url')),
    ).to.equal(false);
    expect(nodeCrypto.verify(spki(p384.publicKey), 'text', signed('text', p384.privateKey))).to.equal(false);
    expect(nodeCrypto.verify(spki(rsa.publicKey), 'text', signature)).to.equal(false);
    expect(nodeCrypto.verify('bm8ga2V5', 'text', signature)).to.equal(false);
  });

  it('gives the same answers with keys kept, the first time and later', () => {
    const kept = nodeCryptoWithKeys();
    const texts = [spki(p256.publicKey), 'bm8ga2V5', ...Array.from({ length: 40 }, (_, n) => `unknown${n}`)];
    const signature = signed('text');
    for (const key of [...texts, ...texts]) {
      for (const text of ['text', 'texts']) {
        expect(kept.verify(key, text, signature)).to.equal(nodeCrypto.verify(key, text, signature));
      }
    }
    expect(kept.verify(spki(p256.publicKey), 'text', `${signature}=`)).to.equal(false);
  });

  it('seals the same for the same seed, so that a holder of the key can open it', () => {
    const key = Buffer.alloc(32, 7);
    const sealed = nodeCrypto.seal(key, 'seed', '开');
    expect(nodeCrypto.seal(key, 'seed', '开')).to.equal(sealed);
    expect(nodeCrypto.seal(key, 'other', '开')).not.to.equal(sealed);
    const bytes = Buffer.from(sealed, 'base64url');
    const opening = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAuthTag(bytes.subarray(-16));
    expect(Buffer.concat([opening.update(bytes.subarray(12, -16)), opening.final()]).toString()).to.equal('开');
  });
});
