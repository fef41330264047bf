// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';
import type { Members } from '../../identity/members.js';
import { readIdentityOrNothing } from '../../identity/serialized-identity.js';
import type { ReadIdentity } from '../../identity/serialized-identity.js';
import { verify } from '../../identity/signature.js';

/** A signature with a header that names who made it. */
export interface HeadedSignature {
  /** `common.SignatureHeader`. */
  readonly header: Uint8Array;
  readonly signature: Uint8Array;
  readonly signed: Uint8Array;
}

/** Those whose signature is good and who are members, each once. */
export async function signersOf(members: Members, signatures: readonly HeadedSignature[]): Promise<ReadIdentity[]> {
  const good = new Map<string, ReadIdentity>();
  for (const { header, signature, signed } of signatures) {
    const identity = readIdentityOrNothing(creatorOf(header));
    const member = identity && members.find(identity.mspId, identity.certificate);
    if (identity === undefined || member === undefined) continue;
    const key = `${identity.mspId}\0${identity.certificate}`;
    if (!good.has(key) && (await verify(member.publicKey, signed, signature))) good.set(key, identity);
  }
  return [...good.values()];
}

function creatorOf(header: Uint8Array): Uint8Array {
  try {
    return common.SignatureHeader.deserializeBinary(header).getCreator_asU8();
  } catch {
    return new Uint8Array();
  }
}
