// SPDX-License-Identifier: Apache-2.0
import { peer } from '@hyperledger/fabric-protos';

/** Name of Fabric's `TxValidationCode`, e.g. `MVCC_READ_CONFLICT`. */
export type ValidationCode = keyof typeof peer.TxValidationCode;

const NAMES: ReadonlyMap<number, ValidationCode> = new Map(
  (Object.keys(peer.TxValidationCode) as ValidationCode[]).map((name) => [peer.TxValidationCode[name], name]),
);

/** The number that stands in a block. */
export function codeNumber(code: ValidationCode): number {
  return peer.TxValidationCode[code];
}

/** The name of a number in a block; NOT_VALIDATED for what is no code. */
export function codeName(number: number | undefined): ValidationCode {
  return NAMES.get(number ?? -1) ?? 'NOT_VALIDATED';
}
