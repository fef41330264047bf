// SPDX-License-Identifier: Apache-2.0
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { common, orderer } from '@hyperledger/fabric-protos';
import { ProbeService } from './probe-node.js';
import type { ProbeNode } from './probe-node.js';

interface Sent {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** One stream to the orderer: envelopes reach it in the order in which they are sent. */
export class ProbeBroadcast {
  readonly #service: ProbeService;
  readonly #stream: ClientDuplexStream<Uint8Array, Buffer>;
  readonly #sent: Sent[] = [];

  constructor(node: ProbeNode) {
    this.#service = new ProbeService(node);
    this.#stream = this.#service.stream('/orderer.AtomicBroadcast/Broadcast');
    this.#stream.on('data', (bytes: Buffer) => {
      const answer = orderer.BroadcastResponse.deserializeBinary(bytes);
      const sent = this.#sent.shift();
      if (answer.getStatus() === common.Status.SUCCESS) sent?.resolve();
      else sent?.reject(new Error(answer.getInfo()));
    });
    this.#stream.on('error', (error: Error) => {
      for (const sent of this.#sent.splice(0)) sent.reject(error);
    });
  }

  /** Resolves when the orderer has accepted the envelope, which is not yet a block. @throws what the orderer says. */
  send(envelope: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#sent.push({ resolve, reject });
      this.#stream.write(envelope);
    });
  }

  close(): void {
    this.#stream.end();
    this.#service.close();
  }
}
