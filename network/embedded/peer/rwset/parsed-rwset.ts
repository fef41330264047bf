// SPDX-License-Identifier: Apache-2.0
import type { Version } from '../store/version.js';
import type { RangeQuery } from './range-query.js';

export interface ParsedRead {
  /** A public key, or the hash of a private one in hexadecimal. */
  readonly key: string;
  readonly version: Version | undefined;
}

export interface ParsedWrite {
  readonly key: string;
  /** Value of a public key, hash of the value of a private one; nothing = deleted. */
  readonly value: Uint8Array | undefined;
  readonly isPurge: boolean;
}

export interface ParsedMetadataWrite {
  readonly key: string;
  /** As the state keeps it; nothing = removed. */
  readonly metadata: Uint8Array | undefined;
}

interface Accesses {
  readonly reads: readonly ParsedRead[];
  readonly writes: readonly ParsedWrite[];
  readonly metadataWrites: readonly ParsedMetadataWrite[];
}

/** What a transaction did to the hashes of a collection. */
export interface ParsedCollection extends Accesses {
  readonly name: string;
  /** Hash over the values that travel beside the chain; empty if there are none. */
  readonly privateHash: Uint8Array;
}

/** What a transaction did to the state of one chaincode. */
export interface ParsedNamespace extends Accesses {
  readonly name: string;
  readonly ranges: readonly RangeQuery[];
  readonly collections: readonly ParsedCollection[];
}

export type ParsedRwset = readonly ParsedNamespace[];

/** Values of private writes, by namespace and collection. */
export interface ParsedPrivateCollection {
  readonly namespace: string;
  readonly collection: string;
  /** The bytes over which the hash on chain was taken. */
  readonly bytes: Uint8Array;
  readonly writes: readonly ParsedWrite[];
  /** Keys whose metadata changed. */
  readonly metadataKeys: readonly string[];
}
