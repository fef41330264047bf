// SPDX-License-Identifier: Apache-2.0

/** The end of an answer on a connection, and what it was. */
export interface Answered {
  readonly status: number;
  readonly body: Buffer;
}

/**
 * Cuts what arrives on a connection into answers. It knows what servers that are asked for JSON send: a status line
 * and a length; anything else is an error.
 */
export class AnswerReader {
  #waiting: Buffer = Buffer.alloc(0);

  /** Takes what arrived; answers the response if it is complete. One request at a time is under way. */
  add(chunk: Buffer): Answered | undefined {
    const all = this.#waiting.length === 0 ? chunk : Buffer.concat([this.#waiting, chunk]);
    const head = all.indexOf('\r\n\r\n');
    if (head < 0) {
      this.#waiting = all;
      return undefined;
    }
    const text = all.toString('latin1', 0, head);
    const length = /\r\ncontent-length: *(\d+)/iu.exec(text)?.[1];
    const status = Number(text.slice(9, 12));
    if (length === undefined && status !== 204) throw new Error('an answer without a length');
    const end = head + 4 + Number(length ?? 0);
    if (all.length < end) {
      this.#waiting = all;
      return undefined;
    }
    if (all.length > end) throw new Error('more than was asked for');
    this.#waiting = Buffer.alloc(0);
    return { status, body: all.subarray(head + 4, end) };
  }
}
