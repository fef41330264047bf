// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';
import type { Members } from '../../identity/members.js';
import type { ReadIdentity } from '../../identity/serialized-identity.js';
import { encodeHeader } from '../../protocol/block-header.js';
import type { OpenedBlock } from '../open-block.js';
import { signersOf } from './signed-by.js';

/** Those who signed the header of a block, with what is said beside it (the last configuration). */
export async function blockSigners({ read, signatures }: OpenedBlock, members: Members): Promise<ReadIdentity[]> {
  const metadata = parse(signatures);
  if (metadata === undefined) return [];
  const blockHeader = encodeHeader(read.number, read.previousHash, read.dataHash);
  const value = metadata.getValue_asU8();
  return signersOf(
    members,
    metadata.getSignaturesList().map((each) => {
      const header = each.getSignatureHeader_asU8();
      return { header, signature: each.getSignature_asU8(), signed: Buffer.concat([value, header, blockHeader]) };
    }),
  );
}

function parse(bytes: Uint8Array): common.Metadata | undefined {
  try {
    return common.Metadata.deserializeBinary(bytes);
  } catch {
    return undefined;
  }
}
