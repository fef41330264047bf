// SPDX-License-Identifier: Apache-2.0
import { common, orderer } from '@hyperledger/fabric-protos';
import { NetworkFailure } from '../network-failure.js';
import { clientOf } from './node-client.js';
import type { Endpoint } from './node-client.js';

const BROADCAST_MS = 15_000;

/** Hands an envelope to the first orderer that takes it. @throws {NetworkFailure} ORDERER_REFUSED by the last */
export async function broadcast(orderers: readonly Endpoint[], envelope: common.Envelope): Promise<void> {
  let failure: unknown;
  for (const endpoint of orderers) {
    try {
      await broadcastTo(endpoint, envelope);
      return;
    } catch (error) {
      failure = error;
      // A refusal for what is in it would be every orderer's.
      if (error instanceof Refusal && !error.mayPass) break;
    }
  }
  const said = failure instanceof Error ? failure.message : String(failure);
  const text = { zh: `排序节点未接受交易：${said}`, en: `No orderer took the transaction: ${said}` };
  throw new NetworkFailure('ORDERER_REFUSED', text, { cause: failure });
}

class Refusal extends Error {
  readonly mayPass: boolean;

  constructor(text: string, mayPass: boolean) {
    super(text);
    this.mayPass = mayPass;
  }
}

async function broadcastTo(endpoint: Endpoint, envelope: common.Envelope): Promise<void> {
  const client = clientOf(orderer.AtomicBroadcastClient, endpoint);
  try {
    const answer = await new Promise<orderer.BroadcastResponse>((resolve, reject) => {
      const stream = client.broadcast({ deadline: Date.now() + BROADCAST_MS });
      stream.once('data', resolve).once('error', reject);
      stream.write(envelope);
      stream.end();
    });
    const status = answer.getStatus();
    if (status === common.Status.SUCCESS) return;
    const said = `${endpoint.node}: ${answer.getInfo()} (${status})`;
    throw new Refusal(said, status === common.Status.SERVICE_UNAVAILABLE);
  } finally {
    client.close();
  }
}
