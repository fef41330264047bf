// SPDX-License-Identifier: Apache-2.0
import { msp } from '@hyperledger/fabric-protos';
import type { Identity } from '../certificates/msp-folder.js';
import { signLow } from '../certificates/sign-low.js';

/** Somebody who signs, ready to. */
export interface Signer {
  readonly mspId: string;
  /** `msp.SerializedIdentity` */
  readonly serialized: Uint8Array;
  sign(bytes: Uint8Array): Uint8Array;
}

export function signerOf({ mspId, certificate, privateKey }: Identity): Signer {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(Buffer.from(certificate));
  return {
    mspId,
    serialized: identity.serializeBinary(),
    sign: (bytes) => signLow(bytes, privateKey),
  };
}
