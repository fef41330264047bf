// SPDX-License-Identifier: Apache-2.0
import { common, peer } from '@hyperledger/fabric-protos';
import type { Signer } from '../identity/identity-store.js';
import type { BuiltProposal } from './build-proposal.js';

/** The signed `common.Envelope` that goes to ordering; `transient` is not in it. */
export function buildEnvelope(
  signer: Pick<Signer, 'sign'>,
  proposal: Pick<BuiltProposal, 'channelHeader' | 'signatureHeader' | 'publicPayload'>,
  responsePayload: Uint8Array,
  endorsements: peer.Endorsement[],
): Uint8Array {
  const endorsed = new peer.ChaincodeEndorsedAction();
  endorsed.setProposalResponsePayload(responsePayload);
  endorsed.setEndorsementsList(endorsements);
  const actionPayload = new peer.ChaincodeActionPayload();
  actionPayload.setChaincodeProposalPayload(proposal.publicPayload);
  actionPayload.setAction(endorsed);
  const action = new peer.TransactionAction();
  action.setHeader(proposal.signatureHeader);
  action.setPayload(actionPayload.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.setActionsList([action]);
  return signEnvelope(signer, proposal, transaction.serializeBinary());
}

/** Wraps data in a payload with both headers and signs it. */
export function signEnvelope(
  signer: Pick<Signer, 'sign'>,
  headers: { readonly channelHeader: Uint8Array; readonly signatureHeader: Uint8Array },
  data: Uint8Array,
): Uint8Array {
  const header = new common.Header();
  header.setChannelHeader(headers.channelHeader);
  header.setSignatureHeader(headers.signatureHeader);
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(data);
  const bytes = payload.serializeBinary();
  const envelope = new common.Envelope();
  envelope.setPayload(bytes);
  envelope.setSignature(signer.sign(bytes));
  return envelope.serializeBinary();
}
