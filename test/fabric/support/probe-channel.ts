// SPDX-License-Identifier: Apache-2.0
import { common, peer as peerMessages } from '@hyperledger/fabric-protos';
import { CommitError, EndorseError, NetworkError } from '../../../network/embedded/index.js';
import type {
  DecodedBlock,
  EndorsedTransaction,
  Identity,
  Orderable,
  Outcome,
  Proposal,
  Submitted,
  ValidationCode,
} from '../../../network/embedded/index.js';
import type { Signer } from '../../../network/embedded/identity/identity-store.js';
import { buildEnvelope } from '../../../network/embedded/protocol/build-envelope.js';
import { buildProposal } from '../../../network/embedded/protocol/build-proposal.js';
import { readBlock } from '../../../network/embedded/protocol/read-block.js';
import { readEnvelope } from '../../../network/embedded/protocol/read-envelope.js';
import { codeName } from '../../../network/embedded/validation-code.js';
import { ProbeBlocks } from './probe-blocks.js';
import { ProbeBroadcast } from './probe-broadcast.js';
import { readPrivateValues, watchBlocks } from './probe-deliver.js';
import { signerOf } from './probe-identity.js';
import type { ProbeIdentity } from './probe-identity.js';
import type { ProbePlaces } from './probe-node.js';
import { ProbePeer } from './probe-peer.js';

type Attributes = Readonly<Record<string, string>>;

export interface ProbeOptions {
  readonly places: ProbePlaces;
  /** Registers and enrols with the organisation's CA. */
  readonly enrol: (mspId: string, name: string, attributes: Attributes) => Promise<ProbeIdentity>;
  /** As few as the chaincode's policy asks for. */
  readonly endorsersOf: (chaincode: string) => readonly string[];
}

/**
 * A client of a real channel with the surface of EmbeddedNetwork and everything in its hands: nonce, time, endorsers and
 * the order of envelopes. What it orders counts as done when every organisation's peer holds the block.
 */
export class ProbeChannel {
  readonly #options: ProbeOptions;
  readonly #peers: ReadonlyMap<string, ProbePeer>;
  readonly #broadcast: ProbeBroadcast;
  readonly #blocks: ProbeBlocks;
  readonly #signers = new Map<string, Promise<Signer>>();
  readonly #byCertificate = new Map<string, Signer>();
  /** What ends the watch over an organisation's peer. */
  readonly #watched = new Map<string, () => void>();

  static async open(options: ProbeOptions): Promise<ProbeChannel> {
    const channel = new ProbeChannel(options);
    await channel.#watch();
    return channel;
  }

  private constructor(options: ProbeOptions) {
    const { places } = options;
    this.#options = options;
    const nodes = Object.entries(places.peers);
    this.#peers = new Map(nodes.map(([mspId, node]) => [mspId, new ProbePeer(places.channel, mspId, node)]));
    this.#broadcast = new ProbeBroadcast(places.orderer);
    this.#blocks = new ProbeBlocks([...this.#peers.keys()]);
  }

  /** Blocks that every organisation's peer holds. */
  get height(): bigint {
    return BigInt(this.#blocks.height);
  }

  async enrol(mspId: string, name: string, attributes: Attributes = {}): Promise<Identity> {
    const key = JSON.stringify([mspId, name, attributes]);
    let signer = this.#signers.get(key);
    if (signer === undefined) {
      signer = this.#options.enrol(mspId, name, attributes).then((identity) => signerOf(identity, name));
      this.#signers.set(key, signer);
    }
    const { certificate } = this.use(await signer);
    return { mspId, name, certificate };
  }

  async signer(mspId: string, name = 'client'): Promise<Signer> {
    return this.#signerOf(await this.enrol(mspId, name));
  }

  /** Makes a signer known that was not enrolled here, as an administrator's. */
  use(signer: Signer): Signer {
    this.#byCertificate.set(signer.certificate, signer);
    return signer;
  }

  /** @throws {EndorseError} with the text that the peer's gateway gives. */
  async endorse(caller: Identity, proposal: Proposal): Promise<EndorsedTransaction> {
    const signer = this.#signerOf(caller);
    const endorsers = [...new Set(proposal.endorsers ?? this.#options.endorsersOf(proposal.chaincode))];
    const peer = this.#peer(endorsers[0] ?? caller.mspId);
    const built = buildProposal(signer, this.#options.places.channel, proposal);
    const { transactionId } = built;
    const envelope = await peer.endorse(built, endorsers);
    envelope.setSignature(signer.sign(envelope.getPayload_asU8()));
    const bytes = envelope.serializeBinary();
    return {
      transactionId,
      payload: readEnvelope(bytes).action?.response.payload ?? new Uint8Array(),
      envelope: bytes,
    };
  }

  /** The same of a system chaincode, which the Gateway service does not know. */
  async endorseSystem(caller: Identity, proposal: Proposal): Promise<EndorsedTransaction> {
    const signer = this.#signerOf(caller);
    const built = buildProposal(signer, this.#options.places.channel, proposal);
    const { transactionId } = built;
    const peers = (proposal.endorsers ?? [caller.mspId]).map((mspId) => this.#peer(mspId));
    const answers = await Promise.all(peers.map((peer) => peer.process(built)));
    const [first] = answers;
    if (first === undefined) throw new NetworkError('a proposal needs at least one endorser');
    const endorsements = answers.map((answer) => answer.getEndorsement() ?? new peerMessages.Endorsement());
    const envelope = buildEnvelope(signer, built, first.getPayload_asU8(), endorsements);
    return { transactionId, payload: first.getResponse()?.getPayload_asU8() ?? new Uint8Array(), envelope };
  }

  order(transaction: Orderable | Uint8Array): Promise<Outcome>;
  order(transactions: readonly (Orderable | Uint8Array)[]): Promise<readonly Outcome[]>;
  /** Sends in this order; where blocks are cut is the orderer's matter. @throws what the orderer says of an envelope. */
  async order(
    input: Orderable | Uint8Array | readonly (Orderable | Uint8Array)[],
  ): Promise<Outcome | readonly Outcome[]> {
    const envelopes = (isMany(input) ? input : [input]).map((each) =>
      each instanceof Uint8Array ? each : each.envelope,
    );
    const outcomes = await Promise.all(
      envelopes.map(async (envelope) => {
        const outcome = this.#blocks.outcomeOf(envelope);
        await this.#broadcast.send(envelope);
        return outcome;
      }),
    );
    if (isMany(input)) return outcomes;
    const [outcome] = outcomes;
    if (outcome === undefined) throw new NetworkError('ordering gave no outcome');
    return outcome;
  }

  /** Hands over without waiting for a block. */
  send(envelope: Uint8Array): Promise<void> {
    return this.#broadcast.send(envelope);
  }

  /** The private values of a block that this organisation's peer gives out to its own, by place in the block. */
  async privateValues(mspId: string, block: number): Promise<ReadonlyMap<number, Uint8Array>> {
    const node = this.#options.places.peers[mspId];
    if (node === undefined) throw new NetworkError(`organisation ${mspId} does not take part in this network`);
    return readPrivateValues({ channel: this.#options.places.channel, signer: await this.signer(mspId), node, block });
  }

  async submit(caller: Identity, proposal: Proposal): Promise<Submitted> {
    const transaction = await this.endorse(caller, proposal);
    const outcome = await this.order(transaction);
    if (outcome.validationCode !== 'VALID') throw new CommitError(outcome);
    const { transactionId, payload } = transaction;
    return { transactionId, payload, blockNumber: outcome.blockNumber };
  }

  async evaluate(caller: Identity, proposal: Proposal & { readonly peer?: string }): Promise<Uint8Array> {
    const built = buildProposal(this.#signerOf(caller), this.#options.places.channel, proposal);
    return this.#peer(proposal.peer ?? caller.mspId).evaluate(built);
  }

  /** @throws {NetworkError} with the peer's own words if it has no such block. */
  async block(number: bigint): Promise<DecodedBlock> {
    if (number >= this.height) await this.#askForBlock(number);
    return this.#blocks.block(Number(number));
  }

  /** What a peer's own index says; `undefined` for the text that it gives for an unknown id. */
  async transaction(
    transactionId: string,
  ): Promise<{ readonly blockNumber: bigint; readonly validationCode: ValidationCode } | undefined> {
    try {
      const found = await this.#askLedger('GetTransactionByID', transactionId);
      const processed = peerMessages.ProcessedTransaction.deserializeBinary(found);
      const { number } = readBlock(await this.#askLedger('GetBlockByTxID', transactionId));
      return { blockNumber: number, validationCode: codeName(processed.getValidationcode()) };
    } catch (error) {
      if (error instanceof EndorseError && error.message.includes('no such transaction ID')) return undefined;
      throw error;
    }
  }

  async #askForBlock(number: bigint): Promise<void> {
    try {
      await this.#askLedger('GetBlockByNumber', String(number));
    } catch (error) {
      const [words] = /no such block number .*$/.exec(error instanceof EndorseError ? error.message : '') ?? [];
      throw words === undefined ? error : new NetworkError(words);
    }
  }

  /** What the first peer's own index of blocks answers. */
  async #askLedger(transaction: string, argument: string): Promise<Uint8Array> {
    const [mspId = ''] = this.#peers.keys();
    const caller = await this.enrol(mspId, 'client');
    const args = [this.#options.places.channel, argument];
    const built = buildProposal(this.#signerOf(caller), '', { chaincode: 'qscc', transaction, args });
    return (await this.#peer(mspId).process(built)).getResponse()?.getPayload_asU8() ?? new Uint8Array();
  }

  async untilHeight(height: bigint): Promise<void> {
    await this.#blocks.untilHeight(Number(height));
  }

  close(): void {
    for (const stop of this.#watched.values()) stop();
    for (const peer of this.#peers.values()) peer.close();
    this.#broadcast.close();
  }

  async #watch(): Promise<void> {
    await Promise.all([...this.#peers.keys()].map((mspId) => this.#watchPeer(mspId, 0)));
    await this.#blocks.untilHeight(1);
  }

  async #watchPeer(mspId: string, from: number): Promise<void> {
    const { channel, peers } = this.#options.places;
    const [first = ''] = this.#peers.keys();
    const node = peers[mspId];
    if (node === undefined) throw new NetworkError(`organisation ${mspId} does not take part in this network`);
    const onBlock = (bytes: Uint8Array): void => {
      if (mspId === first) this.#blocks.take(mspId, bytes);
      else this.#blocks.advance(mspId, Number(common.Block.deserializeBinary(bytes).getHeader()?.getNumber()) + 1);
    };
    const onEnd = (error: Error): void => {
      this.#blocks.fail(error);
    };
    const signer = await this.signer(first);
    this.#watched.set(mspId, watchBlocks({ channel, signer, node, from, onBlock, onEnd }));
  }

  #signerOf({ certificate, mspId }: Identity): Signer {
    const signer = this.#byCertificate.get(certificate);
    if (signer === undefined) throw new NetworkError(`no private key of this identity of ${mspId}`);
    return signer;
  }

  #peer(mspId: string): ProbePeer {
    const peer = this.#peers.get(mspId);
    if (peer === undefined) throw new NetworkError(`organisation ${mspId} does not take part in this network`);
    return peer;
  }
}

function isMany<T>(input: T | readonly T[]): input is readonly T[] {
  return Array.isArray(input);
}
