// SPDX-License-Identifier: Apache-2.0
import { EndorseError } from '../../../../network/embedded/index.js';
import type {
  CollectionConfig,
  EmbeddedNetwork,
  EndorsedTransaction,
  Identity,
  NetworkOptions,
  Outcome,
  Proposal,
  ValidationCode,
} from '../../../../network/embedded/index.js';
import type { Signer } from '../../../../network/embedded/identity/identity-store.js';
import type { Gate } from './gates.js';
import { envelopesOf, readRwset } from './read-rwset.js';
import type { NamespaceSets } from './read-rwset.js';
import type { Step } from './steps-contract.js';

export const CHAINCODE = 'conformance';
export const ANYONE = "OR('AMSP.peer', 'BMSP.peer', 'CMSP.peer')";

/** Who calls, whose peer answers, and how. */
export interface How {
  /** Organisation of the caller; default AMSP. */
  readonly by?: string;
  /** Organisation whose peer evaluates; default AMSP. */
  readonly at?: string;
  /** `Run` fails with the first refused step, `Try` answers its message. Default `Run`. */
  readonly transaction?: 'Run' | 'Try';
  readonly chaincode?: string;
  readonly endorsers?: readonly string[];
  readonly transient?: Readonly<Record<string, Uint8Array>>;
  readonly nonce?: Uint8Array;
  readonly timestamp?: Date;
}

export interface StepsNetworkOptions extends Partial<Omit<NetworkOptions, 'directory'>> {
  /** Of the chaincode `conformance`, unless `chaincodes` are given. */
  readonly collections?: readonly CollectionConfig[];
  readonly endorsementPolicy?: string;
}

/** What a ledger must let a test do: EmbeddedNetwork does, and so does the client of a real channel. */
export type PlayedNetwork = Pick<
  EmbeddedNetwork,
  'height' | 'enrol' | 'endorse' | 'order' | 'submit' | 'evaluate' | 'block' | 'transaction'
>;

/** A network of three organisations whose chaincode does what tests tell it. */
export abstract class StepsNetwork {
  abstract readonly network: PlayedNetwork;

  abstract remove(): Promise<void>;

  /** Signs as the organisation's caller, for who changes an envelope afterwards. */
  abstract callerSigner(mspId: string): Promise<Signer>;

  /** Signs as the organisation's peer, as only its operator could. */
  abstract peerSigner(mspId: string): Promise<Signer>;

  /** A gate at which the step `passGate` waits. */
  abstract gate(name: string): Gate;

  /** The private values that AMSP's peer keeps of a block, `collection/key=value`, whatever became of them since. */
  abstract privateWrites(blockNumber: bigint): Promise<readonly string[]>;

  /** Acts while the organisation's peer takes in no block and answers nobody. */
  abstract withoutPeer<T>(mspId: string, action: () => Promise<T>): Promise<T>;

  /** Hands an envelope to ordering. Which peers have its block afterwards is left open. */
  abstract send(envelope: Uint8Array): Promise<void>;

  /** The read-write sets of an envelope. */
  setsOf(envelope: Uint8Array): NamespaceSets[] {
    return readRwset(envelope);
  }

  caller(mspId = 'AMSP'): Promise<Identity> {
    return this.network.enrol(mspId, 'client');
  }

  /** Endorses steps; nothing is ordered. */
  endorse(...steps: Step[]): Promise<EndorsedTransaction> {
    return this.endorseAs({}, ...steps);
  }

  async endorseAs(how: How, ...steps: Step[]): Promise<EndorsedTransaction> {
    return this.network.endorse(await this.caller(how.by), proposalOf(how, steps));
  }

  /** Puts transactions into one block, in this order. */
  async order(...transactions: readonly (EndorsedTransaction | Uint8Array)[]): Promise<ValidationCode[]> {
    return (await this.network.order(transactions)).map(({ validationCode }) => validationCode);
  }

  /** Endorses steps and orders them in a block of their own, whatever the code. */
  submit(...steps: Step[]): Promise<Outcome> {
    return this.submitAs({}, ...steps);
  }

  async submitAs(how: How, ...steps: Step[]): Promise<Outcome> {
    return this.network.order(await this.endorseAs(how, ...steps));
  }

  /** Puts `count` keys: the prefix and five digits. */
  async fill(prefix: string, count: number): Promise<void> {
    const proposal = {
      chaincode: CHAINCODE,
      transaction: 'steps:Fill',
      args: [prefix, String(count)],
    };
    await this.network.submit(await this.caller(), proposal);
  }

  /** What the steps answer on one peer. */
  ask(...steps: Step[]): Promise<unknown[]> {
    return this.askAs({}, ...steps);
  }

  async askAs(how: How, ...steps: Step[]): Promise<unknown[]> {
    const proposal = { ...proposalOf(how, steps), peer: how.at ?? 'AMSP' };
    const answer = await this.network.evaluate(await this.caller(how.by), proposal);
    return JSON.parse(Buffer.from(answer).toString()) as unknown[];
  }

  /** How the network refuses the steps; the transaction's id is written `TXID`. */
  refusal(...steps: Step[]): Promise<string> {
    return this.refusalAs({}, ...steps);
  }

  async refusalAs(how: How, ...steps: Step[]): Promise<string> {
    try {
      await this.askAs(how, ...steps);
    } catch (error) {
      if (error instanceof EndorseError) return error.message.replaceAll(error.transactionId, 'TXID');
      throw error;
    }
    throw new Error('was not refused');
  }

  /** The read-write sets that stand in a block for its transactions, read from the bytes of the block. */
  async rwsets(blockNumber: bigint): Promise<NamespaceSets[][]> {
    return envelopesOf((await this.network.block(blockNumber)).bytes).map((envelope) => this.setsOf(envelope));
  }

  /** The read-write set of the chaincode in a block with one transaction. */
  async rwset(blockNumber: bigint, chaincode = CHAINCODE): Promise<NamespaceSets> {
    const [[...sets] = []] = await this.rwsets(blockNumber);
    return named(sets, chaincode);
  }

  /** The same of a transaction that is not ordered yet. */
  endorsedRwset({ envelope }: EndorsedTransaction, chaincode = CHAINCODE): NamespaceSets {
    return named(this.setsOf(envelope), chaincode);
  }
}

/** What the steps of an endorsed transaction answered; its own id is written `TXID`. */
export function outcomesOf({ payload, transactionId }: EndorsedTransaction): unknown[] {
  return JSON.parse(Buffer.from(payload).toString().replaceAll(transactionId, 'TXID')) as unknown[];
}

/** What a chaincode's refusal looks like to the client, when a request of the stub was refused. */
export function refusedRequest(type: string, reason: string): string {
  return `chaincode response 500, ${requestError(type, reason)}`;
}

/** The text that chaincode sees; the transaction's id is written `TXID`. */
export function requestError(type: string, reason: string): string {
  return `${type} failed: transaction ID: TXID: ${reason}`;
}

function named(sets: readonly NamespaceSets[], namespace: string): NamespaceSets {
  const found = sets.find((set) => set.namespace === namespace);
  if (found === undefined) throw new Error(`nothing of ${namespace} in the read-write set`);
  return found;
}

function proposalOf(how: How, steps: readonly Step[]): Proposal {
  const { chaincode = CHAINCODE, transaction = 'Run', endorsers, transient, nonce, timestamp } = how;
  return {
    chaincode,
    transaction: `steps:${transaction}`,
    args: [JSON.stringify(steps)],
    ...(endorsers && { endorsers }),
    ...(transient && { transient }),
    ...(nonce && { nonce }),
    ...(timestamp && { timestamp }),
  };
}
