// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';
import type { Membership } from '../identity/membership.js';
import { readIdentityOrNothing } from '../identity/serialized-identity.js';
import { verify } from '../identity/signature.js';
import { encodeHeader } from '../protocol/block-header.js';
import type { OpenedBlock } from './open-block.js';

/** Whether an orderer of the channel signed the header of the block. */
export async function isSignedByOrderer({ read, signatures }: OpenedBlock, membership: Membership): Promise<boolean> {
  const metadata = parse(signatures);
  const header = encodeHeader(read.number, read.previousHash, read.dataHash);
  for (const each of metadata?.getSignaturesList() ?? []) {
    const signatureHeader = each.getSignatureHeader_asU8();
    const identity = readIdentityOrNothing(creatorOf(signatureHeader));
    const member = identity && membership.find(identity.mspId, identity.certificate);
    if (member?.role !== 'orderer') continue;
    const signed = Buffer.concat([metadata?.getValue_asU8() ?? new Uint8Array(), signatureHeader, header]);
    if (await verify(member.publicKey, signed, each.getSignature_asU8())) return true;
  }
  return false;
}

function parse(bytes: Uint8Array): common.Metadata | undefined {
  try {
    return common.Metadata.deserializeBinary(bytes);
  } catch {
    return undefined;
  }
}

function creatorOf(signatureHeader: Uint8Array): Uint8Array {
  try {
    return common.SignatureHeader.deserializeBinary(signatureHeader).getCreator_asU8();
  } catch {
    return new Uint8Array();
  }
}
