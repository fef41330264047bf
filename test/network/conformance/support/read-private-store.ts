// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { ledger } from '@hyperledger/fabric-protos';
import { PrivateStore } from '../../../../network/embedded/blocks/private-store.js';
import type { EmbeddedSteps } from './embedded-steps.js';

const { rwset } = ledger;

/** What the private store keeps for each block, `collection/key=value`; opens the network again afterwards. */
export async function readPrivateStore(network: EmbeddedSteps): Promise<ReadonlyMap<bigint, readonly string[]>> {
  const { height } = network.network;
  await network.network.close();
  const store = await PrivateStore.open(join(network.options.directory, 'private'), Number(height));
  const kept = new Map<bigint, string[]>();
  try {
    for (let number = 0n; number < height; number += 1n) {
      const results = await store.read(Number(number));
      const writes = [...results.values()].flatMap(readWrites);
      if (writes.length > 0) kept.set(number, writes);
    }
  } finally {
    await store.close();
  }
  await network.reopen();
  return kept;
}

/** The writes of a `rwset.TxPvtReadWriteSet`, as above. */
export function readWrites(bytes: Uint8Array): string[] {
  return rwset.TxPvtReadWriteSet.deserializeBinary(bytes)
    .getNsPvtRwsetList()
    .flatMap((namespace) => namespace.getCollectionPvtRwsetList())
    .flatMap((collection) =>
      rwset.kvrwset.KVRWSet.deserializeBinary(collection.getRwset_asU8())
        .getWritesList()
        .map((write) => {
          const value = Buffer.from(write.getValue_asU8()).toString();
          return `${collection.getCollectionName()}/${write.getKey()}=${value}`;
        }),
    );
}
