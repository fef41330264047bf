// SPDX-License-Identifier: Apache-2.0
import './quiet-shim.js';
import type { DecodedBlock, DecodedHashedWrite, DecodedTransaction } from '../../../network/embedded/types.js';
import type { NetworkDefinition } from '../../../network/definitions/definition.js';
import type { HashedWrite, LedgerBlock, LedgerTransaction } from '../ledger.js';
import { CONTRACT_NAME } from '../../../chaincode/fabric/onedoor-contract.js';

/** A block as the gateway sees it: what concerns the definition's chaincode, departments instead of organisations. */
export function blockOf(definition: NetworkDefinition, block: DecodedBlock): LedgerBlock {
  return {
    number: block.number,
    hash: base64url(block.hash),
    previousHash: base64url(block.previousHash),
    transactions: block.transactions.map((transaction) => transactionOf(definition, transaction)),
  };
}

function transactionOf(definition: NetworkDefinition, transaction: DecodedTransaction): LedgerTransaction {
  const { chaincode } = definition;
  const call = transaction.chaincode === chaincode ? callOf(transaction.args) : undefined;
  const response = transaction.chaincode === chaincode ? parsed(transaction.response.payload) : undefined;
  return {
    transactionId: transaction.transactionId,
    validationCode: transaction.validationCode,
    creator: { mspId: transaction.creator.mspId },
    timestamp: transaction.timestamp,
    ...(call === undefined ? {} : { call }),
    ...(response === undefined ? {} : { response }),
    writes: transaction.writes
      .filter(({ namespace }) => namespace === chaincode)
      .map(({ key, isDelete, value }) => (isDelete ? { key } : { key, value })),
    hashedWrites: transaction.hashedWrites
      .filter(({ namespace }) => namespace === chaincode)
      .flatMap((write) => hashedWriteOf(definition, write)),
  };
}

/** The first argument names the transaction, with or without its contract; the second is its request. */
function callOf(args: readonly Uint8Array[]): LedgerTransaction['call'] {
  const [first, second] = args;
  if (first === undefined) return undefined;
  const [contract, name] = splitName(new TextDecoder().decode(first));
  return contract === CONTRACT_NAME ? { name, request: second === undefined ? undefined : parsed(second) } : undefined;
}

function splitName(text: string): [contract: string, name: string] {
  const colon = text.indexOf(':');
  return colon < 0 ? [CONTRACT_NAME, text] : [text.slice(0, colon), text.slice(colon + 1)];
}

function hashedWriteOf({ departments }: NetworkDefinition, write: DecodedHashedWrite): HashedWrite[] {
  const department = departments.find(({ mspId }) => write.collection === `_implicit_org_${mspId}`);
  if (department === undefined) return [];
  const keyHash = base64url(write.keyHash);
  const gone = write.isDelete || write.isPurge;
  return [{ department: department.code, keyHash, ...(gone ? {} : { valueHash: base64url(write.valueHash) }) }];
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined; // empty, or not of this agreement
  }
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
