// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Static, TSchema } from 'typebox';
import { OneDoorContract } from '../../../chaincode/fabric/onedoor-contract.js';
import { mspIdOf } from '../../../chaincode/domain/names.js';
import type { Role } from '../../../chaincode/domain/roles.js';
import type { Statement } from '../../../chaincode/transactions/statement.js';
import type { Transaction, TransientSchemas } from '../../../chaincode/transactions/transaction.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import {
  EmbeddedNetwork,
  type ContractClass,
  type DecodedTransaction,
  type Proposal,
} from '../../../network/embedded/index.js';

/** As whom a test calls, and what it sends privately. */
export interface Call {
  readonly as: string;
  readonly role: Role | undefined;
  readonly transient?: Readonly<Record<string, unknown>>;
  /** Departments whose peers endorse, when not those that the declaration names. */
  readonly endorsers?: readonly string[];
}

export interface Done<R> {
  readonly response: R;
  readonly transactionId: string;
  readonly written: DecodedTransaction;
}

const CHAINCODE = 'onedoor';
export const DEPARTMENTS = ['data-bureau', 'human-resources', 'civil-affairs', 'market-supervision'] as const;

/** A small district: the contract, unchanged, on the embedded network in a folder of its own. */
export class District {
  readonly network: EmbeddedNetwork;
  readonly #directory: string;

  private constructor(network: EmbeddedNetwork, directory: string) {
    this.network = network;
    this.#directory = directory;
  }

  /** `colluding`: contracts that dishonest peers run beside the agreement's own, in its namespace. */
  static async open(
    departments: readonly string[] = DEPARTMENTS,
    colluding: readonly ContractClass[] = [],
    agreement: ContractClass = OneDoorContract,
  ): Promise<District> {
    const directory = await mkdtemp(join(tmpdir(), 'onedoor-chaincode-'));
    const mspIds = departments.map(mspIdOf);
    const endorsementPolicy = `OutOf(2, ${mspIds.map((mspId) => `'${mspId}.peer'`).join(', ')})`;
    const network = await EmbeddedNetwork.open({
      directory,
      channel: 'district',
      organisations: mspIds.map((mspId) => ({ mspId })),
      chaincodes: [{ name: CHAINCODE, contracts: [agreement, ...colluding], endorsementPolicy }],
    });
    return new District(network, directory);
  }

  async close(): Promise<void> {
    await this.network.close();
    await rm(this.#directory, { recursive: true });
  }

  /** Endorses as the declaration says, orders, and expects it to be valid. */
  async submit<N extends string, Q extends TSchema, R extends TSchema, T extends TransientSchemas>(
    transaction: Transaction<N, Q, R, T>,
    request: Static<Q>,
    call: Call,
  ): Promise<Done<Static<R>>> {
    const proposal = this.#planned(transaction, request, call);
    const { payload, transactionId, blockNumber } = await this.network.submit(await this.#identity(call), proposal);
    const block = await this.network.block(blockNumber);
    const written = block.transactions.find((one) => one.transactionId === transactionId);
    if (written === undefined) throw new Error('the block does not hold the transaction');
    return { response: parse(payload) as Static<R>, transactionId, written };
  }

  /** Endorses as the declaration says, and leaves the ordering to the test: `network.order`. */
  async endorse<N extends string, Q extends TSchema, R extends TSchema, T extends TransientSchemas>(
    transaction: Transaction<N, Q, R, T>,
    request: Static<Q>,
    call: Call,
  ) {
    return this.network.endorse(await this.#identity(call), this.#planned(transaction, request, call));
  }

  #planned<N extends string, Q extends TSchema, R extends TSchema, T extends TransientSchemas>(
    transaction: Transaction<N, Q, R, T>,
    request: Static<Q>,
    call: Call,
  ) {
    const plan = transaction.endorsers(request);
    const planned = plan.kind === 'alone' ? [plan.department] : [plan.department, ...plan.witnesses.slice(0, 1)];
    const endorsers = (call.endorsers ?? planned).map(mspIdOf);
    return { ...this.#proposal(transaction.name, JSON.stringify(request), call), endorsers };
  }

  /** Asks the peer of one department. */
  async evaluate<N extends string, Q extends TSchema, R extends TSchema, T extends TransientSchemas>(
    transaction: Transaction<N, Q, R, T>,
    request: Static<Q>,
    call: Call & { readonly peer?: string },
  ): Promise<Static<R>> {
    return parse(await this.ask(transaction.name, JSON.stringify(request), call)) as Static<R>;
  }

  /** Sends a text as it is to one department's peer. */
  async ask(name: string, text: string, call: Call & { readonly peer?: string }): Promise<Uint8Array> {
    const peer = mspIdOf(call.peer ?? call.as);
    return this.network.evaluate(await this.#identity(call), { ...this.#proposal(name, text, call), peer });
  }

  #identity({ as, role }: Call) {
    const attributes: Record<string, string> = role === undefined ? {} : { 'onedoor.role': role };
    return this.network.enrol(mspIdOf(as), role ?? 'nobody', attributes);
  }

  #proposal(name: string, text: string, { transient = {} }: Call): Proposal {
    const entries = Object.entries(transient).map(([key, value]) => [key, Buffer.from(JSON.stringify(value))] as const);
    const transaction = `${CHAINCODE}:${name}`;
    return { chaincode: CHAINCODE, transaction, args: [text], transient: Object.fromEntries(entries) };
  }
}

/** Whether the block shows that the department wrote this statement's bytes, which is what makes it believed. */
export function isBorneOut(statement: Statement, { hashedWrites }: DecodedTransaction): boolean {
  const valueHash = createHash('sha256').update(canonicalJson(statement.document)).digest();
  return hashedWrites.some(
    (write) =>
      write.collection === `_implicit_org_${mspIdOf(statement.department)}` &&
      Buffer.from(write.keyHash).toString('base64url') === statement.keyHash &&
      valueHash.equals(write.valueHash),
  );
}

function parse(payload: Uint8Array): unknown {
  return JSON.parse(Buffer.from(payload).toString());
}
