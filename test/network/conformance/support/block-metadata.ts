// SPDX-License-Identifier: Apache-2.0
import { common, peer } from '@hyperledger/fabric-protos';

/** What stands in a `common.Block` beside its data, read by the public protobuf definitions. */
export interface BlockMetadata {
  /** TRANSACTIONS_FILTER: the codes as numbers. */
  readonly flags: readonly number[];
  readonly commitHash: string;
}

export function readBlockMetadata(bytes: Uint8Array): BlockMetadata {
  const list = common.Block.deserializeBinary(bytes).getMetadata()?.getMetadataList_asU8() ?? [];
  const commitHash = common.Metadata.deserializeBinary(list[4] ?? new Uint8Array()).getValue_asU8();
  return { flags: [...(list[2] ?? [])], commitHash: Buffer.from(commitHash).toString('hex') };
}

/** The block with other codes; nothing else changes. */
export function withFlags(bytes: Uint8Array, flags: readonly number[]): Uint8Array {
  const block = common.Block.deserializeBinary(bytes);
  const metadata = block.getMetadata() ?? new common.BlockMetadata();
  metadata.setMetadataList(
    metadata.getMetadataList_asU8().map((each, index) => (index === 2 ? Uint8Array.from(flags) : each)),
  );
  block.setMetadata(metadata);
  return block.serializeBinary();
}

/** Bytes of the `rwset.TxReadWriteSet` of an envelope. */
export function resultsOf(envelope: Uint8Array): Uint8Array {
  const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(envelope).getPayload_asU8());
  const [action] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const endorsed = peer.ChaincodeActionPayload.deserializeBinary(action?.getPayload_asU8() ?? new Uint8Array());
  const response = peer.ProposalResponsePayload.deserializeBinary(
    endorsed.getAction()?.getProposalResponsePayload_asU8() ?? new Uint8Array(),
  );
  return peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8()).getResults_asU8();
}

/** The two members of an envelope. */
export function readEnvelopeParts(envelope: Uint8Array): { payload: Uint8Array; signature: Uint8Array } {
  const message = common.Envelope.deserializeBinary(envelope);
  return { payload: message.getPayload_asU8(), signature: message.getSignature_asU8() };
}

/** Nonce and creator of an envelope. */
export function readSignatureHeader(envelope: Uint8Array): { nonce: Uint8Array; creator: Uint8Array } {
  const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(envelope).getPayload_asU8());
  const header = common.SignatureHeader.deserializeBinary(
    payload.getHeader()?.getSignatureHeader_asU8() ?? new Uint8Array(),
  );
  return { nonce: header.getNonce_asU8(), creator: header.getCreator_asU8() };
}
