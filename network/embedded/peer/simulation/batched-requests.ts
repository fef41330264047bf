// SPDX-License-Identifier: Apache-2.0
import { peer } from '@hyperledger/fabric-protos';
import * as requests from './state-requests.js';
import type { TransactionContext } from './transaction-context.js';

const { GetStateMultiple, GetStateMultipleResult, WriteBatchState, WriteRecord } = peer;
type WriteRecord = peer.WriteRecord;

interface BatchedRequest {
  readonly type: 'WRITE_BATCH_STATE' | 'GET_STATE_MULTIPLE';
  /** Takes the payload of the request, gives that of the answer. */
  answer(context: TransactionContext, payload: Uint8Array): Uint8Array;
}

/** The requests of peers from v3.1 on for which the shim has no call of its own, by the number of their type. */
export const BATCHED_REQUESTS: ReadonlyMap<number, BatchedRequest> = new Map<number, BatchedRequest>([
  [peer.ChaincodeMessage.Type.WRITE_BATCH_STATE, { type: 'WRITE_BATCH_STATE', answer: writeBatch }],
  [peer.ChaincodeMessage.Type.GET_STATE_MULTIPLE, { type: 'GET_STATE_MULTIPLE', answer: getMultiple }],
]);

/** In the order of the records; what stood before one that is refused stays written. */
function writeBatch(context: TransactionContext, payload: Uint8Array): Uint8Array {
  const batch = parsed(() => WriteBatchState.deserializeBinary(payload));
  for (const record of batch.getRecList()) write(context, record);
  return new Uint8Array();
}

function write(context: TransactionContext, record: WriteRecord): void {
  const [collection, key] = [record.getCollection(), record.getKey()];
  switch (record.getType()) {
    case WriteRecord.Type.PUT_STATE:
      requests.putState(context, collection, key, record.getValue_asU8());
      return;
    case WriteRecord.Type.DEL_STATE:
      requests.putState(context, collection, key, new Uint8Array());
      return;
    case WriteRecord.Type.PURGE_PRIVATE_DATA:
      requests.purgeState(context, collection, key);
      return;
    case WriteRecord.Type.PUT_STATE_METADATA: {
      const metadata = record.getMetadata();
      const entry = [metadata?.getMetakey() ?? '', metadata?.getValue_asU8() ?? new Uint8Array()] as const;
      requests.putMetadata(context, collection, key, new Map([entry]));
      return;
    }
    case WriteRecord.Type.UNDEFINED:
    default:
      throw new Error('unknown operation type');
  }
}

/** One value for each key, in the order of the keys; empty where there is none. */
function getMultiple(context: TransactionContext, payload: Uint8Array): Uint8Array {
  const asked = parsed(() => GetStateMultiple.deserializeBinary(payload));
  const result = new GetStateMultipleResult();
  result.setValuesList([...requests.getStates(context, asked.getCollection(), asked.getKeysList())]);
  return result.serializeBinary();
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new Error(`unmarshal failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
