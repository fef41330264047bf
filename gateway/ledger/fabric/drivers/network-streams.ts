// SPDX-License-Identifier: Apache-2.0
import './quiet-sdk.js';
import type { Endorser, Eventer } from 'fabric-common';
import fabricProtos from 'fabric-protos';
import { codeName } from '../../../../network/embedded/validation-code.js';
import { ChannelError } from '../channel-error.js';
import type { SigningIdentity } from '../signing-identity.js';
import type { BlockOutcomes, StreamOptions } from './channel-driver.js';
import { contextOf, type NetworkConnection } from './network-connection.js';

/** What a peer's deliver service answers, as fabric-common's protocol classes have it. */
interface DeliverAnswer {
  readonly Type: 'block' | 'filtered_block' | 'status';
  readonly status?: unknown;
  readonly block?: object;
  readonly filtered_block?: {
    readonly number: { toString(): string };
    readonly filtered_transactions: readonly {
      readonly txid: string;
      readonly type: number | string;
      readonly tx_validation_code: number | string;
    }[];
  };
}

/** The stream below an eventer: fabric-common itself hands on only what it has decoded. */
interface StreamingEventer extends Eventer {
  readonly stream: AsyncIterable<DeliverAnswer> & { write(envelope: object): void; cancel(): void };
  setStreamByType(type: 'filtered' | 'full'): void;
}

const CONFIGURATION = 1;

/** Blocks of the department's own peer from a number on, until the signal aborts or the connection breaks. */
export async function* streamOf(
  { client, channel }: NetworkConnection,
  identity: SigningIdentity,
  type: 'filtered' | 'full',
  { from, signal }: StreamOptions,
): AsyncGenerator<DeliverAnswer> {
  const [peer] = channel.getEndorsers(identity.mspId);
  if (peer === undefined) throw new ChannelError('UNAVAILABLE', 'discovery names no own peer');
  const context = contextOf(client, identity);
  const service = channel.newEventService(`${channel.name}-${type}`);
  service.build(context, { blockType: type, startBlock: from.toString() });
  service.sign(context);
  const eventer = await connected(client.newEventer(peer.name) as StreamingEventer, peer);
  const end = (): void => {
    eventer.disconnect();
  };
  signal.addEventListener('abort', end);
  try {
    if (signal.aborted) return;
    eventer.setStreamByType(type);
    const { stream } = eventer;
    stream.write(service.getSignedEnvelope() as object);
    for await (const answer of stream) {
      if (answer.Type === 'status')
        throw new ChannelError('UNAVAILABLE', `the peer ends its blocks: ${String(answer.status)}`);
      yield answer;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}

async function connected(eventer: StreamingEventer, peer: Endorser): Promise<StreamingEventer> {
  await eventer.connect(peer.endpoint).catch((cause: unknown) => {
    throw new ChannelError('UNAVAILABLE', `${peer.name} does not answer`, { cause });
  });
  return eventer;
}

/** Which transactions a filtered block holds, and whether it changed the channel's configuration. */
export function outcomesOf({ filtered_block: block }: DeliverAnswer): {
  readonly block: BlockOutcomes;
  readonly isConfiguration: boolean;
} {
  if (block === undefined) throw new ChannelError('UNAVAILABLE', 'the peer gives no filtered block');
  const transactions = block.filtered_transactions;
  return {
    block: {
      number: BigInt(block.number.toString()),
      outcomes: transactions.map(({ txid, tx_validation_code: code }) => ({
        transactionId: txid,
        validationCode: typeof code === 'string' ? code : codeName(code),
      })),
    },
    isConfiguration: transactions.some(({ type }) => type === CONFIGURATION || type === 'CONFIG'),
  };
}

export function encodedBlock({ block }: DeliverAnswer): Uint8Array {
  if (block === undefined) throw new ChannelError('UNAVAILABLE', 'the peer gives no block');
  return fabricProtos.common.Block.encode(block).finish();
}
