// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import { common, peer } from '@hyperledger/fabric-protos';
import googleTimestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import type { Signer } from './signer.js';

/** What a chaincode is asked. */
export interface Call {
  /** Empty for what concerns a peer and no channel. */
  readonly channel: string;
  readonly chaincode: string;
  readonly args: readonly (string | Uint8Array)[];
}

/** A call that somebody has signed. */
export interface SignedCall {
  readonly transactionId: string;
  readonly header: common.Header;
  /** `ChaincodeProposalPayload` */
  readonly payload: Uint8Array;
  readonly signed: peer.SignedProposal;
}

export function signCall(signer: Signer, { channel, chaincode, args }: Call): SignedCall {
  const nonce = randomBytes(24);
  const transactionId = createHash('sha256').update(nonce).update(signer.serialized).digest('hex');
  const header = headerOf(signer, nonce, channelHeader(channel, chaincode, transactionId));
  const payload = payloadOf(chaincode, args);
  const proposal = new peer.Proposal();
  proposal.setHeader(header.serializeBinary());
  proposal.setPayload(payload);
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(proposal.serializeBinary());
  signed.setSignature(signer.sign(signed.getProposalBytes_asU8()));
  return { transactionId, header, payload, signed };
}

function channelHeader(channel: string, chaincode: string, transactionId: string): Uint8Array {
  const id = new peer.ChaincodeID();
  id.setName(chaincode);
  const extension = new peer.ChaincodeHeaderExtension();
  extension.setChaincodeId(id);
  const header = new common.ChannelHeader();
  header.setType(common.HeaderType.ENDORSER_TRANSACTION);
  header.setTxId(transactionId);
  header.setChannelId(channel);
  header.setTimestamp(googleTimestamp.Timestamp.fromDate(new Date()));
  header.setExtension$(extension.serializeBinary());
  return header.serializeBinary();
}

/** The header of anything that is signed for a channel. */
export function headerOf(signer: Signer, nonce: Uint8Array, channelHeaderBytes: Uint8Array): common.Header {
  const signature = new common.SignatureHeader();
  signature.setCreator(signer.serialized);
  signature.setNonce(nonce);
  const header = new common.Header();
  header.setChannelHeader(channelHeaderBytes);
  header.setSignatureHeader(signature.serializeBinary());
  return header;
}

function payloadOf(chaincode: string, args: Call['args']): Uint8Array {
  const id = new peer.ChaincodeID();
  id.setName(chaincode);
  const input = new peer.ChaincodeInput();
  input.setArgsList(args.map((arg) => (typeof arg === 'string' ? Buffer.from(arg) : arg)));
  const spec = new peer.ChaincodeSpec();
  spec.setType(peer.ChaincodeSpec.Type.NODE);
  spec.setChaincodeId(id);
  spec.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(invocation.serializeBinary());
  return payload.serializeBinary();
}
