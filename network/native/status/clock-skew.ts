// SPDX-License-Identifier: Apache-2.0
import type { NetworkNode } from '../plan/nodes.js';
import { LISTEN_ADDRESS } from '../plan/site.js';
import type { Site } from '../plan/site.js';

const ANSWER_MS = 3000;
const HALF_A_SECOND = 500;

/** A node's clock less this one, by the date with which its operations listener answers, which is in whole seconds. */
export async function clockSkewOf(
  site: Site,
  node: Exclude<NetworkNode, { readonly kind: 'chaincode' }>,
): Promise<{ readonly clockSkew?: number }> {
  const asked = Date.now();
  try {
    const url = `http://${LISTEN_ADDRESS}:${site.port(node, 'operations')}/healthz`;
    const answer = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) });
    await answer.arrayBuffer();
    const theirs = Date.parse(answer.headers.get('date') ?? '') + HALF_A_SECOND;
    return { clockSkew: Math.round((theirs - (asked + Date.now()) / 2) / 1000) };
  } catch {
    return {};
  }
}
