// SPDX-License-Identifier: Apache-2.0
import { peer } from '@hyperledger/fabric-protos';

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * A key as it arrives at the peer: whatever is no text is empty.
 * @throws for an unpaired surrogate, as a peer that cannot read the shim's message.
 */
export function keyText(key: unknown): string {
  if (typeof key !== 'string') return '';
  if (LONE_SURROGATE.test(key)) throw new Error('unmarshal failed: string field contains invalid UTF-8');
  return key;
}

/** A value as it arrives at the peer: absent is empty, texts are taken for base64, other things are refused. */
export function valueBytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  const message = new peer.PutState();
  message.setValue(value as string);
  return message.getValue_asU8();
}

/** Protobuf hands out an absent byte field as an empty text; chaincode may look at that. */
export function shimBytes(value: Uint8Array): Uint8Array | '' {
  return value.length === 0 ? '' : new Uint8Array(value);
}
