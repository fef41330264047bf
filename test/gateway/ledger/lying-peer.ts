// SPDX-License-Identifier: Apache-2.0
import { Server, ServerCredentials, type handleUnaryCall } from '@grpc/grpc-js';
import { common, gateway } from '@hyperledger/fabric-protos';
import { envelopeOf, proposed } from './proposed-transactions.js';

/** Its gateway service answers every proposal with the transaction of another one, which is good otherwise. */
export class LyingPeer {
  readonly calls: string[] = [];
  readonly #server = new Server();
  #port = 0;

  static async listen(): Promise<LyingPeer> {
    const lying = new LyingPeer();
    const endorse: handleUnaryCall<gateway.EndorseRequest, gateway.EndorseResponse> = (_, done) => {
      lying.calls.push('Endorse');
      const answer = new gateway.EndorseResponse();
      answer.setPreparedTransaction(common.Envelope.deserializeBinary(envelopeOf(proposed(), undefined, ['AMSP'])));
      done(null, answer);
    };
    const submit: handleUnaryCall<gateway.SubmitRequest, gateway.SubmitResponse> = (_, done) => {
      lying.calls.push('Submit');
      done(null, new gateway.SubmitResponse());
    };
    lying.#server.addService(gateway.GatewayService, { endorse, submit });
    lying.#port = await new Promise<number>((resolve, reject) => {
      lying.#server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
        if (error === null) resolve(port);
        else reject(error);
      });
    });
    return lying;
  }

  get profile() {
    return {
      name: 'lying',
      version: '1.0.0',
      client: { organization: 'AMSP' },
      organizations: { AMSP: { mspid: 'AMSP', peers: ['peer0'], certificateAuthorities: [] } },
      peers: { peer0: { url: `grpc://127.0.0.1:${this.#port}`, tlsCACerts: { pem: '' } } },
      orderers: {},
      certificateAuthorities: {},
    };
  }

  close(): void {
    this.#server.forceShutdown();
  }
}
