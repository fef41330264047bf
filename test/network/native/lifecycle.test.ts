// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { parsePolicy } from '../../../network/embedded/policy/parse-policy.js';
import { decodePolicy } from '../../../network/embedded/policy/signature-policy.js';
import { signLow } from '../../../network/native/certificates/sign-low.js';
import { certificateRequest, newKey } from '../../../network/native/certificates/key-pair.js';
import { labelOf } from '../../../network/native/lifecycle/make-package.js';
import { signaturePolicy } from '../../../network/native/lifecycle/signature-policy.js';
import { tarGz } from '../../../network/native/lifecycle/tar.js';

describe('packages and policies of chaincode', () => {
  it('packs files that tar unpacks, the same bytes each time', () => {
    const folder = mkdtempSync(join(tmpdir(), 'onedoor-tar-'));
    const files = { 'one.json': Buffer.from('{}'), 'two.bin': Buffer.alloc(1024, 7), empty: Buffer.alloc(0) };
    writeFileSync(join(folder, 'some.tgz'), tarGz(files));
    execFileSync('tar', ['xzf', 'some.tgz'], { cwd: folder });
    for (const [name, content] of Object.entries(files)) {
      expect(readFileSync(join(folder, name)).equals(content), name).to.equal(true);
    }
    expect(tarGz(files).equals(tarGz(files))).to.equal(true);
    rmSync(folder, { recursive: true, force: true });
  });

  it('names version and build in the label', () => {
    const setting = {
      name: 'onedoor',
      version: '1.0',
      digest: 'abcdef0123456789ffff',
      command: ['node'] as const,
      endorsement: { channelPolicy: 'TwoDepartments' },
    };
    expect(labelOf(setting)).to.equal('onedoor_1.0_abcdef0123456789');
  });

  for (const policy of [
    "OR('AMSP.peer')",
    "AND('AMSP.peer', 'BMSP.member')",
    "OutOf(2, 'AMSP.peer', 'BMSP.peer', 'CMSP.peer')",
    "OutOf(1, AND('AMSP.admin', 'BMSP.client'), OR('CMSP.orderer', 'AMSP.admin'))",
  ]) {
    it(`understands ${policy} as the embedded network does`, () => {
      expect(decodePolicy(signaturePolicy(policy).serializeBinary())).to.deep.equal(parsePolicy(policy));
    });
  }

  for (const wrong of [
    "OutOf('AMSP.peer')",
    "OR('AMSP.peer'",
    "OR('AMSP.king')",
    "XOR('AMSP.peer')",
    "OR('AMSP.peer') x",
  ]) {
    it(`refuses ${wrong}`, () => {
      expect(() => signaturePolicy(wrong)).to.throw();
    });
  }
});

describe('keys', () => {
  it('signs with the lower s only', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    for (let round = 0; round < 40; round += 1) {
      const bytes = Buffer.from(`message ${round}`);
      const signature = signLow(bytes, privateKey);
      const s = signature.subarray(signature.length - (signature[5 + (signature[3] ?? 0)] ?? 0));
      const half = BigInt('0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8');
      expect(BigInt(`0x${s.toString('hex')}`) <= half).to.equal(true);
      expect(verify('sha256', bytes, createPublicKey(privateKey), signature)).to.equal(true);
    }
  });

  it('asks for a certificate that is good for its hosts', async () => {
    const request = await certificateRequest(newKey(), 'peer0', ['localhost', '127.0.0.1']);
    expect(request).to.match(/^-----BEGIN CERTIFICATE REQUEST-----/u);
    const bytes = Buffer.from(request.replaceAll(/-----[^-]+-----|\s/gu, ''), 'base64').toString('latin1');
    expect(bytes).to.include('peer0').and.include('localhost').and.include('\x87\x04\x7f\x00\x00\x01');
  });
});
