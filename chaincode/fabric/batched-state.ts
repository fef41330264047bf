// SPDX-License-Identifier: Apache-2.0
import { createRequire } from 'node:module';
import { peer } from '@hyperledger/fabric-protos';
import type { Context } from 'fabric-contract-api';

/** A peer's `maxSizeGetMultipleKeys` and `maxSizeWriteBatch` as they come with it. */
const MOST = 1000;

export type Stub = Context['stub'];

/** A put; without a collection it goes into the public state. */
export interface Put {
  readonly collection: string;
  readonly key: string;
  readonly value: Uint8Array;
}

interface Handler {
  _askPeerAndListen(message: object, method: 'GetState' | 'PutState'): Promise<Uint8Array>;
}

// The shim's stream takes messages of its own copy of the classes only.
const shimRequire = createRequire(createRequire(import.meta.url).resolve('fabric-shim'));
const { ChaincodeMessage } = (shimRequire('@hyperledger/fabric-protos') as { peer: typeof peer }).peer;

/**
 * The values of several keys in one turn to the peer and back, empty where there is none; a collection is '' for the
 * public state. Of a collection a peer answers what it holds, whether or not it fits its hash: a transaction that
 * rests on such a value ends with MVCC_READ_CONFLICT.
 *
 * Only for peers of v3.1 and above: an older one ends the stream, and with it all that the chaincode is doing.
 */
export async function getMany(stub: Stub, collection: string, keys: readonly string[]): Promise<readonly Uint8Array[]> {
  const values: Uint8Array[] = [];
  for (const some of slices(keys)) {
    const request = new peer.GetStateMultiple();
    request.setCollection(collection);
    request.setKeysList([...some]);
    const type = peer.ChaincodeMessage.Type.GET_STATE_MULTIPLE;
    const answer = await ask(stub, type, request.serializeBinary(), 'GetState');
    const found = peer.GetStateMultipleResult.deserializeBinary(answer).getValuesList_asU8();
    // A peer that could not read answers an empty list instead of an error.
    if (found.length !== some.length) throw new Error(`the peer answered ${found.length} of ${some.length} keys`);
    values.push(...found);
  }
  return values;
}

/** Puts all in their order, in one turn. Only for peers of v3.1 and above, as `getMany`. */
export async function putMany(stub: Stub, puts: readonly Put[]): Promise<void> {
  for (const some of slices(puts)) {
    const batch = new peer.WriteBatchState();
    batch.setRecList(some.map(recordOf));
    await ask(stub, peer.ChaincodeMessage.Type.WRITE_BATCH_STATE, batch.serializeBinary(), 'PutState');
  }
}

function recordOf({ collection, key, value }: Put): peer.WriteRecord {
  const record = new peer.WriteRecord();
  record.setType(peer.WriteRecord.Type.PUT_STATE);
  record.setCollection(collection);
  record.setKey(key);
  record.setValue(value);
  return record;
}

function ask(
  stub: Stub,
  type: peer.ChaincodeMessage.TypeMap[keyof peer.ChaincodeMessage.TypeMap],
  payload: Uint8Array,
  method: 'GetState' | 'PutState',
): Promise<Uint8Array> {
  const message = new ChaincodeMessage();
  message.setType(type);
  message.setPayload(payload);
  message.setTxid(stub.getTxID());
  message.setChannelId(stub.getChannelID());
  return (stub as unknown as { readonly handler: Handler }).handler._askPeerAndListen(message, method);
}

function slices<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / MOST) }, (_, index) =>
    all.slice(index * MOST, (index + 1) * MOST),
  );
}
