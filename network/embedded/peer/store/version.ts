// SPDX-License-Identifier: Apache-2.0

/** Height of a write: the block and the place of its transaction in it. */
export interface Version {
  readonly block: number;
  readonly tx: number;
}

/** Absent equals absent; otherwise both numbers must be equal. Versions are not compared for order. */
export function sameVersion(left: Version | undefined, right: Version | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return left.block === right.block && left.tx === right.tx;
}

/** As a peer writes it into its error texts. */
export function describeVersion(version: Version | undefined): string {
  return version === undefined ? '<nil>' : `{BlockNum: ${version.block}, TxNum: ${version.tx}}`;
}
