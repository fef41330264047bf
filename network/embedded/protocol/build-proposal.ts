// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import { common, peer } from '@hyperledger/fabric-protos';
import type { Signer } from '../identity/identity-store.js';
import type { Proposal } from '../types.js';
import { toTimestamp } from './timestamp.js';
import { transactionIdOf } from './transaction-id.js';

/** A proposal in the parts of which messages are made. */
export interface BuiltProposal {
  readonly transactionId: string;
  readonly at: Date;
  readonly args: readonly Uint8Array[];
  readonly transient: ReadonlyMap<string, Uint8Array>;
  readonly channelHeader: Uint8Array;
  readonly signatureHeader: Uint8Array;
  /** `ChaincodeProposalPayload` as it goes on chain: without `transient`. */
  readonly publicPayload: Uint8Array;
  /** What endorsers state that they answered: SHA-256 over both headers and the public payload. */
  readonly hash: Uint8Array;
  /** `protos.SignedProposal` with everything in it. */
  readonly signed: Uint8Array;
}

/** Makes and signs a proposal, as an SDK does. */
export function buildProposal(signer: Signer, channel: string, proposal: Proposal): BuiltProposal {
  const nonce = proposal.nonce ?? randomBytes(24);
  const transactionId = transactionIdOf(nonce, signer.serialized);
  const at = proposal.timestamp ?? new Date();
  const args = [proposal.transaction, ...(proposal.args ?? [])].map(toBytes);
  const transient = new Map(Object.entries(proposal.transient ?? {}));
  const channelHeader = buildChannelHeader(channel, proposal.chaincode, transactionId, at);
  const signatureHeader = buildSignatureHeader(signer.serialized, nonce);
  const payload = buildPayload(proposal.chaincode, args);
  const publicPayload = payload.serializeBinary();
  for (const [name, value] of transient) payload.getTransientmapMap().set(name, value);
  const fullPayload = transient.size === 0 ? publicPayload : payload.serializeBinary();
  const bytes = buildProposalBytes(channelHeader, signatureHeader, fullPayload);
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(bytes);
  signed.setSignature(signer.sign(bytes));
  return {
    transactionId,
    at,
    args,
    transient,
    channelHeader,
    signatureHeader,
    publicPayload,
    hash: proposalHash(channelHeader, signatureHeader, publicPayload),
    signed: signed.serializeBinary(),
  };
}

/** Hash over the headers' and the transient-free payload's bytes. */
export function proposalHash(channelHeader: Uint8Array, signatureHeader: Uint8Array, payload: Uint8Array): Uint8Array {
  return createHash('sha256').update(channelHeader).update(signatureHeader).update(payload).digest();
}

function toBytes(text: string | Uint8Array): Uint8Array {
  return typeof text === 'string' ? Buffer.from(text) : text;
}

function buildChannelHeader(channel: string, chaincode: string, transactionId: string, at: Date): Uint8Array {
  const id = new peer.ChaincodeID();
  id.setName(chaincode);
  const extension = new peer.ChaincodeHeaderExtension();
  extension.setChaincodeId(id);
  const header = new common.ChannelHeader();
  header.setType(common.HeaderType.ENDORSER_TRANSACTION);
  header.setTimestamp(toTimestamp(at));
  header.setChannelId(channel);
  header.setTxId(transactionId);
  header.setEpoch(0);
  header.setExtension$(extension.serializeBinary());
  return header.serializeBinary();
}

export function buildSignatureHeader(creator: Uint8Array, nonce: Uint8Array): Uint8Array {
  const header = new common.SignatureHeader();
  header.setCreator(creator);
  header.setNonce(nonce);
  return header.serializeBinary();
}

function buildPayload(chaincode: string, args: Uint8Array[]): peer.ChaincodeProposalPayload {
  const id = new peer.ChaincodeID();
  id.setName(chaincode);
  const input = new peer.ChaincodeInput();
  input.setArgsList(args);
  const spec = new peer.ChaincodeSpec();
  spec.setType(peer.ChaincodeSpec.Type.NODE);
  spec.setChaincodeId(id);
  spec.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(invocation.serializeBinary());
  return payload;
}

function buildProposalBytes(channelHeader: Uint8Array, signatureHeader: Uint8Array, payload: Uint8Array): Uint8Array {
  const header = new common.Header();
  header.setChannelHeader(channelHeader);
  header.setSignatureHeader(signatureHeader);
  const proposal = new peer.Proposal();
  proposal.setHeader(header.serializeBinary());
  proposal.setPayload(payload);
  return proposal.serializeBinary();
}
