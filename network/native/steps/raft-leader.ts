// SPDX-License-Identifier: Apache-2.0
import { LISTEN_ADDRESS } from '../plan/site.js';
import type { OrdererNode } from '../plan/nodes.js';
import type { Site } from '../plan/site.js';
import { metricOf, readMetrics } from '../client/metrics-client.js';

/** Name of the orderer that says of itself that it leads; undefined where none does. */
export async function leaderOf(site: Site): Promise<string | undefined> {
  const answers = await Promise.all(site.orderers.map((orderer) => orderLeads(site, orderer)));
  return site.orderers.find((_, index) => answers[index])?.name;
}

/** Whether an orderer says of itself that it leads; no, where it does not answer. */
export async function orderLeads(site: Site, orderer: OrdererNode): Promise<boolean> {
  try {
    const metrics = await readMetrics(LISTEN_ADDRESS, site.port(orderer, 'operations'));
    return metricOf(metrics, 'consensus_etcdraft_is_leader', { channel: site.state.definition.channel }) === 1;
  } catch {
    return false;
  }
}
