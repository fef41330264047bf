// SPDX-License-Identifier: Apache-2.0
import type { TransactionContext } from './transaction-context.js';

function checkRead(context: TransactionContext, collection: string): void {
  if (!context.access(collection).read) refuse(context, collection, 'read');
}

function checkWrite(context: TransactionContext, collection: string): void {
  if (!context.access(collection).write) refuse(context, collection, 'write');
}

function refuse({ namespace }: TransactionContext, collection: string, what: 'read' | 'write'): never {
  throw new Error(
    `tx creator does not have ${what} access permission on privatedata in chaincodeName:${namespace} collectionName: ${collection}`,
  );
}

/*
 * What a peer does with the single-key requests of chaincode. An empty collection means public state.
 */

export function getState(context: TransactionContext, collection: string, key: string): Uint8Array {
  const { simulator, namespace } = context;
  if (collection === '') return simulator.getState(namespace, key);
  checkRead(context, collection);
  return simulator.getPrivateData(namespace, collection, key);
}

/** Several keys at once. */
export function getStates(
  context: TransactionContext,
  collection: string,
  keys: readonly string[],
): readonly Uint8Array[] {
  const { simulator, namespace } = context;
  if (collection === '') return simulator.getStates(namespace, keys);
  checkRead(context, collection);
  return simulator.getPrivateDataOf(namespace, collection, keys);
}

/** Without a check of the caller: hashes are public. */
export function getPrivateDataHash(context: TransactionContext, collection: string, key: string): Uint8Array {
  return context.simulator.getPrivateDataHash(context.namespace, collection, key);
}

export function putState(context: TransactionContext, collection: string, key: string, value: Uint8Array): void {
  const { simulator, namespace } = context;
  if (collection === '') {
    simulator.setState(namespace, key, value);
    return;
  }
  checkWrite(context, collection);
  simulator.setPrivateData(namespace, collection, key, value);
}

export function purgeState(context: TransactionContext, collection: string, key: string): void {
  if (collection === '') throw new Error('only applicable for private data');
  checkWrite(context, collection);
  context.simulator.purgePrivateData(context.namespace, collection, key);
}

export function getMetadata(
  context: TransactionContext,
  collection: string,
  key: string,
): ReadonlyMap<string, Uint8Array> {
  const { simulator, namespace } = context;
  if (collection === '') return simulator.getStateMetadata(namespace, key);
  checkRead(context, collection);
  return simulator.getPrivateDataMetadata(namespace, collection, key);
}

export function putMetadata(
  context: TransactionContext,
  collection: string,
  key: string,
  metadata: ReadonlyMap<string, Uint8Array>,
): void {
  const { simulator, namespace } = context;
  if (collection === '') {
    simulator.setStateMetadata(namespace, key, metadata);
    return;
  }
  checkWrite(context, collection);
  simulator.setPrivateDataMetadata(namespace, collection, key, metadata);
}

/** Rows of a private collection; pages are ignored there. */
export function scanPrivate(context: TransactionContext, collection: string, start: string, end: string) {
  checkRead(context, collection);
  return context.simulator.scanPrivateData(context.namespace, collection, start, end);
}

/** Rich queries: the same checks as a peer makes, then LevelDB's refusal. */
export function richQuery(context: TransactionContext, collection: string, paginated: boolean): never {
  if (collection !== '') {
    checkRead(context, collection);
    context.simulator.beforePrivateQuery(context.namespace, collection);
  } else if (paginated) {
    context.simulator.beforePagedQuery();
    throw new Error('ExecuteQueryWithMetadata not supported for leveldb');
  }
  throw new Error('ExecuteQuery not supported for leveldb');
}
