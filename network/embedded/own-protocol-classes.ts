// SPDX-License-Identifier: Apache-2.0
import { createRequire } from 'node:module';

/*
 * All copies of @hyperledger/fabric-protos share one global object, `proto`, and fabric-shim brings an older copy. Where
 * that one is loaded first, our exports would be a mixture of both, with classes that lack what the other's functions
 * ask for. So ours is loaded apart, and then joins what is there: as if it had been first. Imported before anything
 * that uses the classes.
 */

type Names = Record<string, unknown>;
const shared = globalThis as { proto?: Names };
const before = shared.proto;
if (before !== undefined) {
  // The well-known types are google-protobuf's own and stay.
  shared.proto = { google: before['google'] };
  createRequire(import.meta.url)('@hyperledger/fabric-protos');
  addMissing(shared.proto, before);
  shared.proto = before;
}

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
