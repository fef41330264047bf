// SPDX-License-Identifier: Apache-2.0
import '../../../../network/embedded/own-protocol-classes.js';
import type { Client } from '@grpc/grpc-js';
import { connect, hash, type CloseableAsyncIterable, type Gateway, type Proposal } from '@hyperledger/fabric-gateway';
import { common, gateway as protocol } from '@hyperledger/fabric-protos';
import type { peer } from '@hyperledger/fabric-protos';
import type { ChaincodeCall } from '../../channel/chaincode-call.js';
import { ChannelError } from '../channel-error.js';
import type { ConnectionProfile } from '../connection-profile.js';
import { ownMspId, peersOf } from '../read-connections.js';
import type { SigningIdentity } from '../signing-identity.js';
import type {
  BlockOutcomes,
  CallOptions,
  ChannelDriver,
  EndorsedTransaction,
  SignedTransaction,
  StreamOptions,
} from './channel-driver.js';
import { askingError, isSilent, isUnreached, sendingError } from './gateway-error.js';
import { codeName } from '../../../../network/embedded/validation-code.js';
import { discoverPeers } from './discover-peers.js';
import { OtherPeers } from './other-peers.js';
import { PeerClients } from './peer-clients.js';
import { signTransaction } from './sign-transaction.js';

/** A peer has the answer in its memory. */
const DISCOVERY_MS = 3_000;

/**
 * @hyperledger/fabric-gateway: a peer gathers endorsements. It is the department's own one, which also hands over to
 * ordering and tells of blocks; what the own department is not asked itself goes to a peer of the one that is, past the
 * own peer: nobody else is shown what is meant for that department alone.
 */
export class GatewayDriver implements ChannelDriver {
  readonly #channel: string;
  readonly #mspId: string;
  readonly #peers: PeerClients;
  readonly #others: OtherPeers;
  readonly #gateways = new WeakMap<Client, WeakMap<SigningIdentity, Gateway>>();

  constructor(channel: string, profile: ConnectionProfile) {
    this.#channel = channel;
    this.#mspId = ownMspId(profile);
    this.#peers = new PeerClients(peersOf(profile, this.#mspId));
    this.#others = new OtherPeers((mspId) => peersOf(profile, mspId));
  }

  endorse(call: ChaincodeCall, endorsers: readonly string[], options: CallOptions): Promise<EndorsedTransaction> {
    return this.#askOne(endorsers, options, async (gateway, deadline) => {
      const proposal = this.#proposal(gateway, call, endorsers);
      const asked = protocol.ProposedTransaction.deserializeBinary(proposal.getBytes()).getProposal();
      const prepared = (await proposal.endorse({ deadline })).getBytes();
      const envelope = protocol.PreparedTransaction.deserializeBinary(prepared).getEnvelope();
      if (asked === undefined || envelope === undefined) throw new Error('the peer gave no transaction to sign');
      const proposed = { proposal: asked.getProposalBytes_asU8(), endorsers };
      return signTransaction(options.identity, envelope.serializeBinary(), proposed);
    });
  }

  evaluate(call: ChaincodeCall, mspId: string, options: CallOptions): Promise<Uint8Array> {
    const organisations = [mspId];
    return this.#askOne(organisations, options, (gateway, deadline) =>
      this.#proposal(gateway, call, organisations).evaluate({ deadline }),
    );
  }

  async send({ transactionId, envelope }: SignedTransaction, options: CallOptions): Promise<void> {
    const prepared = new protocol.PreparedTransaction();
    prepared.setTransactionId(transactionId);
    const message = common.Envelope.deserializeBinary(envelope);
    prepared.setEnvelope(message);
    const client = this.#peers.current;
    const transaction = this.#gateway(client, options.identity).newSignedTransaction(
      prepared.serializeBinary(),
      message.getSignature_asU8(),
    );
    try {
      await transaction.submit({ deadline: Date.now() + options.milliseconds });
    } catch (error) {
      if (isSilent(error)) this.#peers.passOver(client);
      throw sendingError(error);
    }
  }

  async *outcomes(identity: SigningIdentity, { from, signal }: StreamOptions): AsyncGenerator<BlockOutcomes> {
    const network = (gateway: Gateway) => gateway.getNetwork(this.#channel);
    const open = (gateway: Gateway) => network(gateway).getFilteredBlockEvents({ startBlock: from });
    for await (const block of this.#stream(identity, open, signal)) {
      const transactions = block.getFilteredTransactionsList();
      if (transactions.some((one) => one.getType() === common.HeaderType.CONFIG)) this.#others.refresh();
      yield { number: BigInt(block.getNumber()), outcomes: transactions.map(outcomeOf) };
    }
  }

  async *blocks(identity: SigningIdentity, { from, signal }: StreamOptions): AsyncGenerator<Uint8Array> {
    const open = (gateway: Gateway) => gateway.getNetwork(this.#channel).getBlockEvents({ startBlock: from });
    for await (const block of this.#stream(identity, open, signal)) yield block.serializeBinary();
  }

  close(): Promise<void> {
    this.#peers.close();
    this.#others.close();
    return Promise.resolve();
  }

  /** Asks a peer of one of these organisations: the own one, if it is among them. */
  async #askOne<T>(organisations: readonly string[], options: CallOptions, question: Question<T>): Promise<T> {
    const { identity, milliseconds } = options;
    const deadline = Date.now() + milliseconds;
    const [first = this.#mspId] = organisations;
    if (organisations.includes(this.#mspId)) return this.#ask(this.#peers, identity, deadline, question);
    const peers = await this.#others.of(first, () => this.#discover(identity, deadline));
    return this.#ask(peers, identity, deadline, question).catch((error: unknown) => {
      if (!(error instanceof ChannelError) || !isSilent(error.cause)) throw error;
      this.#others.refresh();
      const said = `the peer of ${first} at ${peers.addresses} does not answer: ${error.message}`;
      throw new ChannelError('UNAVAILABLE', said, { cause: error });
    });
  }

  /** Every one of these peers is asked once before the answer is that none can be reached. */
  async #ask<T>(peers: PeerClients, identity: SigningIdentity, deadline: number, question: Question<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      const client = peers.current;
      try {
        return await question(this.#gateway(client, identity), deadline);
      } catch (error) {
        if (isSilent(error)) peers.passOver(client);
        if (!isUnreached(error) || tries >= peers.count) throw askingError(error);
      }
    }
  }

  /** Any own peer says where the others are. One that is silent leaves time for the question itself. */
  async #discover(identity: SigningIdentity, latest: number): ReturnType<typeof discoverPeers> {
    for (let tries = 1; ; tries += 1) {
      const client = this.#peers.current;
      try {
        const deadline = Math.min(latest, Date.now() + DISCOVERY_MS);
        return await discoverPeers(client, { channel: this.#channel, identity, deadline });
      } catch (error) {
        this.#peers.passOver(client);
        if (tries >= this.#peers.count) throw error;
      }
    }
  }

  async *#stream<T>(
    identity: SigningIdentity,
    open: (gateway: Gateway) => Promise<CloseableAsyncIterable<T>>,
    signal: AbortSignal,
  ): AsyncGenerator<T> {
    const client = this.#peers.current;
    const events = await open(this.#gateway(client, identity)).catch((error: unknown) => {
      throw askingError(error);
    });
    const end = (): void => {
      events.close();
    };
    signal.addEventListener('abort', end);
    try {
      if (signal.aborted) return;
      for await (const event of events) yield event;
    } catch (error) {
      if (signal.aborted) return;
      this.#peers.passOver(client);
      throw askingError(error);
    } finally {
      signal.removeEventListener('abort', end);
      end();
    }
  }

  #proposal(gateway: Gateway, call: ChaincodeCall, organisations: readonly string[]): Proposal {
    const contract = gateway.getNetwork(this.#channel).getContract(call.chaincode);
    return contract.newProposal(call.transaction, {
      arguments: [...call.args],
      transientData: { ...call.transient },
      endorsingOrganizations: [...organisations],
    });
  }

  #gateway(client: Client, identity: SigningIdentity): Gateway {
    let known = this.#gateways.get(client);
    if (known === undefined) this.#gateways.set(client, (known = new WeakMap()));
    let gateway = known.get(identity);
    if (gateway === undefined) known.set(identity, (gateway = gatewayOf(client, identity)));
    return gateway;
  }
}

type Question<T> = (gateway: Gateway, deadline: number) => Promise<T>;

/** Hashing is left to the signer: node:crypto does both in one call. */
function gatewayOf(client: Client, identity: SigningIdentity): Gateway {
  return connect({
    client,
    identity: { mspId: identity.mspId, credentials: Buffer.from(identity.certificate) },
    hash: hash.none,
    signer: (message) => Promise.resolve(identity.sign(message)),
  });
}

function outcomeOf(transaction: peer.FilteredTransaction): BlockOutcomes['outcomes'][number] {
  return { transactionId: transaction.getTxid(), validationCode: codeName(transaction.getTxValidationCode()) };
}
