// SPDX-License-Identifier: Apache-2.0

/** A chaincode as the network is to run it: one server process per department. */
export interface ChaincodeSetting {
  readonly name: string;
  /** Version of the definition that the departments approve. */
  readonly version: string;
  /** SHA-256 of the build, in hex; part of the package's label and compared with what each server reports. */
  readonly digest?: string;
  /** Program and arguments of the server; paths are absolute. */
  readonly command: readonly [string, ...string[]];
  readonly environment?: Readonly<Record<string, string>>;
  readonly endorsement: { readonly signature: string } | { readonly channelPolicy: string };
  /** As in a `collections_config.json`. */
  readonly collections?: readonly unknown[];
}
