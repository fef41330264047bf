// SPDX-License-Identifier: Apache-2.0
import type { PrivateResults } from '../seams.js';
import { historyKey, stateKey } from '../store/keys.js';
import type { StoreOperation } from '../store/state-store.js';
import { encodeVersionedValue } from '../store/versioned-value.js';
import type { CommittedBlock } from './committed-block.js';
import { expire, scheduleExpiry } from './expiry.js';
import { encodeHistoryEntry } from './history-entry.js';
import { PrivateUpdates } from './private-updates.js';
import { purgedStoredKeys } from './purged-values.js';

/**
 * Everything that a block changes in the store. Private values that are missing are left out, as on a peer that did not
 * get them; values that do not belong to the hashes on chain are an error.
 */
export async function blockOperations(
  block: CommittedBlock,
  privateResults: PrivateResults,
): Promise<StoreOperation[]> {
  const privates = new PrivateUpdates(block, privateResults);
  const expired = await expire(block, privates);
  const purged = await purgedStoredKeys(block, privates);
  return [
    ...expired,
    ...purged.map((key): StoreOperation => ({ type: 'del', key })),
    ...stateOperations(block),
    ...privateOperations(privates),
    ...historyOperations(block),
    ...scheduleExpiry(block, privates),
  ];
}

function stateOperations({ updates }: CommittedBlock): StoreOperation[] {
  return Array.from(updates.all(), ([namespace, key, { version, value, metadata }]) =>
    operation(stateKey(namespace, key), value && encodeVersionedValue({ version, value, metadata })),
  );
}

function privateOperations({ byStoredKey }: PrivateUpdates): StoreOperation[] {
  return Array.from(byStoredKey, ([key, { version, value }]) =>
    operation(key, value && encodeVersionedValue({ version, value, metadata: undefined })),
  );
}

function operation(key: string, value: Buffer | undefined): StoreOperation {
  return value === undefined ? { type: 'del', key } : { type: 'put', key, value };
}

function historyOperations({ number, valid }: CommittedBlock): StoreOperation[] {
  return valid.flatMap(({ place, transaction: { transactionId, timestamp }, rwset }) =>
    rwset.flatMap(({ name, writes }) =>
      writes.map(({ key, value }): StoreOperation => {
        const written = { isDelete: value === undefined, value: value ?? new Uint8Array() };
        const entry = encodeHistoryEntry({ txId: transactionId, timestamp, ...written });
        return { type: 'put', key: historyKey(name, key, number, place), value: entry };
      }),
    ),
  );
}
