// SPDX-License-Identifier: Apache-2.0
import { common } from '@hyperledger/fabric-protos';
import type { PeerNode } from '../plan/nodes.js';
import type { Site } from '../plan/site.js';
import { DepartmentClient } from '../steps/department-client.js';

const ANSWER_MS = 5000;

/** A peer's chain, up to its last block. */
export interface PeerChain {
  readonly height: number;
  /** Of its last block, hex. */
  readonly blockHash: string;
}

/** Undefined where the peer does not answer, or has not joined the channel. */
export async function chainOf(site: Site, peer: PeerNode): Promise<PeerChain | undefined> {
  try {
    const answer = await ask(site, peer, ['GetChainInfo', site.state.definition.channel]);
    const info = common.BlockchainInfo.deserializeBinary(answer);
    return { height: info.getHeight(), blockHash: hex(info.getCurrentblockhash_asU8()) };
  } catch {
    return undefined;
  }
}

/** Hash of a block that has a successor at this peer, hex. */
export async function hashOfBlock(site: Site, peer: PeerNode, number: number): Promise<string> {
  const args = ['GetBlockByNumber', site.state.definition.channel, String(number + 1)];
  return hex((await blockHeader(site, peer, args)).getPreviousHash_asU8());
}

/** Hash over the transactions of the peer's first block. */
export async function genesisHash(site: Site, peer: PeerNode): Promise<string> {
  return hex(
    (await blockHeader(site, peer, ['GetBlockByNumber', site.state.definition.channel, '0'])).getDataHash_asU8(),
  );
}

async function blockHeader(site: Site, peer: PeerNode, args: string[]): Promise<common.BlockHeader> {
  const block = common.Block.deserializeBinary(await ask(site, peer, args));
  return block.getHeader() ?? new common.BlockHeader();
}

function ask(site: Site, peer: PeerNode, args: string[]): Promise<Uint8Array> {
  return new DepartmentClient(site, peer.department, ANSWER_MS).evaluate({ chaincode: 'qscc', args }, peer);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
