// SPDX-License-Identifier: Apache-2.0
import { NetworkError, NetworkFailure } from '../errors.js';
import type { CheckedEnvelope } from '../protocol/check-envelope.js';
import type { Outcome } from '../types.js';
import { messageBytes } from './message-bytes.js';

export interface BatchCaps {
  readonly maxMessages: number;
  readonly maxBytes: number;
  readonly absoluteMaxBytes: number;
}

/** What goes into one block together. */
interface Group {
  readonly bytes: number;
  /** In a block with nothing else. */
  readonly isAlone: boolean;
  readonly checked: Promise<readonly CheckedEnvelope[]>;
  readonly resolve: (outcomes: readonly Outcome[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Orders by arrival. There is no timer: what arrives while a block is being made shares the next one, so blocks grow
 * with the load and a lone transaction waits for nobody.
 */
export class Orderer {
  readonly #caps: BatchCaps;
  readonly #check: (envelope: Uint8Array) => Promise<CheckedEnvelope>;
  readonly #commit: (envelopes: readonly CheckedEnvelope[]) => Promise<readonly Outcome[]>;
  readonly #queue: Group[] = [];
  #running: Promise<void> | undefined;
  #stopped: Error | undefined;

  constructor(
    caps: BatchCaps,
    check: (envelope: Uint8Array) => Promise<CheckedEnvelope>,
    commit: (envelopes: readonly CheckedEnvelope[]) => Promise<readonly Outcome[]>,
  ) {
    this.#caps = caps;
    this.#check = check;
    this.#commit = commit;
  }

  /**
   * Resolves when the block is durable and applied, with the outcomes in the order of the envelopes. More than one
   * envelope make a block of their own, in their order, whatever the caps say.
   * @throws {NetworkError} closed, or a message above `absoluteMaxBytes`.
   */
  order(envelopes: readonly Uint8Array[]): Promise<readonly Outcome[]> {
    if (this.#stopped !== undefined) return Promise.reject(this.#stopped);
    const sizes = envelopes.map(messageBytes);
    const allowed = this.#caps.absoluteMaxBytes;
    const tooLarge = sizes.find((size) => size > allowed);
    if (tooLarge !== undefined) {
      return Promise.reject(
        new NetworkError(`message payload is ${tooLarge} bytes and exceeds maximum allowed ${allowed} bytes`),
      );
    }
    return new Promise((resolve, reject) => {
      const checked = Promise.all(envelopes.map(this.#check));
      checked.catch(() => undefined);
      const bytes = sizes.reduce((sum, size) => sum + size, 0);
      this.#queue.push({ bytes, isAlone: envelopes.length > 1, checked, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Lets what was accepted come to its end and takes nothing more. */
  async stop(reason: Error): Promise<void> {
    this.#stopped ??= reason;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#queue.length > 0) {
      // The first must be checked anyway; what arrives meanwhile can still share its block.
      await this.#queue[0]?.checked.catch(() => undefined);
      const groups = this.#cut();
      try {
        await this.#commitGroups(groups);
      } catch (error) {
        for (const group of groups) group.reject(error);
        if (error instanceof NetworkFailure) this.#fail(error);
      }
    }
    this.#running = undefined;
  }

  async #commitGroups(groups: readonly Group[]): Promise<void> {
    const checked = await Promise.all(groups.map((group) => group.checked));
    const outcomes = await this.#commit(checked.flat());
    let from = 0;
    groups.forEach((group, index) => {
      const to = from + (checked[index]?.length ?? 0);
      group.resolve(outcomes.slice(from, to));
      from = to;
    });
  }

  #cut(): Group[] {
    const first = this.#queue.shift();
    if (first === undefined) return [];
    const groups = [first];
    let bytes = first.bytes;
    for (let next = this.#queue[0]; next !== undefined && !first.isAlone && !next.isAlone; next = this.#queue[0]) {
      bytes += next.bytes;
      if (groups.length >= this.#caps.maxMessages || bytes > this.#caps.maxBytes) break;
      groups.push(next);
      this.#queue.shift();
    }
    return groups;
  }

  #fail(error: Error): void {
    this.#stopped ??= error;
    for (const group of this.#queue.splice(0)) group.reject(error);
  }
}
