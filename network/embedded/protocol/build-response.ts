// SPDX-License-Identifier: Apache-2.0
import { peer } from '@hyperledger/fabric-protos';
import type { Signer } from '../identity/identity-store.js';
import type { ChaincodeAnswer, Simulation } from '../peer/seams.js';

/** `ProposalResponsePayload`: what an endorser signs. Equal simulations of one proposal give equal bytes. */
export function buildResponsePayload(
  proposal: { readonly hash: Uint8Array; readonly transactionId: string; readonly chaincode: string },
  simulation: Simulation,
): Uint8Array {
  const id = new peer.ChaincodeID();
  id.setName(proposal.chaincode);
  const action = new peer.ChaincodeAction();
  action.setResults(simulation.results);
  action.setEvents(buildEvent(proposal, simulation.answer));
  action.setResponse(buildResponse(simulation.answer));
  action.setChaincodeId(id);
  const payload = new peer.ProposalResponsePayload();
  payload.setProposalHash(proposal.hash);
  payload.setExtension$(action.serializeBinary());
  return payload.serializeBinary();
}

/** One peer's signature over payload ‖ its own identity. */
export function endorsePayload(signer: Signer, payload: Uint8Array): peer.Endorsement {
  const endorsement = new peer.Endorsement();
  endorsement.setEndorser(signer.serialized);
  endorsement.setSignature(signer.sign(Buffer.concat([payload, signer.serialized])));
  return endorsement;
}

function buildResponse(answer: ChaincodeAnswer): peer.Response {
  const response = new peer.Response();
  response.setStatus(answer.status);
  response.setMessage(answer.message);
  response.setPayload(answer.payload);
  return response;
}

function buildEvent(proposal: { transactionId: string; chaincode: string }, answer: ChaincodeAnswer): Uint8Array {
  if (answer.event === undefined) return new Uint8Array();
  const event = new peer.ChaincodeEvent();
  event.setChaincodeId(proposal.chaincode);
  event.setTxId(proposal.transactionId);
  event.setEventName(answer.event.name);
  event.setPayload(answer.event.payload);
  return event.serializeBinary();
}
