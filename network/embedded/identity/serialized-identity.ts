// SPDX-License-Identifier: Apache-2.0
import { msp } from '@hyperledger/fabric-protos';

/** `msp.SerializedIdentity`: what stands as creator and endorser in every message. */
export function serializeIdentity(mspId: string, certificate: string): Uint8Array {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(Buffer.from(certificate));
  return identity.serializeBinary();
}

/** @throws where the bytes are no SerializedIdentity. */
export function readIdentity(bytes: Uint8Array): { mspId: string; certificate: string } {
  const identity = msp.SerializedIdentity.deserializeBinary(bytes);
  return { mspId: identity.getMspid(), certificate: Buffer.from(identity.getIdBytes_asU8()).toString('utf8') };
}
