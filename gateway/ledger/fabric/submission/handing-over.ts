// SPDX-License-Identifier: Apache-2.0
import type { SignedTransaction } from '../drivers/channel-driver.js';

/** A department's way to ordering, as a delivery needs it. */
export interface HandingOver {
  /** Resolves when an orderer has taken it. @throws {ChannelError} */
  send(transaction: SignedTransaction): Promise<void>;
  /** Number of blocks that the department's peer has. @throws {ChannelError} */
  height(): Promise<bigint>;
  /** What the department's peer knows of a transaction. @throws {ChannelError} */
  transaction(
    transactionId: string,
  ): Promise<{ readonly validationCode: string; readonly blockNumber: bigint } | undefined>;
}
