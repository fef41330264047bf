// SPDX-License-Identifier: Apache-2.0
import { common, peer } from '@hyperledger/fabric-protos';
import type { SignedCall } from './proposal.js';
import type { Signer } from './signer.js';

/** The transaction that is ordered: the call, and what its endorsers answered, which must be the same bytes. */
export function envelopeOf(
  signer: Signer,
  { header, payload }: SignedCall,
  responses: readonly peer.ProposalResponse[],
): common.Envelope {
  const action = new peer.ChaincodeEndorsedAction();
  action.setProposalResponsePayload(responses[0]?.getPayload_asU8() ?? new Uint8Array());
  action.setEndorsementsList(responses.flatMap((response) => response.getEndorsement() ?? []));
  const actionPayload = new peer.ChaincodeActionPayload();
  actionPayload.setAction(action);
  actionPayload.setChaincodeProposalPayload(payload);
  const transactionAction = new peer.TransactionAction();
  transactionAction.setHeader(header.getSignatureHeader_asU8());
  transactionAction.setPayload(actionPayload.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.setActionsList([transactionAction]);
  return signPayload(signer, header, transaction.serializeBinary());
}

/** An envelope that the signer vouches for. */
export function signPayload(signer: Signer, header: common.Header, data: Uint8Array): common.Envelope {
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(data);
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  envelope.setSignature(signer.sign(envelope.getPayload_asU8()));
  return envelope;
}
