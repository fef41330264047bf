// SPDX-License-Identifier: Apache-2.0
import './quiet-shim.js';
import { createRequire } from 'node:module';
import { peer } from '@hyperledger/fabric-protos';
import fabric, { Context, Contract } from 'fabric-contract-api';

const { Transaction } = fabric;
// A peer takes messages of the shim's own copy of the protocol's classes only.
const shimRequire = createRequire(createRequire(import.meta.url).resolve('fabric-shim'));
const { ChaincodeMessage } = (shimRequire('@hyperledger/fabric-protos') as { peer: typeof peer }).peer;

/** One write; `collection` is empty for the public state. */
export interface Write {
  readonly type: 'put' | 'delete' | 'purge' | 'policy';
  readonly collection: string;
  readonly key: string;
  /** base64 */
  readonly value: string;
}

export interface Reads {
  readonly collection: string;
  readonly keys: readonly string[];
}

interface Handler {
  _askPeerAndListen(message: object, method: string): Promise<Buffer>;
}

const TYPES = {
  put: peer.WriteRecord.Type.PUT_STATE,
  delete: peer.WriteRecord.Type.DEL_STATE,
  purge: peer.WriteRecord.Type.PURGE_PRIVATE_DATA,
  policy: peer.WriteRecord.Type.PUT_STATE_METADATA,
} as const;

/** Does the same twice over: with one request for each key, and with one request for all. */
export class TurnsContract extends Contract {
  constructor() {
    super('turns');
  }

  @Transaction()
  async Single(ctx: Context, reads: string, writes: string): Promise<string> {
    const values: string[] = [];
    for (const { collection, keys } of JSON.parse(reads) as Reads[]) {
      for (const key of keys) values.push(text(await readOne(ctx, collection, key)));
    }
    for (const write of JSON.parse(writes) as Write[]) await writeOne(ctx, write);
    return JSON.stringify(values);
  }

  @Transaction()
  async Batched(ctx: Context, reads: string, writes: string): Promise<string> {
    const values: string[] = [];
    for (const { collection, keys } of JSON.parse(reads) as Reads[]) {
      const asked = new peer.GetStateMultiple();
      asked.setCollection(collection);
      asked.setKeysList([...keys]);
      const answer = await ask(ctx, peer.ChaincodeMessage.Type.GET_STATE_MULTIPLE, asked.serializeBinary());
      values.push(...peer.GetStateMultipleResult.deserializeBinary(answer).getValuesList_asU8().map(text));
    }
    const batch = new peer.WriteBatchState();
    batch.setRecList((JSON.parse(writes) as Write[]).map(record));
    await ask(ctx, peer.ChaincodeMessage.Type.WRITE_BATCH_STATE, batch.serializeBinary());
    return JSON.stringify(values);
  }

  /** Sends any message: its type, its payload, and perhaps another transaction. An error counts as its message. */
  @Transaction()
  async Send(ctx: Context, type: string, payload: string, transactionId: string): Promise<string> {
    try {
      const answer = await ask(ctx, Number(type), Buffer.from(payload, 'base64'), transactionId);
      return answer.toString('base64');
    } catch (error) {
      return (error as Error).message;
    }
  }
}

export function record({ type, collection, key, value }: Write): peer.WriteRecord {
  const written = new peer.WriteRecord();
  written.setType(TYPES[type]);
  written.setCollection(collection);
  written.setKey(key);
  if (type === 'put') written.setValue(value);
  if (type === 'policy') {
    const metadata = new peer.StateMetadata();
    metadata.setMetakey('VALIDATION_PARAMETER');
    metadata.setValue(value);
    written.setMetadata(metadata);
  }
  return written;
}

function ask({ stub }: Context, type: number, payload: Uint8Array, transactionId = stub.getTxID()): Promise<Buffer> {
  const message = new ChaincodeMessage();
  message.setType(type as 24);
  message.setPayload(payload);
  message.setTxid(transactionId);
  message.setChannelId(stub.getChannelID());
  return (stub as unknown as { handler: Handler }).handler._askPeerAndListen(message, 'PutState');
}

function readOne({ stub }: Context, collection: string, key: string): Promise<Uint8Array> {
  return collection === '' ? stub.getState(key) : stub.getPrivateData(collection, key);
}

async function writeOne({ stub }: Context, { type, collection, key, value }: Write): Promise<void> {
  const bytes = Buffer.from(value, 'base64');
  if (type === 'put')
    await (collection === '' ? stub.putState(key, bytes) : stub.putPrivateData(collection, key, bytes));
  if (type === 'delete') await (collection === '' ? stub.deleteState(key) : stub.deletePrivateData(collection, key));
  if (type === 'purge') await stub.purgePrivateData(collection, key);
  if (type === 'policy') {
    await (collection === ''
      ? stub.setStateValidationParameter(key, bytes)
      : stub.setPrivateDataValidationParameter(collection, key, bytes));
  }
}

function text(value: Uint8Array): string {
  return Buffer.from(value).toString('base64');
}
