// SPDX-License-Identifier: Apache-2.0
import { status } from '@grpc/grpc-js';
import { gateway, peer } from '@hyperledger/fabric-protos';
import { NetworkFailure } from '../network-failure.js';
import { callOnce, clientOf } from './node-client.js';
import type { Endpoint } from './node-client.js';
import { signCall } from './proposal.js';
import type { Call, SignedCall } from './proposal.js';
import type { Signer } from './signer.js';

const OK = 200;
const FIRST_REFUSAL = 400;

/** Has one peer simulate a call and sign its answer. @throws {NetworkFailure} PEER_REFUSED, with the peer's words */
export async function endorseAt(
  endpoint: Endpoint,
  { signed }: SignedCall,
  within?: number,
): Promise<peer.ProposalResponse> {
  const response = await reach(endpoint, () =>
    callOnce<peer.EndorserClient, peer.ProposalResponse>(
      clientOf(peer.EndorserClient, endpoint),
      (client, options, done) => client.processProposal(signed, options, done),
      within,
    ),
  );
  const status = response.getResponse()?.getStatus() ?? 0;
  if (status >= OK && status < FIRST_REFUSAL) return response;
  throw refused(endpoint.node, response.getResponse()?.getMessage() ?? 'no reason given');
}

/** Asks a chaincode of one peer; nothing is ordered. */
export async function evaluateAt(endpoint: Endpoint, signer: Signer, call: Call, within?: number): Promise<Uint8Array> {
  const response = await endorseAt(endpoint, signCall(signer, call), within);
  return response.getResponse()?.getPayload_asU8() ?? new Uint8Array();
}

/** Waits until the peer has committed the transaction. @throws {NetworkFailure} NOT_COMMITTED unless it is valid */
export async function awaitCommit(
  endpoint: Endpoint,
  signer: Signer,
  { channel, transactionId }: { readonly channel: string; readonly transactionId: string },
): Promise<bigint> {
  const request = new gateway.CommitStatusRequest();
  request.setChannelId(channel);
  request.setTransactionId(transactionId);
  request.setIdentity(signer.serialized);
  const signed = new gateway.SignedCommitStatusRequest();
  signed.setRequest(request.serializeBinary());
  signed.setSignature(signer.sign(signed.getRequest_asU8()));
  const answer = await reach(endpoint, () =>
    callOnce<gateway.GatewayClient, gateway.CommitStatusResponse>(
      clientOf(gateway.GatewayClient, endpoint),
      (client, options, done) => client.commitStatus(signed, options, done),
    ),
  );
  if (answer.getResult() === peer.TxValidationCode.VALID) return BigInt(answer.getBlockNumber());
  const code = nameOf(answer.getResult());
  throw new NetworkFailure(
    'NOT_COMMITTED',
    {
      zh: `交易 ${transactionId} 在区块 ${answer.getBlockNumber()} 中无效：${code}`,
      en: `Transaction ${transactionId} is invalid in block ${answer.getBlockNumber()}: ${code}`,
    },
    { node: endpoint.node },
  );
}

/** What the peer or the way to it said, with the peer's name. */
async function reach<T>({ node, address }: Endpoint, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    if (isSilent(error)) throw silent(node, `${said} (${address})`, error);
    throw refused(node, `${said} (${address})`, error);
  }
}

/** Nobody listens there, or whoever does takes too long. */
function isSilent(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return code === status.UNAVAILABLE || code === status.DEADLINE_EXCEEDED;
}

function silent(node: string, said: string, cause: unknown): NetworkFailure {
  return new NetworkFailure(
    'PEER_REFUSED',
    {
      zh: `节点 ${node} 无应答：${said}。请用“onedoor network status”查看，用“onedoor network restart ${node}”启动。`,
      en: `Peer ${node} refused or did not answer: ${said}. See "onedoor network status"; "onedoor network restart ${node}" starts it.`,
    },
    { node, cause },
  );
}

function refused(node: string, said: string, cause?: unknown): NetworkFailure {
  return new NetworkFailure(
    'PEER_REFUSED',
    { zh: `节点 ${node} 拒绝或无法应答：${said}`, en: `Peer ${node} refused or did not answer: ${said}` },
    { node, cause },
  );
}

function nameOf(code: number): string {
  return Object.entries(peer.TxValidationCode).find(([, value]) => value === code)?.[0] ?? String(code);
}
