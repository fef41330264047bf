// SPDX-License-Identifier: Apache-2.0
import '../../../../network/embedded/own-protocol-classes.js';
import type { Client } from '@grpc/grpc-js';
import { connect, hash, type CloseableAsyncIterable, type Gateway, type Proposal } from '@hyperledger/fabric-gateway';
import { common, gateway as protocol } from '@hyperledger/fabric-protos';
import type { peer } from '@hyperledger/fabric-protos';
import type { ChaincodeCall } from '../../channel/chaincode-call.js';
import type { Endpoint } from '../connection-profile.js';
import type { SigningIdentity } from '../signing-identity.js';
import type {
  BlockOutcomes,
  CallOptions,
  ChannelDriver,
  EndorsedTransaction,
  SignedTransaction,
  StreamOptions,
} from './channel-driver.js';
import { askingError, isUnreached, sendingError } from './gateway-error.js';
import { codeName } from '../../../../network/embedded/validation-code.js';
import { PeerClients } from './peer-clients.js';

/** @hyperledger/fabric-gateway: the department's own peer gathers endorsements and hands over to ordering. */
export class GatewayDriver implements ChannelDriver {
  readonly #channel: string;
  readonly #peers: PeerClients;
  readonly #gateways = new WeakMap<Client, WeakMap<SigningIdentity, Gateway>>();

  constructor(channel: string, endpoints: readonly Endpoint[]) {
    this.#channel = channel;
    this.#peers = new PeerClients(endpoints);
  }

  endorse(call: ChaincodeCall, endorsers: readonly string[], options: CallOptions): Promise<EndorsedTransaction> {
    return this.#ask(options, async (gateway, deadline) => {
      const transaction = await this.#proposal(gateway, call, endorsers).endorse({ deadline });
      const prepared = protocol.PreparedTransaction.deserializeBinary(transaction.getBytes());
      const envelope = prepared.getEnvelope();
      if (envelope === undefined) throw new Error('the peer gave no transaction to sign');
      envelope.setSignature(options.identity.sign(envelope.getPayload_asU8()));
      return {
        transactionId: transaction.getTransactionId(),
        payload: transaction.getResult(),
        envelope: envelope.serializeBinary(),
      };
    });
  }

  evaluate(call: ChaincodeCall, mspId: string, options: CallOptions): Promise<Uint8Array> {
    return this.#ask(options, (gateway, deadline) => this.#proposal(gateway, call, [mspId]).evaluate({ deadline }));
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
      if (isUnreached(error)) this.#peers.passOver(client);
      throw sendingError(error);
    }
  }

  async *outcomes(identity: SigningIdentity, { from, signal }: StreamOptions): AsyncGenerator<BlockOutcomes> {
    const network = (gateway: Gateway) => gateway.getNetwork(this.#channel);
    const open = (gateway: Gateway) => network(gateway).getFilteredBlockEvents({ startBlock: from });
    for await (const block of this.#stream(identity, open, signal)) {
      yield { number: BigInt(block.getNumber()), outcomes: block.getFilteredTransactionsList().map(outcomeOf) };
    }
  }

  async *blocks(identity: SigningIdentity, { from, signal }: StreamOptions): AsyncGenerator<Uint8Array> {
    const open = (gateway: Gateway) => gateway.getNetwork(this.#channel).getBlockEvents({ startBlock: from });
    for await (const block of this.#stream(identity, open, signal)) yield block.serializeBinary();
  }

  close(): Promise<void> {
    this.#peers.close();
    return Promise.resolve();
  }

  /** Every peer of the department is asked once before the answer is that none can be reached. */
  async #ask<T>(
    { identity, milliseconds }: CallOptions,
    question: (gateway: Gateway, deadline: number) => Promise<T>,
  ): Promise<T> {
    const deadline = Date.now() + milliseconds;
    for (let tries = 1; ; tries += 1) {
      const client = this.#peers.current;
      try {
        return await question(this.#gateway(client, identity), deadline);
      } catch (error) {
        if (isUnreached(error)) this.#peers.passOver(client);
        if (!isUnreached(error) || tries >= this.#peers.count) throw askingError(error);
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
