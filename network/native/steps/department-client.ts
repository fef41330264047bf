// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { readIdentity } from '../certificates/msp-folder.js';
import { envelopeOf } from '../client/envelope.js';
import type { Endpoint } from '../client/node-client.js';
import { broadcast } from '../client/orderer-client.js';
import { awaitCommit, endorseAt, evaluateAt } from '../client/peer-client.js';
import { signCall } from '../client/proposal.js';
import { signerOf } from '../client/signer.js';
import type { Signer } from '../client/signer.js';
import type { NetworkNode, PeerNode } from '../plan/nodes.js';
import { peerOrganisation } from '../plan/organisations.js';
import type { Site } from '../plan/site.js';

/** A call of a chaincode on the network's channel. */
export interface ChannelCall {
  readonly chaincode: string;
  readonly args: readonly (string | Uint8Array)[];
}

export interface Committed {
  readonly transactionId: string;
  readonly blockNumber: bigint;
  readonly payload: Uint8Array;
}

/** A department's administrator at work, on its own peers and on those that are named. */
export class DepartmentClient {
  readonly signer: Signer;
  readonly #site: Site;
  readonly #peers: readonly PeerNode[];
  readonly #within: number | undefined;

  /** `within`: milliseconds that a peer may take to answer; a minute where nothing is said. */
  constructor(site: Site, department: string, within?: number) {
    const found = site.state.definition.departments.find(({ code }) => code === department);
    if (found === undefined) throw new Error(`${department} is no department of this network`);
    const { mspId } = found;
    this.#site = site;
    this.#within = within;
    this.#peers = site.peers.filter((peer) => peer.department === department);
    this.signer = signerOf(readIdentity(mspId, site.administrator(peerOrganisation(found))));
  }

  /** The department's first peer. */
  get peer(): PeerNode {
    const [first] = this.#peers;
    if (first === undefined) throw new Error('a department without a peer');
    return first;
  }

  /** Asks a peer of the department; an empty channel for what concerns the peer alone. */
  async evaluate({ chaincode, args }: ChannelCall, peer = this.peer, channel = this.#channel): Promise<Uint8Array> {
    return evaluateAt(endpointOf(this.#site, peer), this.signer, { channel, chaincode, args }, this.#within);
  }

  /** Has these peers endorse, orders, and waits until the department's own peer has committed it. */
  async submit({ chaincode, args }: ChannelCall, endorsers: readonly PeerNode[] = [this.peer]): Promise<Committed> {
    const call = signCall(this.signer, { channel: this.#channel, chaincode, args });
    const responses = await Promise.all(
      endorsers.map((peer) => endorseAt(endpointOf(this.#site, peer), call, this.#within)),
    );
    const orderers = this.#site.orderers.map((orderer) => endpointOf(this.#site, orderer));
    await broadcast(orderers, envelopeOf(this.signer, call, responses));
    const { transactionId } = call;
    const blockNumber = await awaitCommit(endpointOf(this.#site, this.peer), this.signer, {
      channel: this.#channel,
      transactionId,
    });
    return { transactionId, blockNumber, payload: responses[0]?.getResponse()?.getPayload_asU8() ?? new Uint8Array() };
  }

  get #channel(): string {
    return this.#site.state.definition.channel;
  }
}

/** How a peer or an orderer is reached. */
export function endpointOf(site: Site, node: Extract<NetworkNode, { readonly kind: 'peer' | 'orderer' }>): Endpoint {
  const root = readFileSync(site.rootCertificate(node.organisation, 'tls'), 'utf8');
  return { node: node.name, address: site.endpoint(node), root };
}
