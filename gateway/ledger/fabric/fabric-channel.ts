// SPDX-License-Identifier: Apache-2.0
import '../channel/quiet-shim.js';
import { common, orderer } from '@hyperledger/fabric-protos';
import { decodeBlock } from '../../../network/embedded/protocol/decode-block.js';
import { readBlock } from '../../../network/embedded/protocol/read-block.js';
import type { DecodedBlock } from '../../../network/embedded/types.js';
import type { ChaincodeCall } from '../channel/chaincode-call.js';
import { ChannelError } from './channel-error.js';
import type {
  BlockOutcomes,
  ChannelDriver,
  EndorsedTransaction,
  SignedTransaction,
  StreamOptions,
} from './drivers/channel-driver.js';
import { resumedStream } from './resumed-stream.js';
import type { SigningIdentity } from './signing-identity.js';
import type { Outcome } from './submission/delivery.js';
import type { HandingOver } from './submission/handing-over.js';
import { outcomeInFirst } from './submission/outcome-in.js';

/** How long the channel's nodes may take for an answer, in milliseconds. */
export interface ChannelTimes {
  /** An endorsement or evaluation. */
  readonly endorse: number;
  /** An orderer's word that it has taken a transaction. */
  readonly send: number;
  /** A question about the ledger itself. */
  readonly look: number;
}

export interface FabricChannelParts {
  /** For messages: whose peers, and where; default: the MSP id. */
  readonly name?: string;
  readonly channel: string;
  /** MSP id of the department whose peers are asked. */
  readonly mspId: string;
  readonly driver: ChannelDriver;
  /** As whom the department follows blocks and hands over; any of its identities does. */
  readonly follower: () => Promise<SigningIdentity>;
  readonly times: ChannelTimes;
}

const UNKNOWN_TRANSACTION = /no such transaction ID/u;

/** One department's client to the channel: through its own peer, whichever SDK does the work. */
export class FabricChannel implements HandingOver {
  readonly #parts: FabricChannelParts;

  constructor(parts: FabricChannelParts) {
    this.#parts = parts;
  }

  get name(): string {
    return this.#parts.name ?? `the peer of ${this.#parts.mspId}`;
  }

  /** One endorsement of each organisation (MSP ids). @throws {ChannelError} nothing was ordered. */
  endorse(
    identity: SigningIdentity,
    call: ChaincodeCall,
    endorsers: readonly string[],
    milliseconds = this.#parts.times.endorse,
  ): Promise<EndorsedTransaction> {
    return this.#parts.driver.endorse(call, endorsers, { identity, milliseconds });
  }

  /** Asks a peer of one organisation. @throws {ChannelError} */
  evaluate(identity: SigningIdentity, call: ChaincodeCall, mspId: string): Promise<Uint8Array> {
    return this.#parts.driver.evaluate(call, mspId, { identity, milliseconds: this.#parts.times.endorse });
  }

  async send(transaction: SignedTransaction): Promise<void> {
    const { driver, follower, times } = this.#parts;
    return driver.send(transaction, { identity: await follower(), milliseconds: times.send });
  }

  /** What became of it, as a peer of the department has it; `undefined`: it has no block with anything under this id. */
  async transaction(transactionId: string): Promise<Outcome | undefined> {
    let bytes: Uint8Array;
    try {
      bytes = await this.#lookUp('GetBlockByTxID', [transactionId]);
    } catch (error) {
      if (error instanceof ChannelError && UNKNOWN_TRANSACTION.test(error.message)) return undefined;
      throw error;
    }
    const block = decodeBlock(readBlock(bytes));
    const found = outcomeInFirst(block.transactions, transactionId); // a peer answers the first one
    return found && { validationCode: found.validationCode, blockNumber: block.number };
  }

  /** Number of blocks that a peer of an organisation has; default: of the department itself. */
  async height(mspId = this.#parts.mspId): Promise<bigint> {
    return (await this.head(mspId)).height;
  }

  /** The same with the hash of the last of them. */
  async head(mspId = this.#parts.mspId): Promise<{ readonly height: bigint; readonly hash: Uint8Array }> {
    const info = common.BlockchainInfo.deserializeBinary(await this.#lookUp('GetChainInfo', [], mspId));
    return { height: BigInt(info.getHeight()), hash: info.getCurrentblockhash_asU8() };
  }

  /** Bytes that the channel's configuration allows a transaction. */
  async largestTransaction(): Promise<number> {
    const { channel } = this.#parts;
    const config = common.Config.deserializeBinary(await this.#ask('cscc', 'GetChannelConfig', [channel]));
    const groups = config.getChannelGroup()?.getGroupsMap();
    const size = groups?.get('Orderer')?.getValuesMap().get('BatchSize')?.getValue_asU8();
    if (size === undefined) throw new ChannelError('UNAVAILABLE', `the configuration of ${channel} has no BatchSize`);
    return orderer.BatchSize.deserializeBinary(size).getAbsoluteMaxBytes();
  }

  /** Decoded blocks in order, then live ones, until the signal aborts; connections that break are made again. */
  blocks(options: StreamOptions): AsyncGenerator<DecodedBlock> {
    const open = (from: StreamOptions): AsyncIterable<DecodedBlock> => this.connection(from);
    const isBehind = (next: bigint) => this.#isBehind(next);
    return resumedStream({ open, numberOf: ({ number }) => number, isBehind }, options);
  }

  /** The same over one connection, with which it ends. */
  async *connection(options: StreamOptions): AsyncGenerator<DecodedBlock> {
    const { driver, follower } = this.#parts;
    for await (const bytes of driver.blocks(await follower(), options)) yield decodeBlock(readBlock(bytes));
  }

  /** Which transactions came into blocks, likewise. */
  outcomes(options: StreamOptions): AsyncGenerator<BlockOutcomes> {
    const { driver, follower } = this.#parts;
    const open = async function* (from: StreamOptions): AsyncGenerator<BlockOutcomes> {
      yield* driver.outcomes(await follower(), from);
    };
    const isBehind = (next: bigint) => this.#isBehind(next);
    return resumedStream({ open, numberOf: ({ number }) => number, isBehind }, options);
  }

  close(): Promise<void> {
    return this.#parts.driver.close();
  }

  async #isBehind(next: bigint): Promise<boolean> {
    return (await this.height()) > next;
  }

  /** Asks the peer's own ledger. */
  #lookUp(transaction: string, args: readonly string[], mspId = this.#parts.mspId): Promise<Uint8Array> {
    return this.#ask('qscc', transaction, [this.#parts.channel, ...args], mspId);
  }

  async #ask(
    chaincode: 'qscc' | 'cscc',
    transaction: string,
    args: readonly string[],
    mspId = this.#parts.mspId,
  ): Promise<Uint8Array> {
    const { driver, follower, times } = this.#parts;
    const call = { chaincode, transaction, args, transient: {} };
    return driver.evaluate(call, mspId, { identity: await follower(), milliseconds: times.look });
  }
}
