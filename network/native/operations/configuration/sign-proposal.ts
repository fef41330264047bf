// SPDX-License-Identifier: Apache-2.0
import { randomBytes, X509Certificate } from 'node:crypto';
import { common } from '@hyperledger/fabric-protos';
import type { Identity } from '../../certificates/msp-folder.js';
import { signerOf } from '../../client/signer.js';
import { OperationFailure } from '../operation-failure.js';
import type { ConfigurationProposal } from './configuration-proposal.js';

/**
 * Adds an administrator's signature; no network is needed. Signing twice for one MSP replaces the first.
 * @throws {OperationFailure} `REFUSED`: an MSP whose signature does not count here, or a certificate that is not an
 * administrator's or has expired.
 */
export function signProposal(proposal: ConfigurationProposal, identity: Identity): ConfigurationProposal {
  const { mspId } = identity;
  if (!proposal.eligible.includes(mspId)) {
    const list = proposal.eligible.join(', ');
    throw new OperationFailure('REFUSED', {
      zh: `${mspId} 的签名对此提案无效；可签名的 MSP：${list}。请用其中一个的管理员身份签名。`,
      en: `A signature of ${mspId} does not count for this proposal; those that do: ${list}. Sign as the administrator of one of them.`,
    });
  }
  demandAdministrator(identity);
  const signer = signerOf(identity);
  const header = new common.SignatureHeader();
  header.setCreator(signer.serialized);
  header.setNonce(randomBytes(24));
  const bytes = header.serializeBinary();
  const signature = signer.sign(Buffer.concat([bytes, Buffer.from(proposal.update, 'base64')]));
  const added = {
    mspId,
    signatureHeader: Buffer.from(bytes).toString('base64'),
    signature: Buffer.from(signature).toString('base64'),
    signedAt: new Date().toISOString(),
  };
  return { ...proposal, signatures: [...proposal.signatures.filter((one) => one.mspId !== mspId), added] };
}

function demandAdministrator({ mspId, certificate }: Identity): void {
  const { subject, validTo } = new X509Certificate(certificate);
  if (!subject.split('\n').includes('OU=admin')) {
    throw new OperationFailure('REFUSED', {
      zh: `${mspId} 的此证书不是管理员证书（缺少 OU=admin）。请用该部门管理员的身份。`,
      en: `This certificate of ${mspId} is not an administrator's (no OU=admin). Use the administrator's identity.`,
    });
  }
  if (Date.parse(validTo) > Date.now()) return;
  throw new OperationFailure('REFUSED', {
    zh: `${mspId} 的管理员证书已于 ${validTo} 过期。请先运行“onedoor network renew”。`,
    en: `The administrator's certificate of ${mspId} ended on ${validTo}. Run "onedoor network renew" first.`,
  });
}
