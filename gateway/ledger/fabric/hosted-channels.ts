// SPDX-License-Identifier: Apache-2.0
import type { DecodedBlock } from '../../../network/embedded/types.js';
import { DepartmentNotHosted } from '../department-not-hosted.js';
import { LedgerUnavailable } from '../ledger-errors.js';
import { ChannelError } from './channel-error.js';
import type { BlockOutcomes, StreamOptions } from './drivers/channel-driver.js';
import type { FabricChannel } from './fabric-channel.js';
import { resumedStream } from './resumed-stream.js';

/**
 * The clients of the departments that this gateway hosts. What is nobody's own is asked of the first one's peer, and of
 * the next one's where that does not answer: they all have the same blocks.
 */
export class HostedChannels {
  readonly #channels: ReadonlyMap<string, FabricChannel>;
  readonly #end = new AbortController();
  #following: Promise<void>[] = [];
  #preferred = 0;

  /** @param channels at least one, by department. */
  constructor(channels: ReadonlyMap<string, FabricChannel>) {
    this.#channels = channels;
  }

  /** @throws {DepartmentNotHosted} */
  of(department: string): FabricChannel {
    const channel = this.#channels.get(department);
    if (channel === undefined) throw new DepartmentNotHosted(department);
    return channel;
  }

  /** For what may go through any peer: the department's own, or another where it is not hosted any more. */
  any(department: string): FabricChannel {
    return this.#channels.get(department) ?? this.#current;
  }

  /** Asks one department's peer after the other until one answers. @throws {LedgerUnavailable} none does. */
  async ask<T>(question: (channel: FabricChannel) => Promise<T>): Promise<T> {
    const failures: string[] = [];
    for (;;) {
      const channel = this.#current;
      try {
        return await question(channel);
      } catch (error) {
        if (!(error instanceof ChannelError || error instanceof LedgerUnavailable)) throw error;
        failures.push(`${channel.name}: ${error.message}`);
        if (failures.length >= this.#channels.size) throw new LedgerUnavailable(failures[0] ?? '', { cause: error });
        this.#passOver(channel);
      }
    }
  }

  /** Decoded blocks in order, then live ones, until the signal aborts; whichever peer gives them. */
  blocks(options: StreamOptions): AsyncGenerator<DecodedBlock> {
    const open = (from: StreamOptions): AsyncIterable<DecodedBlock> => this.#connection(from);
    const isBehind = (next: bigint) => this.ask(async (channel) => (await channel.height()) > next);
    return resumedStream({ open, numberOf: ({ number }) => number, isBehind }, options);
  }

  /** Tells what each department's own peer commits, from the present height on, which is answered. @throws {LedgerUnavailable} */
  async follow(observed: (department: string, block: BlockOutcomes) => void): Promise<bigint> {
    const { signal } = this.#end;
    const from = await this.ask((channel) => channel.height());
    this.#following = [...this.#channels].map(async ([department, channel]) => {
      for await (const block of channel.outcomes({ from, signal })) observed(department, block);
    });
    return from;
  }

  async close(): Promise<void> {
    this.#end.abort();
    await Promise.all(this.#following);
    for (const channel of this.#channels.values()) await channel.close();
  }

  get #current(): FabricChannel {
    const channels = [...this.#channels.values()];
    const current = channels[this.#preferred % channels.length];
    if (current === undefined) throw new Error('this gateway hosts no department');
    return current;
  }

  #passOver(channel: FabricChannel): void {
    if (channel === this.#current) this.#preferred += 1;
  }

  /** However it ends, the next one is made to another peer: this one may be gone without a word. */
  async *#connection(from: StreamOptions): AsyncGenerator<DecodedBlock> {
    const channel = this.#current;
    try {
      yield* channel.connection(from);
    } finally {
      this.#passOver(channel);
    }
  }
}
