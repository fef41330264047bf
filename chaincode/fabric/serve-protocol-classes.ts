// SPDX-License-Identifier: Apache-2.0
import { createRequire } from 'node:module';

/*
 * All copies of @hyperledger/fabric-protos share one global object, `proto`. A server answers with classes of the shim's
 * own, older copy only; batched turns need ours, which knows more messages. Loaded one after the other, each would
 * export a mixture of both. So the shim comes first, ours is loaded apart, and what only ours has joins the shim's.
 * Imported before any contract.
 */

process.env.CORE_CHAINCODE_LOGGING_LEVEL ??= 'critical';

type Names = Record<string, unknown>;
const require = createRequire(import.meta.url);
const shared = globalThis as { proto?: Names };
require('fabric-shim');
const shims = shared.proto ?? {};
// The well-known types are google-protobuf's own and stay.
shared.proto = { google: shims.google };
require('@hyperledger/fabric-protos');
addMissing(shared.proto, shims);
shared.proto = shims;

function addMissing(from: Names, into: Names): void {
  for (const [name, value] of Object.entries(from)) {
    const known = into[name];
    if (known === undefined) into[name] = value;
    else if (isNames(known) && isNames(value)) addMissing(value, known);
  }
}

/** A package of messages; messages are functions. */
function isNames(value: unknown): value is Names {
  return typeof value === 'object' && value !== null;
}
