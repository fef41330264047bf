// SPDX-License-Identifier: Apache-2.0
import { LedgerFault } from '../ledger-fault.js';

/** Knows how large a transaction may be, so that none is sent that every orderer refuses. */
export class LargestTransaction {
  readonly #ask: () => Promise<number>;
  #known: number | undefined;

  /** @param ask the bytes that the channel's configuration allows a transaction; what rejects is left to the orderers. */
  constructor(ask: () => Promise<number>) {
    this.#ask = ask;
  }

  /** @throws {LedgerFault} it is larger than the channel allows: nobody would ever order it. */
  async demand({ transactionId, envelope }: { readonly transactionId: string; readonly envelope: Uint8Array }) {
    if (envelope.length <= (this.#known ?? 0)) return;
    this.#known = await this.#ask().catch(() => undefined); // it may have been raised
    if (this.#known === undefined || envelope.length <= this.#known) return;
    const said = `message payload is ${envelope.length} bytes and exceeds maximum allowed ${this.#known} bytes`;
    throw new LedgerFault(transactionId, `${said}: nothing was ordered`);
  }
}
