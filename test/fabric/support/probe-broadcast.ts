// SPDX-License-Identifier: Apache-2.0
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { common, orderer } from '@hyperledger/fabric-protos';
import { ProbeService } from './probe-node.js';
import type { ProbeNode } from './probe-node.js';

interface Sent {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

type Stream = ClientDuplexStream<Uint8Array, Buffer>;

/** One stream to the orderer: envelopes reach it in the order in which they are sent. */
export class ProbeBroadcast {
  readonly #service: ProbeService;
  #stream: { readonly stream: Stream; readonly sent: Sent[] } | undefined;

  constructor(node: ProbeNode) {
    this.#service = new ProbeService(node);
  }

  /** Resolves when the orderer has accepted the envelope, which is not yet a block. @throws what the orderer says. */
  send(envelope: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      const { stream, sent } = (this.#stream ??= this.#open());
      sent.push({ resolve, reject });
      stream.write(envelope);
    });
  }

  close(): void {
    this.#stream?.stream.end();
    this.#service.close();
  }

  #open(): { stream: Stream; sent: Sent[] } {
    const sent: Sent[] = [];
    const stream: Stream = this.#service.stream('/orderer.AtomicBroadcast/Broadcast');
    const end = (error: Error): void => {
      if (this.#stream?.stream === stream) this.#stream = undefined;
      for (const { reject } of sent.splice(0)) reject(error);
    };
    stream.on('data', (bytes: Buffer) => {
      const answer = orderer.BroadcastResponse.deserializeBinary(bytes);
      const isTaken = answer.getStatus() === common.Status.SUCCESS;
      const first = sent.shift();
      if (isTaken) first?.resolve();
      else first?.reject(new Error(answer.getInfo()));
      // The orderer answers nothing more on a stream on which it has refused something.
      if (!isTaken) end(new Error(`the orderer refused an envelope before: ${answer.getInfo()}`));
    });
    stream.on('end', () => {
      end(new Error('the orderer ended the stream'));
    });
    stream.on('error', end);
    return { stream, sent };
  }
}
