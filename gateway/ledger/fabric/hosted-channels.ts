// SPDX-License-Identifier: Apache-2.0
import { DepartmentNotHosted } from '../department-not-hosted.js';
import { LedgerUnavailable } from '../ledger-errors.js';
import type { BlockOutcomes } from './drivers/channel-driver.js';
import type { FabricChannel } from './fabric-channel.js';

/** The clients of the departments that this gateway hosts; the first one's peer is asked what is nobody's own. */
export class HostedChannels {
  readonly #channels: ReadonlyMap<string, FabricChannel>;
  readonly #end = new AbortController();
  #following: Promise<void>[] = [];

  constructor(channels: ReadonlyMap<string, FabricChannel>) {
    this.#channels = channels;
  }

  get main(): FabricChannel {
    const [main] = this.#channels.values();
    if (main === undefined) throw new Error('this gateway hosts no department');
    return main;
  }

  /** @throws {DepartmentNotHosted} */
  of(department: string): FabricChannel {
    const channel = this.#channels.get(department);
    if (channel === undefined) throw new DepartmentNotHosted(department);
    return channel;
  }

  /** For what may go through any peer: the department's own, or the first where it is not hosted any more. */
  any(department: string): FabricChannel {
    return this.#channels.get(department) ?? this.main;
  }

  /** Tells what each department's own peer commits, from the height that it has now. @throws {LedgerUnavailable} one gives none. */
  async follow(observed: (department: string, block: BlockOutcomes) => void): Promise<void> {
    const { signal } = this.#end;
    const begin = async ([department, channel]: [string, FabricChannel]): Promise<void> => {
      const from = await channel.height().catch((cause: unknown) => {
        throw new LedgerUnavailable(`${channel.name}: ${cause instanceof Error ? cause.message : String(cause)}`, {
          cause,
        });
      });
      const following = async (): Promise<void> => {
        for await (const block of channel.outcomes({ from, signal })) observed(department, block);
      };
      this.#following.push(following());
    };
    await Promise.all([...this.#channels].map(begin));
  }

  async close(): Promise<void> {
    this.#end.abort();
    await Promise.all(this.#following);
    for (const channel of this.#channels.values()) await channel.close();
  }
}
