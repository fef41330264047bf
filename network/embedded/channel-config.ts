// SPDX-License-Identifier: Apache-2.0
import type { LedgerStore } from './blocks/ledger-store.js';
import { NetworkError } from './errors.js';
import type { Signer } from './identity/identity-store.js';
import type { Committer } from './ordering/committer.js';
import { buildConfigEnvelope, readConfig } from './protocol/config-block.js';
import { readEnvelope } from './protocol/read-envelope.js';

/** MSP of the ordering service; no organisation may have this id. */
export const ORDERER_MSP = 'OrdererMSP';

/**
 * Writes block 0 into a new ledger, and a further configuration block where organisations joined or left since.
 * @param organisations root certificate by MSP id, the orderer's among them.
 * @throws {NetworkError} if the ledger is of another channel or was made with other CAs.
 */
export async function bringConfigUpToDate(
  parts: { readonly store: LedgerStore; readonly committer: Committer; readonly orderer: Signer },
  channel: string,
  organisations: ReadonlyMap<string, string>,
): Promise<void> {
  const { store, committer, orderer } = parts;
  const current = store.height === 0 ? undefined : await readCurrent(store, channel);
  if (current !== undefined) {
    assertSameAuthorities(current.organisations, organisations);
    if (hasSameKeys(current.organisations, organisations)) return;
  }
  const envelope = buildConfigEnvelope(orderer, channel, organisations, (current?.sequence ?? -1) + 1);
  await committer.commitConfig(envelope, readEnvelope(envelope));
}

async function readCurrent(store: LedgerStore, channel: string): ReturnType<typeof readLast> {
  const config = await readLast(store);
  if (config.channel !== channel) {
    throw new NetworkError(`the ledger is of channel ${config.channel}, not ${channel}`);
  }
  return config;
}

async function readLast(
  store: LedgerStore,
): Promise<{ channel: string; organisations: Map<string, string>; sequence: number }> {
  const block = await store.read(Number(store.tip.lastConfig));
  const [envelope] = block.envelopes;
  if (envelope === undefined) throw new NetworkError(`block ${String(block.number)} holds no configuration`);
  return { channel: envelope.channel, ...readConfig(envelope.payload) };
}

function assertSameAuthorities(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): void {
  for (const [mspId, root] of now) {
    const known = before.get(mspId);
    if (known === undefined || known === root) continue;
    throw new NetworkError(
      `the CA of ${mspId} is not the one that the ledger names; put the folder \`identities\` back that belongs to this ledger`,
    );
  }
}

function hasSameKeys(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): boolean {
  return before.size === now.size && [...now.keys()].every((mspId) => before.has(mspId));
}
