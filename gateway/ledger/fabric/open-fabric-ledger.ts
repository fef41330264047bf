// SPDX-License-Identifier: Apache-2.0
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { NetworkDefinition } from '../../../network/definitions/definition.js';
import { DirectoryLock } from '../../../network/embedded/directory-lock.js';
import { CallerSigners } from './caller-signers.js';
import type { ConnectionProfile } from './connection-profile.js';
import { openDriver, type FabricDriver } from './drivers/open-driver.js';
import { FabricChannel, type ChannelTimes } from './fabric-channel.js';
import { FabricLedger, type FabricLedgerTimes } from './fabric-ledger.js';
import { HostedChannels } from './hosted-channels.js';
import { LargestTransaction } from './largest-transaction.js';
import { PeerHeights } from './peer-heights.js';
import { ownPeers, readConnection } from './read-connections.js';
import { Deliveries, type Alarm } from './submission/deliveries.js';
import { EnvelopeStore } from './submission/envelope-store.js';
import { readWallet } from './wallet/read-wallet.js';

export interface FabricLedgerOptions {
  readonly definition: NetworkDefinition;
  /** Folder of connection profiles, `<department>.json`. */
  readonly connections: string;
  /** Folder of enrolled identities. */
  readonly wallet: string;
  /** Folder of what was signed and is not known to be in a block yet; made if absent. One process at a time. */
  readonly directory: string;
  /** Departments as which this gateway signs; default: all of the definition. */
  readonly hosted?: readonly string[];
  readonly driver?: FabricDriver;
  readonly times?: Partial<ChannelTimes & FabricLedgerTimes>;
  /** What somebody has to look into; default: a warning of the process. */
  readonly alarm?: Alarm;
}

const TIMES: ChannelTimes & FabricLedgerTimes = {
  endorse: 30_000,
  send: 12_000,
  look: 5_000,
  order: 30_000,
  seen: 2_000,
};

/**
 * Opens the channel of a running network for the departments that this gateway hosts, and goes on with what an earlier
 * process handed over.
 *
 * @throws {ConnectionUnusable} a department has no connection profile.
 * @throws {LedgerUnavailable} no department's peer answers, or the wallet has nobody of it.
 */
export async function openFabricLedger(options: FabricLedgerOptions): Promise<FabricLedger> {
  const { definition, directory, alarm = warn } = options;
  const times = { ...TIMES, ...options.times };
  const hosted = options.hosted ?? definition.departments.map(({ code }) => code);
  const signers = new CallerSigners(readWallet(options.wallet), definition, hosted);
  const closers: (() => Promise<void>)[] = [];
  const end = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const lock = await DirectoryLock.acquire(directory);
    closers.push(() => lock.release());
    const store = await EnvelopeStore.open(join(directory, 'envelopes.log'));
    closers.push(() => store.close());
    const channels = new HostedChannels(await openChannels(options, { signers, hosted, times }));
    closers.push(() => channels.close());
    const heights = new PeerHeights((mspId) => channels.ask((channel) => channel.height(mspId)), times.seen);
    const largest = new LargestTransaction(() => channels.ask((channel) => channel.largestTransaction()));
    const deliveries = new Deliveries({ store, way: (department) => channels.any(department), alarm });
    closers.push(() => {
      deliveries.close();
      return Promise.resolve();
    });
    const mspIds = new Map(definition.departments.map(({ code, mspId }) => [code, mspId]));
    const height = await channels.follow((department, block) => {
      heights.reached(mspIds.get(department) ?? '', block.number + 1n);
      deliveries.observed(department, block);
    });
    deliveries.reached(height);
    deliveries.resume();
    return new FabricLedger({ definition, channels, signers, heights, largest, store, deliveries, times, end });
  } catch (error) {
    await end();
    throw error;
  }
}

async function openChannels(
  { definition, connections, driver = 'fabric-gateway' }: FabricLedgerOptions,
  { signers, hosted, times }: { signers: CallerSigners; hosted: readonly string[]; times: ChannelTimes },
): Promise<Map<string, FabricChannel>> {
  const departments = definition.departments.filter(({ code }) => hosted.includes(code));
  const profiles = await Promise.all(departments.map((department) => readConnection(connections, department)));
  const { channel } = definition;
  const channels = new Map<string, FabricChannel>();
  for (const [index, { code, mspId }] of departments.entries()) {
    const profile = profiles[index] as ConnectionProfile;
    const where = ownPeers(profile).map(({ url }) => new URL(url).host);
    const name = `the peer of ${code} at ${where.join(', ')}`;
    const parts = { name, channel, mspId, follower: () => signers.any(code), times };
    channels.set(code, new FabricChannel({ ...parts, driver: await openDriver(driver, channel, profile) }));
  }
  return channels;
}

function warn(message: string, details: Readonly<Record<string, unknown>> = {}): void {
  process.emitWarning(`${message} ${JSON.stringify(details)}`, 'FabricLedger');
}
