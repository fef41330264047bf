// SPDX-License-Identifier: Apache-2.0
import { common, orderer, peer } from '@hyperledger/fabric-protos';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Signer } from '../../../network/embedded/identity/identity-store.js';
import { signEnvelope } from '../../../network/embedded/protocol/build-envelope.js';
import { buildSignatureHeader } from '../../../network/embedded/protocol/build-proposal.js';
import { toTimestamp } from '../../../network/embedded/protocol/timestamp.js';
import { ProbeService } from './probe-node.js';
import type { ProbeNode } from './probe-node.js';

const LAST_BLOCK = Number.MAX_SAFE_INTEGER;

interface Watch {
  readonly channel: string;
  readonly signer: Signer;
  readonly node: ProbeNode;
  readonly from: number;
  /** Bytes of a `common.Block`, one after the other. */
  readonly onBlock: (bytes: Uint8Array) => void;
  readonly onEnd: (error: Error) => void;
}

/** Has a peer deliver its blocks, those to come too. @returns what ends it. */
export function watchBlocks({ channel, signer, node, from, onBlock, onEnd }: Watch): () => void {
  const service = new ProbeService(node);
  const stream = service.stream('/protos.Deliver/Deliver');
  let ended = false;
  const end = (error: Error): void => {
    if (!ended) onEnd(error);
    ended = true;
  };
  stream.on('data', (bytes: Buffer) => {
    const answer = peer.DeliverResponse.deserializeBinary(bytes);
    const block = answer.getBlock();
    if (block === undefined) end(new Error(`delivery of blocks ended with status ${answer.getStatus()}`));
    else onBlock(block.serializeBinary());
  });
  stream.on('error', end);
  stream.write(seekEnvelope(channel, signer, from));
  return () => {
    ended = true;
    stream.cancel();
    service.close();
  };
}

type Asked = Pick<Watch, 'channel' | 'signer' | 'node'> & { readonly block: number };

/** `rwset.TxPvtReadWriteSet` by place in a block: what the peer holds for the client's organisation. */
export async function readPrivateValues({ channel, signer, node, block }: Asked): Promise<Map<number, Uint8Array>> {
  const service = new ProbeService(node);
  const stream = service.stream('/protos.Deliver/DeliverWithPrivateData');
  try {
    const answered = once(stream, 'data') as Promise<[Buffer]>;
    stream.write(seekEnvelope(channel, signer, block, block));
    const [bytes] = await answered;
    const answer = peer.DeliverResponse.deserializeBinary(bytes);
    const values = new Map<number, Uint8Array>();
    answer
      .getBlockAndPrivateData()
      ?.getPrivateDataMapMap()
      .forEach((value, place) => values.set(place, value.serializeBinary()));
    return values;
  } finally {
    stream.on('error', () => undefined);
    stream.cancel();
    service.close();
  }
}

function seekEnvelope(channel: string, signer: Signer, from: number, to = LAST_BLOCK): Uint8Array {
  const header = new common.ChannelHeader();
  header.setType(common.HeaderType.DELIVER_SEEK_INFO);
  header.setChannelId(channel);
  header.setTimestamp(toTimestamp(new Date()));
  const seek = new orderer.SeekInfo();
  seek.setStart(positionOf(from));
  seek.setStop(positionOf(to));
  seek.setBehavior(orderer.SeekInfo.SeekBehavior.BLOCK_UNTIL_READY);
  const headers = {
    channelHeader: header.serializeBinary(),
    signatureHeader: buildSignatureHeader(signer.serialized, randomBytes(24)),
  };
  return signEnvelope(signer, headers, seek.serializeBinary());
}

function positionOf(block: number): orderer.SeekPosition {
  const specified = new orderer.SeekSpecified();
  specified.setNumber(block);
  const position = new orderer.SeekPosition();
  position.setSpecified(specified);
  return position;
}
