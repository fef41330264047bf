// SPDX-License-Identifier: Apache-2.0

/** The read model does not belong to this ledger or to this version of the software. It can always be made again. */
export class ReadModelMismatch extends Error {
  override readonly name = 'ReadModelMismatch';
  readonly remedy = 'onedoor readmodel rebuild';

  constructor(reason: string, options?: ErrorOptions) {
    super(`the read model cannot be used: ${reason}. Remedy: onedoor readmodel rebuild`, options);
  }
}
