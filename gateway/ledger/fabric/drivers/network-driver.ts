// SPDX-License-Identifier: Apache-2.0
import '../../../../network/embedded/own-protocol-classes.js';
import { common } from '@hyperledger/fabric-protos';
import type { EndorsementResponse, ServiceHandler } from 'fabric-common';
import { inTime } from '../../in-time.js';
import type { ChaincodeCall } from '../../channel/chaincode-call.js';
import { ChannelError } from '../channel-error.js';
import type { ConnectionProfile } from '../connection-profile.js';
import type { SigningIdentity } from '../signing-identity.js';
import type {
  BlockOutcomes,
  CallOptions,
  ChannelDriver,
  EndorsedTransaction,
  SignedTransaction,
  StreamOptions,
} from './channel-driver.js';
import { goodAnswers, sendingFailure, unavailable } from './network-answers.js';
import { signTransaction } from './sign-transaction.js';
import { connectNetwork, contextOf, type NetworkConnection } from './network-connection.js';
import { encodedBlock, outcomesOf, streamOf } from './network-streams.js';

/** fabric-network 2.2: this client asks the endorsing peers and the orderers itself; discovery says where they are. */
export class NetworkDriver implements ChannelDriver {
  readonly #channel: string;
  readonly #profile: ConnectionProfile;
  #connection: Promise<NetworkConnection> | undefined;
  /** Who called last: its certificate is the least likely to have ended. */
  #caller: SigningIdentity | undefined;

  constructor(channel: string, profile: ConnectionProfile) {
    this.#channel = channel;
    this.#profile = profile;
  }

  async endorse(call: ChaincodeCall, endorsers: readonly string[], options: CallOptions): Promise<EndorsedTransaction> {
    const { identity, milliseconds } = options;
    const { client, channel, handler } = await this.#open(identity);
    const context = contextOf(client, identity);
    const endorsement = channel.newEndorsement(call.chaincode);
    endorsement.build(context, requestOf(call));
    endorsement.sign(context);
    const request = { handler, requiredOrgs: [...endorsers], requestTimeout: milliseconds };
    goodAnswers(await endorsement.send(request).catch(rethrow));
    const commit = endorsement.newCommit();
    // This client puts it together itself; what each endorser signed still has to be an answer to this proposal.
    const envelope = new common.Envelope();
    envelope.setPayload(Uint8Array.from(commit.build(context)));
    const { proposal_bytes: proposal } = endorsement.getSignedProposal() as { readonly proposal_bytes: Uint8Array };
    return signTransaction(identity, envelope.serializeBinary(), { proposal, endorsers });
  }

  async evaluate(call: ChaincodeCall, mspId: string, { identity, milliseconds }: CallOptions): Promise<Uint8Array> {
    const { client, channel, discovery } = await this.#open(identity);
    await discovery.getDiscoveryResults(true).catch(rethrow);
    const context = contextOf(client, identity);
    const query = channel.newQuery(call.chaincode);
    query.build(context, requestOf(call));
    query.sign(context);
    const handler = { query: (signed: Buffer) => oneOf(channel.getEndorsers(mspId), signed, milliseconds) };
    const answers = await query.send({ handler: handler as unknown as ServiceHandler }).catch(rethrow);
    const [answer] = goodAnswers(answers);
    return answer?.response.payload ?? new Uint8Array();
  }

  async send({ envelope }: SignedTransaction, { identity, milliseconds }: CallOptions): Promise<void> {
    const { handler } = await this.#open(identity);
    const message = common.Envelope.deserializeBinary(envelope);
    const signed = {
      payload: Buffer.from(message.getPayload_asU8()),
      signature: Buffer.from(message.getSignature_asU8()),
    };
    const late = () => new ChannelError('UNAVAILABLE', 'no orderer answered in time');
    const sending: Promise<unknown> = handler.commit(signed as unknown as Buffer, { requestTimeout: milliseconds });
    await inTime(sending, milliseconds, late).catch((error: unknown) => {
      throw sendingFailure(error);
    });
  }

  async *outcomes(identity: SigningIdentity, options: StreamOptions): AsyncGenerator<BlockOutcomes> {
    const connection = await this.#open(identity);
    for await (const answer of streamOf(connection, identity, 'filtered', options)) {
      const { block, isConfiguration } = outcomesOf(answer);
      if (isConfiguration) this.#refresh(connection);
      yield block;
    }
  }

  async *blocks(identity: SigningIdentity, options: StreamOptions): AsyncGenerator<Uint8Array> {
    const connection = await this.#open(identity);
    for await (const answer of streamOf(connection, identity, 'full', options)) yield encodedBlock(answer);
  }

  async close(): Promise<void> {
    const connection = await this.#connection?.catch(() => undefined);
    this.#connection = undefined;
    connection?.close();
  }

  /** One connection for all identities of the department: each message is signed by itself. */
  #open(identity: SigningIdentity): Promise<NetworkConnection> {
    this.#caller = identity;
    this.#connection ??= connectNetwork(this.#channel, this.#profile, identity).catch((error: unknown) => {
      this.#connection = undefined; // so that the next call tries again
      throw unavailable(error);
    });
    return this.#connection;
  }

  /** A configuration block may name other peers and orderers. */
  #refresh({ client, discovery }: NetworkConnection): void {
    if (this.#caller === undefined) return;
    const context = contextOf(client, this.#caller); // not whoever opened the connection, long ago
    discovery.build(context);
    discovery.sign(context);
    discovery.send({ asLocalhost: false, targets: discovery.targets }).catch(() => undefined); // the old ones serve meanwhile
  }
}

function requestOf({ transaction, args, transient }: ChaincodeCall) {
  const entries = Object.entries(transient).map(([name, value]) => [name, Buffer.from(value)] as const);
  return {
    fcn: transaction,
    args: [...args],
    ...(entries.length === 0 ? {} : { transientMap: Object.fromEntries(entries) }),
  };
}

interface AskedPeer {
  checkConnection(): Promise<boolean>;
  sendProposal(signed: Buffer, milliseconds: number): Promise<EndorsementResponse>;
}

/** The answer of the first peer that gives one. */
async function oneOf(peers: readonly AskedPeer[], signed: Buffer, milliseconds: number): Promise<unknown[]> {
  let failure: unknown = new Error('discovery names no such peer');
  for (const peer of peers) {
    try {
      if (await peer.checkConnection()) return [await peer.sendProposal(signed, milliseconds)];
      failure = new Error('the peer is not connected');
    } catch (error) {
      failure = error;
    }
  }
  return [failure];
}

function rethrow(error: unknown): never {
  throw unavailable(error);
}
