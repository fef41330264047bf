// SPDX-License-Identifier: Apache-2.0
import './quiet-shim.js';
import type { Static, TSchema } from 'typebox';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import type { Transaction } from '../../../chaincode/transactions/transaction.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import type { NetworkDefinition } from '../../../network/definitions/definition.js';
import type { EmbeddedNetwork, EndorsedTransaction, Proposal } from '../../../network/embedded/index.js';
import { OutcomeUnknown, LedgerUnavailable } from '../ledger-errors.js';
import type { Caller, Committed, Ledger, LedgerBlock, TransactionState, Transient } from '../ledger.js';
import { blockOf } from './block-of.js';
import { CallerIdentities } from './caller-identities.js';
import { CONTRACT_NAME } from '../../../chaincode/fabric/onedoor-contract.js';
import { endorserSets } from './endorser-sets.js';
import { commitErrorOf, endorsementErrorOf } from './ledger-error-of.js';
import { responseOf } from './response-of.js';

type Declared<Q extends TSchema, R extends TSchema> = Transaction<string, Q, R>;
interface Options {
  readonly caller: Caller;
  readonly transient?: Transient;
}

/** The port over a network in this process; see {@link Ledger} for what is promised. */
export class EmbeddedLedger implements Ledger {
  readonly #network: EmbeddedNetwork;
  readonly #definition: NetworkDefinition;
  readonly #identities: CallerIdentities;

  /** The network is this ledger's from now on: {@link close} closes it. */
  constructor(network: EmbeddedNetwork, definition: NetworkDefinition, hosted: readonly string[]) {
    this.#network = network;
    this.#definition = definition;
    this.#identities = new CallerIdentities(network, definition, hosted);
  }

  async submit<N extends string, Q extends TSchema, R extends TSchema>(
    transaction: Transaction<N, Q, R>,
    request: Static<Q>,
    options: Options,
  ): Promise<Committed<Static<R>>> {
    const endorsed = await this.#endorse(transaction, request, options);
    const { transactionId } = endorsed;
    // Before anything is ordered: a response of another shape is never put on the ledger.
    const response = responseOf(transaction.response, endorsed.payload, transactionId);
    const { blockNumber, validationCode } = await this.#order(endorsed);
    if (validationCode !== 'VALID') throw commitErrorOf(transactionId, validationCode);
    return { response, transactionId, blockNumber };
  }

  async evaluate<N extends string, Q extends TSchema, R extends TSchema>(
    transaction: Transaction<N, Q, R>,
    request: Static<Q>,
    options: Options & { readonly peer: string },
  ): Promise<Static<R>> {
    const caller = await this.#identities.of(options.caller);
    const [[peer] = []] = endorserSets(this.#definition, { kind: 'alone', department: options.peer });
    const proposal = this.#proposal(transaction, request, options.transient);
    const payload = await this.#network
      .evaluate(caller, peer === undefined ? proposal : { ...proposal, peer })
      .catch((error: unknown) => {
        throw endorsementErrorOf(error);
      });
    return responseOf(transaction.response, payload, `(evaluation of ${transaction.name})`);
  }

  async transaction(transactionId: string): Promise<TransactionState> {
    const found = await this.#network.transaction(transactionId);
    if (found === undefined) return { state: 'UNKNOWN' };
    const { blockNumber, validationCode } = found;
    return validationCode === 'VALID'
      ? { state: 'COMMITTED', blockNumber }
      : { state: 'INVALID', blockNumber, validationCode };
  }

  height(): Promise<bigint> {
    return Promise.resolve(this.#network.height);
  }

  async *blocks(options: { readonly from: bigint; readonly signal?: AbortSignal }): AsyncIterable<LedgerBlock> {
    for await (const block of this.#network.blocks(options)) yield blockOf(this.#definition, block);
  }

  close(): Promise<void> {
    return this.#network.close();
  }

  async #endorse<Q extends TSchema, R extends TSchema>(
    transaction: Declared<Q, R>,
    request: Static<Q>,
    { caller, transient }: Options,
  ): Promise<EndorsedTransaction> {
    const identity = await this.#identities.of(caller);
    const proposal = this.#proposal(transaction, request, transient);
    let unavailable: LedgerUnavailable | undefined;
    for (const endorsers of endorserSets(this.#definition, transaction.endorsers(request))) {
      try {
        return await this.#network.endorse(identity, { ...proposal, endorsers });
      } catch (error) {
        const translated = endorsementErrorOf(error);
        if (translated instanceof DomainError) throw translated;
        unavailable = translated;
      }
    }
    throw unavailable ?? new LedgerUnavailable('nobody is there to endorse');
  }

  async #order(endorsed: EndorsedTransaction) {
    try {
      return await this.#network.order(endorsed);
    } catch (cause) {
      throw new OutcomeUnknown(endorsed.transactionId, { cause });
    }
  }

  #proposal(transaction: { readonly name: string }, request: unknown, transient: Transient = {}): Proposal {
    const encoder = new TextEncoder();
    return {
      chaincode: this.#definition.chaincode,
      transaction: `${CONTRACT_NAME}:${transaction.name}`,
      args: [canonicalJson(request)],
      transient: Object.fromEntries(
        Object.entries(transient).map(([name, value]) => [name, encoder.encode(canonicalJson(value))]),
      ),
    };
  }
}
