// SPDX-License-Identifier: Apache-2.0
import { ChannelError } from '../channel-error.js';
import type { Endpoint } from '../connection-profile.js';
import { PeerClients } from './peer-clients.js';

/** Where the peers of each organisation (MSP id) are just now. @throws {ChannelError} */
type Discovery = () => Promise<ReadonlyMap<string, readonly Endpoint[]>>;

/** Longer than any call over connections that are not used any more. */
const RETIRED_MS = 120_000;

interface Known {
  readonly endpoints: string;
  readonly clients: PeerClients;
}

/**
 * Connections to the peers of the other departments, made when they are first needed and kept. What the connection profile
 * names itself is taken from there; discovery is asked for the rest, and asked again after {@link refresh}.
 */
export class OtherPeers {
  readonly #named: (mspId: string) => readonly Endpoint[];
  readonly #known = new Map<string, Known>();
  readonly #retired = new Map<PeerClients, NodeJS.Timeout>();
  #isClosed = false;
  #isStale = true;
  #finding: Promise<void> | undefined;

  constructor(named: (mspId: string) => readonly Endpoint[]) {
    this.#named = named;
  }

  /** @throws {ChannelError} UNAVAILABLE: nobody says where they are. They are then reached through nobody else. */
  async of(mspId: string, discover: Discovery): Promise<PeerClients> {
    const named = this.#named(mspId);
    if (named.length > 0) return this.#keep(mspId, named);
    if (this.#isStale || !this.#known.has(mspId)) await this.#find(mspId, discover);
    const known = this.#known.get(mspId);
    if (known === undefined) throw new ChannelError('UNAVAILABLE', `discovery names no peer of ${mspId}`);
    return known.clients;
  }

  /** They may be elsewhere: the next call asks anew. */
  refresh(): void {
    this.#isStale = true;
  }

  close(): void {
    this.#isClosed = true;
    for (const [clients, timer] of this.#retired) {
      clearTimeout(timer);
      clients.close();
    }
    this.#retired.clear();
    for (const { clients } of this.#known.values()) clients.close();
    this.#known.clear();
  }

  /** While nobody answers, the known ones serve. */
  async #find(mspId: string, discover: Discovery): Promise<void> {
    this.#finding ??= this.#ask(discover).finally(() => {
      this.#finding = undefined;
    });
    try {
      await this.#finding;
    } catch (error) {
      if (!this.#known.has(mspId)) throw error;
    }
  }

  /** An organisation of which no peer is alive keeps those that are known; one that left the channel does not. */
  async #ask(discover: Discovery): Promise<void> {
    this.#isStale = false; // what changes from here on is asked for again
    try {
      const found = await discover();
      if (this.#isClosed) throw new ChannelError('UNAVAILABLE', 'the connections are closed');
      for (const mspId of this.#known.keys()) if (!found.has(mspId)) this.#retire(mspId);
      for (const [mspId, endpoints] of found) {
        if (endpoints.length > 0 && this.#named(mspId).length === 0) this.#keep(mspId, endpoints);
      }
    } catch (error) {
      this.#isStale = true;
      throw error;
    }
  }

  #keep(mspId: string, endpoints: readonly Endpoint[]): PeerClients {
    const text = JSON.stringify(endpoints);
    const present = this.#known.get(mspId);
    if (present?.endpoints === text) return present.clients;
    this.#retire(mspId);
    const clients = new PeerClients(endpoints);
    this.#known.set(mspId, { endpoints: text, clients });
    return clients;
  }

  /** Calls that run over them may end. */
  #retire(mspId: string): void {
    const clients = this.#known.get(mspId)?.clients;
    this.#known.delete(mspId);
    if (clients === undefined) return;
    const end = (): void => {
      this.#retired.delete(clients);
      clients.close();
    };
    this.#retired.set(clients, setTimeout(end, RETIRED_MS).unref());
  }
}
