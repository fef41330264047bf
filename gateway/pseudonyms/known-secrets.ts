// SPDX-License-Identifier: Apache-2.0

/** The secrets that were asked for last, so that most questions need no look into the file. */
export class KnownSecrets {
  readonly #most: number;
  /** By the lookup as text, oldest use first. */
  readonly #secrets = new Map<string, Uint8Array>();

  constructor(most: number) {
    this.#most = most;
  }

  get(lookup: string): Uint8Array | undefined {
    const secret = this.#secrets.get(lookup);
    if (secret !== undefined) this.add(lookup, secret);
    return secret;
  }

  add(lookup: string, secret: Uint8Array): void {
    this.#secrets.delete(lookup);
    this.#secrets.set(lookup, secret);
    if (this.#secrets.size <= this.#most) return;
    const [oldest] = this.#secrets.keys();
    if (oldest !== undefined) this.#secrets.delete(oldest);
  }
}
