// SPDX-License-Identifier: Apache-2.0
import './quiet-shim.js';
import { CONTRACT_NAME } from '../../../chaincode/fabric/onedoor-contract.js';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import type { NetworkDefinition } from '../../../network/definitions/definition.js';
import type { Transient } from '../ledger.js';

/** A call of the agreement's chaincode, as a proposal carries it. */
export interface ChaincodeCall {
  readonly chaincode: string;
  /** `contract:Name`. */
  readonly transaction: string;
  readonly args: readonly string[];
  readonly transient: Readonly<Record<string, Uint8Array>>;
}

/** Request and private parts in the form that every peer gets. */
export function callOf(
  definition: NetworkDefinition,
  transaction: { readonly name: string },
  request: unknown,
  transient: Transient = {},
): ChaincodeCall {
  const encoder = new TextEncoder();
  return {
    chaincode: definition.chaincode,
    transaction: `${CONTRACT_NAME}:${transaction.name}`,
    args: [canonicalJson(request)],
    transient: Object.fromEntries(
      Object.entries(transient).map(([name, value]) => [name, encoder.encode(canonicalJson(value))]),
    ),
  };
}
