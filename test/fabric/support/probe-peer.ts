// SPDX-License-Identifier: Apache-2.0
import type { ServiceError } from '@grpc/grpc-js';
import { common, gateway, google, peer } from '@hyperledger/fabric-protos';
import { EndorseError } from '../../../network/embedded/index.js';
import { ProbeService } from './probe-node.js';
import type { ProbeNode } from './probe-node.js';

interface Signed {
  readonly transactionId: string;
  /** `protos.SignedProposal`. */
  readonly signed: Uint8Array;
}

/** One organisation's peer: its Gateway service, whose texts clients see, and its Endorser service beneath. */
export class ProbePeer {
  readonly mspId: string;
  readonly #channel: string;
  readonly #service: ProbeService;

  constructor(channel: string, mspId: string, node: ProbeNode) {
    this.mspId = mspId;
    this.#channel = channel;
    this.#service = new ProbeService(node);
  }

  /** Has the organisations' peers endorse. @returns the envelope, not signed yet. @throws {EndorseError} */
  async endorse(proposal: Signed, organisations: readonly string[]): Promise<common.Envelope> {
    const request = new gateway.EndorseRequest();
    request.setChannelId(this.#channel);
    request.setTransactionId(proposal.transactionId);
    request.setProposedTransaction(peer.SignedProposal.deserializeBinary(proposal.signed));
    request.setEndorsingOrganizationsList([...organisations]);
    const answer = await this.#ask(proposal, '/gateway.Gateway/Endorse', request.serializeBinary());
    return gateway.EndorseResponse.deserializeBinary(answer).getPreparedTransaction() ?? new common.Envelope();
  }

  /** Asks this peer alone. @throws {EndorseError} */
  async evaluate(proposal: Signed): Promise<Uint8Array> {
    const request = new gateway.EvaluateRequest();
    request.setChannelId(this.#channel);
    request.setTransactionId(proposal.transactionId);
    request.setProposedTransaction(peer.SignedProposal.deserializeBinary(proposal.signed));
    request.setTargetOrganizationsList([this.mspId]);
    const answer = await this.#ask(proposal, '/gateway.Gateway/Evaluate', request.serializeBinary());
    return gateway.EvaluateResponse.deserializeBinary(answer).getResult()?.getPayload_asU8() ?? new Uint8Array();
  }

  /** Asks this peer's Endorser service: the way to system chaincodes. @throws {EndorseError} unless its status is 200. */
  async process(proposal: Signed): Promise<peer.ProposalResponse> {
    const answer = peer.ProposalResponse.deserializeBinary(
      await this.#ask(proposal, '/protos.Endorser/ProcessProposal', proposal.signed),
    );
    const status = answer.getResponse()?.getStatus() ?? 0;
    const { transactionId } = proposal;
    if (status !== 200) throw new EndorseError(answer.getResponse()?.getMessage() ?? '', { transactionId, status });
    return answer;
  }

  close(): void {
    this.#service.close();
  }

  async #ask({ transactionId }: Signed, path: string, request: Uint8Array): Promise<Uint8Array> {
    try {
      return await this.#service.ask(path, request);
    } catch (error) {
      throw refusalOf(error as ServiceError, transactionId);
    }
  }
}

/** What the first peer that refused says; the gateway puts it into the details. */
function refusalOf(error: ServiceError, transactionId: string): EndorseError {
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  const details = Buffer.isBuffer(bytes) ? google.rpc.Status.deserializeBinary(bytes).getDetailsList() : [];
  const [first] = details.map((each) => gateway.ErrorDetail.deserializeBinary(each.getValue_asU8()).getMessage());
  const message = first ?? error.details;
  const status = Number(/^chaincode response ([0-9]+), /.exec(message)?.[1] ?? 500);
  const refusal = new EndorseError(message, { transactionId, status });
  refusal.cause = error;
  return refusal;
}
