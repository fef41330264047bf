// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { common, orderer } from '@hyperledger/fabric-protos';
import { NetworkFailure } from '../network-failure.js';
import { clientOf } from './node-client.js';
import type { Endpoint } from './node-client.js';

const BROADCAST_MS = 15_000;
/** An orderer that was started again elects a leader first. */
const LEADERLESS_MS = 20_000;
const PAUSE_MS = 250;

/** Hands an envelope to the first orderer that takes it. @throws {NetworkFailure} ORDERER_REFUSED by the last */
export async function broadcast(orderers: readonly Endpoint[], envelope: common.Envelope): Promise<void> {
  const until = Date.now() + LEADERLESS_MS;
  let failure = await refusalOf(orderers, envelope);
  while (failure instanceof Refusal && failure.mayPass && Date.now() < until) {
    await sleep(PAUSE_MS);
    failure = await refusalOf(orderers, envelope);
  }
  if (failure === undefined) return;
  const said = failure.message;
  const text = { zh: `排序节点未接受交易：${said}`, en: `No orderer took the transaction: ${said}` };
  throw new NetworkFailure('ORDERER_REFUSED', text, { cause: failure });
}

/** What the last orderer said that did not take it; `undefined`: one of them took it. */
async function refusalOf(orderers: readonly Endpoint[], envelope: common.Envelope): Promise<Error | undefined> {
  let failure = new Error('there is no orderer');
  for (const endpoint of orderers) {
    try {
      await broadcastTo(endpoint, envelope);
      return undefined;
    } catch (error) {
      failure = error instanceof Refusal ? error : silent(endpoint, error);
      // A refusal for what is in it would be every orderer's.
      if (error instanceof Refusal && !error.mayPass) break;
    }
  }
  return failure;
}

class Refusal extends Error {
  readonly mayPass: boolean;

  constructor(text: string, mayPass: boolean) {
    super(text);
    this.mayPass = mayPass;
  }
}

function silent({ node, address }: Endpoint, cause: unknown): Error {
  const said = cause instanceof Error ? cause.message : String(cause);
  const next = `see "onedoor network status"; "onedoor network restart ${node}" starts it`;
  return new Error(`${node} (${address}) does not answer, ${next}: ${said}`, { cause });
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
