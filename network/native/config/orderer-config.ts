// SPDX-License-Identifier: Apache-2.0
import { fabricBccsp } from './bccsp.js';
import type { Hsm } from './bccsp.js';

/** What of an orderer's configuration differs from node to node. */
export interface OrdererPlace {
  readonly mspId: string;
  readonly listenAddress: string;
  readonly port: number;
  readonly adminPort: number;
  readonly operationsPort: number;
  /** Holds the signing key; in a file where there is none. */
  readonly hsm?: Hsm | undefined;
}

/**
 * An orderer's orderer.yaml, with paths relative to it. It learns its channels by the participation API, which asks
 * for a TLS certificate of the orderer's own organisation. Transactions of its own have a time window as peers' have.
 */
export function ordererConfig(place: OrdererPlace): object {
  const tls = { Enabled: true, PrivateKey: 'tls/key.pem', Certificate: 'tls/cert.pem' };
  return {
    General: {
      ListenAddress: place.listenAddress,
      ListenPort: place.port,
      TLS: { ...tls, RootCAs: ['tls/ca.pem'], ClientAuthRequired: false },
      Keepalive: { ServerMinInterval: '10s', ServerInterval: '60s', ServerTimeout: '20s' },
      MaxRecvMsgSize: 104_857_600,
      MaxSendMsgSize: 104_857_600,
      Cluster: { SendBufferSize: 100 },
      LocalMSPDir: 'msp',
      LocalMSPID: place.mspId,
      BCCSP: fabricBccsp(place.hsm),
      Authentication: { TimeWindow: '60s' },
      BootstrapMethod: 'none',
    },
    FileLedger: { Location: 'data' },
    Consensus: { WALDir: 'data/etcdraft/wal', SnapDir: 'data/etcdraft/snapshot' },
    Operations: { ListenAddress: `${place.listenAddress}:${place.operationsPort}`, TLS: { Enabled: false } },
    Metrics: { Provider: 'prometheus' },
    Admin: {
      ListenAddress: `${place.listenAddress}:${place.adminPort}`,
      TLS: { ...tls, ClientAuthRequired: true, ClientRootCAs: ['tls/ca.pem'] },
    },
    ChannelParticipation: { Enabled: true, MaxRequestBodySize: '10 MB' },
  };
}
