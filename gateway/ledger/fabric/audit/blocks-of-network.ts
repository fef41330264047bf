// SPDX-License-Identifier: Apache-2.0
import type { NetworkDefinition } from '../../../../network/definitions/definition.js';
import type { AuditRecord } from '../../../../network/embedded/audit/read-records.js';
import { CallerSigners } from '../caller-signers.js';
import { GatewayDriver } from '../drivers/gateway-driver.js';
import { FabricChannel } from '../fabric-channel.js';
import { readConnection } from '../read-connections.js';
import { readWallet } from '../wallet/read-wallet.js';
import { peerBlocks } from './peer-blocks.js';

/** How a department reaches its channel. */
export interface NetworkWay {
  readonly definition: NetworkDefinition;
  /** Folder of connection profiles. */
  readonly connections: string;
  /** Folder of identities; a department is asked of whom there is one. */
  readonly wallet: string;
}

const TIMES = { endorse: 30_000, send: 12_000, look: 5_000 };

/**
 * The blocks of the channel, from the peer of the first department of which the wallet holds an identity.
 * @param from number of the first.
 * @throws {ConnectionUnusable} its profile is missing.
 * @throws {ChannelError} its peer does not answer.
 * @throws {LedgerUnavailable} the wallet has nobody who can sign.
 */
export async function* blocksOfNetwork(way: NetworkWay, from = 0n): AsyncGenerator<AuditRecord, void, undefined> {
  const { definition } = way;
  const wallet = readWallet(way.wallet);
  const labels = await wallet.labels();
  const isHeld = ({ code }: { readonly code: string }): boolean => labels.some((label) => label.startsWith(`${code}.`));
  const [first] = definition.departments;
  const department = definition.departments.find(isHeld) ?? first;
  if (department === undefined) return;
  const signers = new CallerSigners(wallet, definition, [department.code]);
  const profile = await readConnection(way.connections, department);
  const channel = new FabricChannel({
    channel: definition.channel,
    mspId: department.mspId,
    driver: new GatewayDriver(definition.channel, profile),
    follower: () => signers.any(department.code),
    times: TIMES,
  });
  try {
    yield* peerBlocks(channel, from);
  } finally {
    await channel.close();
  }
}
