// SPDX-License-Identifier: Apache-2.0

/**
 * The disk did not confirm what was written. It may be there or not, and asking again proves nothing: after a failed sync
 * a kernel may count pages as written that are lost.
 */
export class UnconfirmedSync extends Error {
  override readonly name = 'UnconfirmedSync';

  constructor(path: string, cause: unknown) {
    super(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
