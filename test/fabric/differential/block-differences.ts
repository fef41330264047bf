// SPDX-License-Identifier: Apache-2.0
import type { DecodedBlock, DecodedTransaction } from '../../../network/embedded/index.js';

/** Transaction by transaction what two blocks that should say the same say differently, by the real transaction's id. */
export function blockDifferences(
  real: DecodedBlock,
  own: DecodedBlock,
  ids: ReadonlyMap<string, string>,
): (readonly [transactionId: string, difference: string])[] {
  return real.transactions.flatMap((transaction, index) => {
    const expected = ids.get(transaction.transactionId);
    if (expected === undefined) return [];
    const [onFabric, onEmbedded] = [textOf(transaction, expected), textOf(own.transactions[index])];
    if (onFabric === onEmbedded) return [];
    const place = `transaction ${index} of block ${real.number}`;
    return [[transaction.transactionId, `${place}\n  on Fabric:   ${onFabric}\n  on embedded: ${onEmbedded}`] as const];
  });
}

function textOf(transaction: DecodedTransaction | undefined, transactionId?: string): string {
  if (transaction === undefined) return 'is not there';
  const { validationCode, event, writes, hashedWrites, args, response, chaincode, timestamp } = transaction;
  return JSON.stringify({
    transactionId: transactionId ?? transaction.transactionId,
    validationCode,
    event: event && [event.name, hex(event.payload)],
    writes: writes.map((write) => ({ ...write, value: hex(write.value) })),
    hashedWrites: hashedWrites.map((write) => ({
      ...write,
      keyHash: hex(write.keyHash),
      valueHash: hex(write.valueHash),
    })),
    args: args.map(hex),
    status: response.status,
    endorsers: transaction.endorsers.map(({ mspId }) => mspId).sort(),
    creator: transaction.creator.mspId,
    chaincode,
    timestamp,
  });
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
