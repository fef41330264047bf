// SPDX-License-Identifier: Apache-2.0

/** The gateway could not be reached, or the connection broke before the answer was complete. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly url: string;

  constructor(url: string, options?: ErrorOptions) {
    super(`no answer from ${url}`, options);
    this.url = url;
  }
}
