// SPDX-License-Identifier: Apache-2.0
import { msp } from '@hyperledger/fabric-protos';

/** `msp.SerializedIdentity`: what stands as creator and endorser in every message. */
export function serializeIdentity(mspId: string, certificate: string): Uint8Array {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(Buffer.from(certificate));
  return identity.serializeBinary();
}

/** Who created or endorsed something. */
export interface ReadIdentity {
  readonly mspId: string;
  readonly certificate: string;
}

/** The same few identities stand in all messages. */
const known = new Map<string, ReadIdentity>();
const KEPT = 10_000;

/** @throws where the bytes are no SerializedIdentity. */
export function readIdentity(bytes: Uint8Array): ReadIdentity {
  const key = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const found = known.get(key);
  if (found !== undefined) return found;
  const message = msp.SerializedIdentity.deserializeBinary(bytes);
  const identity = {
    mspId: message.getMspid(),
    certificate: Buffer.from(message.getIdBytes_asU8()).toString('utf8'),
  };
  if (known.size >= KEPT) known.clear();
  known.set(key, identity);
  return identity;
}

/** The identity, or `undefined` for bytes that are none. */
export function readIdentityOrNothing(bytes: Uint8Array): ReadIdentity | undefined {
  try {
    return readIdentity(bytes);
  } catch {
    return undefined;
  }
}
