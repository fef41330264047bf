// SPDX-License-Identifier: Apache-2.0
import { Client, credentials } from '@grpc/grpc-js';
import type { ClientDuplexStream, ServiceError } from '@grpc/grpc-js';

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

const OPTIONS = {
  'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
  'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
};

/** Longer than the peers' own limits, so that their texts are what a test sees. */
const LIMIT_MS = 120_000;

const asIs = (bytes: Uint8Array): Buffer => Buffer.from(bytes);

/**
 * A node's gRPC services, with messages as bytes: fabric-shim brings classes of the same names, and the generated
 * clients refuse those.
 */
export class ProbeService {
  readonly #client: Client;

  constructor({ address, tlsRoot }: ProbeNode) {
    this.#client = new Client(address, credentials.createSsl(Buffer.from(tlsRoot)), OPTIONS);
  }

  /** @throws {ServiceError} */
  ask(path: string, request: Uint8Array): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const done = (error: ServiceError | null, answer?: Buffer): void => {
        if (error === null && answer !== undefined) resolve(answer);
        else reject(error ?? new Error('neither answer nor error'));
      };
      this.#client.makeUnaryRequest(path, asIs, asIs, request, { deadline: Date.now() + LIMIT_MS }, done);
    });
  }

  stream(path: string): ClientDuplexStream<Uint8Array, Buffer> {
    return this.#client.makeBidiStreamRequest(path, asIs, asIs);
  }

  close(): void {
    this.#client.close();
  }
}
