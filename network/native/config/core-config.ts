// SPDX-License-Identifier: Apache-2.0
import { fabricBccsp } from './bccsp.js';
import type { Hsm } from './bccsp.js';

/** What of a peer's configuration differs from node to node. */
export interface PeerPlace {
  readonly id: string;
  readonly mspId: string;
  readonly listenAddress: string;
  readonly port: number;
  readonly chaincodePort: number;
  readonly operationsPort: number;
  /** `host:port` by which other peers reach it. */
  readonly endpoint: string;
  /** `host:port` of a peer of its department, itself where there is one only. */
  readonly bootstrap: string;
  /** Of the department: with more than one, a value is on two before it is endorsed. */
  readonly peersPerDepartment: number;
  readonly builder: string;
  /** An absolute path: this one Fabric does not take as relative to the file. */
  readonly snapshots: string;
  /** `major.minor` of Fabric. */
  readonly release: string;
  /** Holds the signing key; in a file where there is none. */
  readonly hsm?: Hsm | undefined;
}

/** Blocks after which a value that was endorsed, but never ordered, leaves a peer; see coreConfig. */
const TRANSIENT_BLOCKS = 2000;
/** Purged and expired values leave the private store every so many blocks. */
const PURGE_BLOCKS = 10;
/** Most keys of a turn between peer and chaincode. */
const BATCH = 1000;

/**
 * A peer's core.yaml, with paths relative to it. What stands here differs from Fabric's own values or has none:
 *
 * - time window 60 s: ledger time is the header's time (design), so a client's clock may be off by this much;
 * - a value that was endorsed but never ordered leaves after 2,000 to 4,000 blocks. At ten blocks a second, which is a
 *   busy channel, that is 200 s: longer than a gateway goes on with an envelope, since an envelope ordered after its
 *   value has left commits without it. Fabric's own 20,000 would keep such values ten times as long;
 * - what was purged leaves the store within 10 blocks, and its key is not written into the log;
 * - a state range or history may return 100,000 rows; chaincode refuses to rest on so many;
 * - gossip is quicker than Fabric's, for a channel of few peers: one that has not joined yet, or went, is looked for
 *   every second, so that all know of each other a second or two after the last has come;
 * - nothing listens beyond the host but the peer's own port.
 */
export function coreConfig(place: PeerPlace): object {
  return {
    peer: peer(place),
    vm: { endpoint: '' },
    chaincode: chaincode(place),
    ledger: ledger(place),
    operations: { listenAddress: `${place.listenAddress}:${place.operationsPort}`, tls: { enabled: false } },
    metrics: { provider: 'prometheus' },
  };
}

function peer(place: PeerPlace): object {
  return {
    id: place.id,
    networkId: 'onedoor',
    listenAddress: `${place.listenAddress}:${place.port}`,
    address: place.endpoint,
    chaincodeListenAddress: `${place.listenAddress}:${place.chaincodePort}`,
    chaincodeAddress: `${place.listenAddress}:${place.chaincodePort}`,
    localMspId: place.mspId,
    localMspType: 'bccsp',
    mspConfigPath: 'msp',
    fileSystemPath: 'data',
    BCCSP: fabricBccsp(place.hsm),
    tls: {
      enabled: true,
      clientAuthRequired: false,
      cert: { file: 'tls/cert.pem' },
      key: { file: 'tls/key.pem' },
      rootcert: { file: 'tls/ca.pem' },
    },
    authentication: { timewindow: '60s' },
    gossip: gossip(place),
    ...connections(),
    ...services(),
  };
}

/** How long the peer waits for others, and they for it. */
function connections(): object {
  const kept = { interval: '60s', timeout: '20s' };
  return {
    client: { connTimeout: '3s' },
    gateway: { enabled: true, endorsementTimeout: '30s', broadcastTimeout: '30s', dialTimeout: '10s' },
    keepalive: { ...kept, minInterval: '10s', client: kept, deliveryClient: kept },
    deliveryclient: {
      blockGossipEnabled: false,
      reconnectTotalTimeThreshold: '3600s',
      connTimeout: '3s',
      reConnectBackoffThreshold: '5s',
      minimalReconnectInterval: '100ms',
      policy: 'cluster',
    },
    maxRecvMsgSize: 104_857_600,
    maxSendMsgSize: 104_857_600,
  };
}

function services(): object {
  return {
    discovery: {
      enabled: true,
      authCacheEnabled: true,
      authCacheMaxSize: 1000,
      authCachePurgeRetentionRatio: 0.75,
      orgMembersAllowedAccess: false,
    },
    handlers: {
      authFilters: [{ name: 'DefaultAuth' }, { name: 'ExpirationCheck' }, { name: 'TimeWindowCheck' }],
      decorators: [{ name: 'DefaultDecorator' }],
      endorsers: { escc: { name: 'DefaultEndorsement' } },
      validators: { vscc: { name: 'DefaultValidation' } },
    },
    limits: { concurrency: { endorserService: 2500, deliverService: 2500, gatewayService: 2500 } },
  };
}

function ledger({ snapshots }: PeerPlace): object {
  return {
    state: { stateDatabase: 'goleveldb', totalQueryLimit: 100_000 },
    history: { enableHistoryDatabase: true },
    pvtdataStore: {
      collElgProcMaxDbBatchSize: 5000,
      collElgProcDbBatchesInterval: 1000,
      deprioritizedDataReconcilerInterval: '5m',
      purgeInterval: PURGE_BLOCKS,
      purgedKeyAuditLogging: false,
    },
    snapshots: { rootDir: snapshots },
  };
}

function gossip({ bootstrap, endpoint, peersPerDepartment }: PeerPlace): object {
  const requiredPeerCount = peersPerDepartment > 1 ? 1 : 0;
  return {
    bootstrap,
    endpoint,
    externalEndpoint: endpoint,
    useLeaderElection: false,
    orgLeader: true,
    membershipTrackerInterval: '2s',
    pullInterval: '2s',
    publishStateInfoInterval: '1s',
    requestStateInfoInterval: '1s',
    publishCertPeriod: '60s',
    aliveTimeInterval: '2s',
    aliveExpirationTimeout: '10s',
    reconnectInterval: '1s',
    maxConnectionAttempts: 120,
    state: { enabled: false },
    pvtData: {
      pullRetryThreshold: '10s',
      // Or whoever writes into another department's collection without its endorsement would hold up its blocks for that long.
      skipPullingInvalidTransactionsDuringCommit: true,
      transientstoreMaxBlockRetention: TRANSIENT_BLOCKS,
      pushAckTimeout: '3s',
      btlPullMargin: 10,
      reconcileBatchSize: 10,
      reconcileSleepInterval: '10s',
      reconciliationEnabled: true,
      implicitCollectionDisseminationPolicy: { requiredPeerCount, maxPeerCount: Math.max(1, peersPerDepartment - 1) },
    },
  };
}

function chaincode({ builder, release }: PeerPlace): object {
  const batched = {
    useWriteBatch: true,
    maxSizeWriteBatch: BATCH,
    useGetMultipleKeys: true,
    maxSizeGetMultipleKeys: BATCH,
  };
  return {
    mode: 'net',
    keepalive: 0,
    installTimeout: '60s',
    startuptimeout: '60s',
    executetimeout: '30s',
    externalBuilders: [{ name: 'ccaas', path: builder, propagateEnvironment: [] }],
    system: { _lifecycle: 'enable', cscc: 'enable', lscc: 'enable', qscc: 'enable' },
    logging: { level: 'info', shim: 'warning' },
    ...(release === '2.5' ? {} : { runtimeParams: batched }),
  };
}
