// SPDX-License-Identifier: Apache-2.0
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { common, orderer } from '@hyperledger/fabric-protos';
import { CLIENT_OPTIONS, credentialsOf } from './probe-node.js';
import type { ProbeNode } from './probe-node.js';

interface Sent {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** One stream to the orderer: envelopes reach it in the order in which they are sent. */
export class ProbeBroadcast {
  readonly #client: orderer.AtomicBroadcastClient;
  readonly #stream: ClientDuplexStream<common.Envelope, orderer.BroadcastResponse>;
  readonly #sent: Sent[] = [];

  constructor(node: ProbeNode) {
    this.#client = new orderer.AtomicBroadcastClient(node.address, credentialsOf(node), CLIENT_OPTIONS);
    this.#stream = this.#client.broadcast();
    this.#stream.on('data', (answer: orderer.BroadcastResponse) => {
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
      this.#stream.write(common.Envelope.deserializeBinary(envelope));
    });
  }

  close(): void {
    this.#stream.end();
    this.#client.close();
  }
}
