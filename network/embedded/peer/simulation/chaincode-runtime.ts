// SPDX-License-Identifier: Apache-2.0
import { msp, peer } from '@hyperledger/fabric-protos';
import type { ChaincodeDefinition } from '../../types.js';
import type { ChaincodeAnswer, Invocation } from '../seams.js';
import type { CollectionAccess } from './access.js';
import { createChaincodeInstance } from './chaincode-instance.js';
import { fabricShim } from './fabric-shim.js';
import type { ShimChaincode, ShimResponse, ShimStub } from './fabric-shim.js';
import { refuseSharedObjectNames } from './object-names.js';
import type { Simulator } from './simulator.js';
import { StubHandler } from './stub-handler.js';
import { withTimeLimit } from './time-limit.js';
import { rememberAccess } from './transaction-context.js';
import type { CalleeResponse, TransactionContext } from './transaction-context.js';

export interface RuntimeOptions {
  readonly channel: string;
  readonly mspIds: readonly string[];
  readonly chaincodes: readonly ChaincodeDefinition[];
  readonly access: CollectionAccess;
  /** Milliseconds. */
  readonly executeTimeout: number;
}

/** What stays the same through a simulation, whichever chaincode runs. */
interface Execution {
  readonly mspId: string;
  readonly invocation: Invocation;
  readonly simulator: Simulator;
}

/** Runs contracts through the shim's own dispatcher and stub: one instance per organisation and chaincode. */
export class ChaincodeRuntime {
  readonly #options: RuntimeOptions;
  readonly #instances = new Map<string, ShimChaincode>();
  /** Transactions that run now, by instance: a second one with the same id is refused. */
  readonly #running = new Set<string>();

  /** Throws where a contract class cannot be loaded or two chaincodes get in each other's way. */
  constructor(options: RuntimeOptions) {
    this.#options = options;
    for (const mspId of options.mspIds) {
      const named = options.chaincodes.map((chaincode) => ({
        name: chaincode.name,
        contracts: chaincode.contracts,
        instance: createChaincodeInstance(chaincode),
      }));
      refuseSharedObjectNames(named);
      for (const { name, instance } of named) this.#instances.set(instanceKey(mspId, name), instance);
    }
  }

  /** The chaincode's answer, whatever its status. Rejects where a peer has none to give. */
  async execute(execution: Execution): Promise<ChaincodeAnswer> {
    const { chaincode, args, transactionId } = execution.invocation;
    try {
      const { response, stub } = await this.#run(execution, chaincode, args);
      const answer = { status: response.status, message: response.message ?? '', payload: payloadOf(response) };
      const event = stub.chaincodeEvent;
      if (event === undefined) return answer;
      return { ...answer, event: { name: event.getEventName(), payload: event.getPayload_asU8() } };
    } catch (error) {
      throw new Error(`failed to execute transaction ${transactionId}: ${messageOf(error)}`);
    }
  }

  async #run(
    execution: Execution,
    chaincode: string,
    args: readonly Uint8Array[],
  ): Promise<{ response: ShimResponse; stub: ShimStub }> {
    const { channel, executeTimeout } = this.#options;
    const key = instanceKey(execution.mspId, chaincode);
    const instance = this.#instances.get(key);
    if (instance === undefined) {
      throw new Error(
        `invalid invocation: [channel ${channel}] failed to get chaincode container info for ${chaincode}: namespace ${chaincode} is not defined`,
      );
    }
    const { transactionId } = execution.invocation;
    const running = `${key}\0${transactionId}`;
    if (this.#running.has(running)) throw new Error(`error sending: txid: ${transactionId}(${channel}) exists`);
    this.#running.add(running);
    const handler = new StubHandler(this.#context(execution, chaincode));
    try {
      const stub = this.#stub(execution, handler, args);
      return { response: await withTimeLimit(instance.Invoke(stub), executeTimeout), stub };
    } finally {
      this.#running.delete(running);
      await handler.end();
    }
  }

  #stub({ mspId, invocation }: Execution, handler: StubHandler, args: readonly Uint8Array[]): ShimStub {
    const proposal = peer.SignedProposal.deserializeBinary(invocation.signedProposal);
    const input = { getArgsList_asU8: () => args };
    const stub = new (fabricShim().Stub)(handler, invocation.channel, invocation.transactionId, input, proposal);
    // The shim reads it from the environment, of which all organisations here share one.
    stub.getMspID = () => mspId;
    return stub;
  }

  #context(execution: Execution, chaincode: string): TransactionContext {
    const { mspId, invocation, simulator } = execution;
    const creator = () => ({
      mspId: invocation.creatorMspId,
      certificate: Buffer.from(
        msp.SerializedIdentity.deserializeBinary(invocation.creator).getIdBytes_asU8(),
      ).toString(),
    });
    return {
      mspId,
      invocation,
      simulator,
      namespace: chaincode,
      access: rememberAccess(this.#options.access, chaincode, creator),
      invoke: (name, args) => this.#invoke(execution, name, args),
    };
  }

  /** Another chaincode of the channel in the same simulation; its event is dropped, its writes stay whatever it answers. */
  async #invoke(execution: Execution, address: string, args: readonly Uint8Array[]): Promise<CalleeResponse> {
    const [name = '', channel = ''] = address.split(/\/(.*)/s);
    // What a peer says of a channel that it has not joined: the check of the caller's rights there comes first.
    if (channel !== '' && channel !== this.#options.channel) {
      throw new Error(`Failed to get policy manager for channel [${channel}]`);
    }
    try {
      const { response } = await this.#run(execution, name.split(':')[0] ?? '', args);
      return {
        status: response.status,
        message: response.message ?? '',
        payload: Buffer.from(payloadOf(response)),
      };
    } catch (error) {
      throw new Error(`execute failed: ${messageOf(error)}`);
    }
  }
}

function instanceKey(mspId: string, chaincode: string): string {
  return `${mspId}\0${chaincode}`;
}

function payloadOf(response: ShimResponse): Uint8Array {
  return response.payload ?? new Uint8Array();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
