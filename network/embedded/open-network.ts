// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { LedgerStore } from './blocks/ledger-store.js';
import { BlockFeed } from './block-feed.js';
import { ORDERER_MSP, bringConfigUpToDate } from './channel-config.js';
import { Endorser } from './endorsement/endorser.js';
import { IdentityStore } from './identity/identity-store.js';
import type { Signer } from './identity/identity-store.js';
import { Membership } from './identity/membership.js';
import { Committer } from './ordering/committer.js';
import { ExpiringCollections } from './ordering/expiring-collections.js';
import { Orderer } from './ordering/orderer.js';
import { PeerState } from './peer/peer-state.js';
import type { Peers } from './peer/seams.js';
import { createPolicyCheck } from './policy/policy-check.js';
import { checkEnvelope } from './protocol/check-envelope.js';
import { catchUp } from './catch-up.js';
import { StoreHealth } from './store-health.js';
import type { NetworkOptions } from './types.js';

/** The parts of an open network. */
export interface NetworkParts {
  readonly identities: IdentityStore;
  readonly peers: Peers;
  readonly store: LedgerStore;
  readonly feed: BlockFeed;
  readonly orderer: Orderer;
  readonly endorser: Endorser;
  readonly health: StoreHealth;
}

const DEFAULT_BATCH = { maxMessages: 500, maxBytes: 2 * 1024 * 1024, absoluteMaxBytes: 10 * 1024 * 1024 };

/** Puts a network together: identities, peers, ledger; repairs what a crash left. The folder is locked already. */
export async function openParts(options: NetworkOptions): Promise<NetworkParts> {
  const members = await openIdentities(options);
  const membership = new Membership(members.roots);
  const policy = createPolicyCheck(membership);
  const { channel, organisations, chaincodes, directory } = options;
  const health = await StoreHealth.check(directory);
  const peers: Peers = await PeerState.open({
    directory: join(directory, 'state'),
    channel,
    organisations,
    chaincodes,
    policy,
  });
  try {
    const store = await LedgerStore.open(directory, peers.savepoint);
    try {
      return { ...(await assemble(options, { ...members, membership, policy, peers, store })), health };
    } catch (error) {
      await store.close();
      throw error;
    }
  } catch (error) {
    await peers.close();
    throw error;
  }
}

interface Members {
  readonly identities: IdentityStore;
  readonly roots: ReadonlyMap<string, string>;
  readonly peerSigners: ReadonlyMap<string, Signer>;
  readonly ordererSigner: Signer;
}

async function openIdentities(options: NetworkOptions): Promise<Members> {
  const identities = new IdentityStore(join(options.directory, 'identities'));
  const mspIds = options.organisations.map(({ mspId }) => mspId);
  const roots = new Map<string, string>();
  for (const mspId of [...mspIds, ORDERER_MSP]) roots.set(mspId, await identities.authority(mspId));
  const peerSigners = new Map<string, Signer>();
  for (const mspId of mspIds) peerSigners.set(mspId, await identities.enrol(mspId, `peer0.${mspId}`, 'peer', {}));
  const ordererSigner = await identities.enrol(ORDERER_MSP, 'orderer0', 'orderer', {});
  return { identities, roots, peerSigners, ordererSigner };
}

async function assemble(
  options: NetworkOptions,
  parts: Members & {
    membership: Membership;
    policy: ReturnType<typeof createPolicyCheck>;
    peers: Peers;
    store: LedgerStore;
  },
): Promise<Omit<NetworkParts, 'health'>> {
  const { channel, chaincodes, timeWindowSeconds = 60 } = options;
  const { identities, membership, peers, store, peerSigners, ordererSigner } = parts;
  const expiring = new ExpiringCollections(chaincodes);
  await catchUp(store, peers, expiring);
  const feed = new BlockFeed(store.height, (number) => store.read(number));
  const onBlock: BlockFeed['add'] = (block) => {
    feed.add(block);
  };
  const committer = new Committer({ ...parts, orderer: ordererSigner, expiring, onBlock });
  await bringConfigUpToDate({ store, committer, orderer: ordererSigner }, channel, parts.roots);
  const context = { channel, membership, chaincodes: new Set(chaincodes.map(({ name }) => name)) };
  const orderer = new Orderer(
    { ...DEFAULT_BATCH, ...options.batch },
    (envelope) => checkEnvelope(envelope, context),
    (envelopes) => committer.commit(envelopes),
  );
  const endorser = new Endorser({
    channel,
    chaincodes,
    peerSigners,
    identities,
    membership,
    peers,
    store,
    timeWindowSeconds,
  });
  return { identities, peers, store, feed, orderer, endorser };
}
