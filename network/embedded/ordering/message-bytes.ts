// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';

/** How large an envelope counts for an orderer: payload and signature, without what the message around them takes. */
export function messageBytes(envelope: Uint8Array): number {
  try {
    const message = common.Envelope.deserializeBinary(envelope);
    return message.getPayload_asU8().length + message.getSignature_asU8().length;
  } catch {
    return envelope.length; // no envelope at all, which its validation code will say
  }
}
