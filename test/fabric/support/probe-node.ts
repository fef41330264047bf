// SPDX-License-Identifier: Apache-2.0
import { credentials } from '@grpc/grpc-js';
import type { ChannelCredentials } from '@grpc/grpc-js';

/** Where a peer or an orderer listens. */
export interface ProbeNode {
  /** `host:port`. */
  readonly address: string;
  /** PEM of the root that its TLS certificate comes from. */
  readonly tlsRoot: string;
}

/** What a channel client must know: one peer of each organisation, by MSP id, and an orderer. */
export interface ProbePlaces {
  readonly channel: string;
  readonly peers: Readonly<Record<string, ProbeNode>>;
  readonly orderer: ProbeNode;
}

/** Enough for a block of 10 MB. */
const MAX_MESSAGE_BYTES = 100 * 1024 * 1024;

export const CLIENT_OPTIONS = {
  'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
  'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
};

export function credentialsOf({ tlsRoot }: ProbeNode): ChannelCredentials {
  return credentials.createSsl(Buffer.from(tlsRoot));
}
