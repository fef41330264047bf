// SPDX-License-Identifier: Apache-2.0
import { ledger } from '@hyperledger/fabric-protos';
import { readResults } from '../../network/conformance/support/read-rwset.js';
import { resultsOf } from '../../network/conformance/support/block-metadata.js';

const { rwset } = ledger;

/** Namespace in which a real peer reads the chaincode's definition with every transaction; the twin has none. */
const LIFECYCLE = '_lifecycle';

export interface SetsText {
  /** Bytes of each namespace's set and of its collections' hashed sets, in hexadecimal. */
  readonly bytes: readonly string[];
  /** The same for a reader. */
  readonly read: string;
}

/** The read-write set of an envelope, without what is read of chaincode definitions. */
export function setsText(envelope: Uint8Array): SetsText {
  const results = resultsOf(envelope);
  const sets = rwset.TxReadWriteSet.deserializeBinary(results)
    .getNsRwsetList()
    .filter((set) => set.getNamespace() !== LIFECYCLE);
  return {
    bytes: sets.flatMap((set) => [
      `${set.getNamespace()} ${hex(set.getRwset_asU8())}`,
      ...set
        .getCollectionHashedRwsetList()
        .map(
          (each) =>
            `${set.getNamespace()}#${each.getCollectionName()} ${hex(each.getHashedRwset_asU8())} ${hex(each.getPvtRwsetHash_asU8())}`,
        ),
    ]),
    read: JSON.stringify(readResults(results).filter(({ namespace }) => namespace !== LIFECYCLE)),
  };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
