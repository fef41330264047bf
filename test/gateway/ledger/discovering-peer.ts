// SPDX-License-Identifier: Apache-2.0
import { Server, ServerCredentials, type handleUnaryCall } from '@grpc/grpc-js';
import { discovery, gossip, msp } from '@hyperledger/fabric-protos';

const bytes = (message: { serializeBinary(): Uint8Array }): Buffer => Buffer.from(message.serializeBinary());

const SERVICE = {
  discover: {
    path: '/discovery.Discovery/Discover',
    requestStream: false,
    responseStream: false,
    requestSerialize: bytes,
    requestDeserialize: (request: Buffer) => discovery.SignedRequest.deserializeBinary(request),
    responseSerialize: bytes,
    responseDeserialize: (response: Buffer) => discovery.Response.deserializeBinary(response),
  },
} as const;

/** A peer whose discovery service names these addresses by MSP id; or never says anything. */
export class DiscoveringPeer {
  readonly #server = new Server();
  #port = 0;

  static async listen(addresses: Readonly<Record<string, readonly string[]>> | 'silent'): Promise<DiscoveringPeer> {
    const asked = new DiscoveringPeer();
    const discover: handleUnaryCall<discovery.SignedRequest, discovery.Response> = (_, done) => {
      if (addresses !== 'silent') done(null, answerOf(addresses));
    };
    asked.#server.addService(SERVICE, { discover });
    asked.#port = await new Promise<number>((resolve, reject) => {
      asked.#server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
        if (error === null) resolve(port);
        else reject(error);
      });
    });
    return asked;
  }

  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  close(): void {
    this.#server.forceShutdown();
  }
}

function answerOf(addresses: Readonly<Record<string, readonly string[]>>): discovery.Response {
  const configuration = new discovery.ConfigResult();
  const members = new discovery.PeerMembershipResult();
  for (const [mspId, found] of Object.entries(addresses)) {
    configuration.getMspsMap().set(mspId, new msp.FabricMSPConfig());
    const peers = new discovery.Peers();
    peers.setPeersList(found.map(peerAt));
    members.getPeersByOrgMap().set(mspId, peers);
  }
  const answer = new discovery.Response();
  const [first, second] = [new discovery.QueryResult(), new discovery.QueryResult()];
  first.setConfigResult(configuration);
  second.setMembers(members);
  answer.setResultsList([first, second]);
  return answer;
}

function peerAt(address: string): discovery.Peer {
  const member = new gossip.Member();
  member.setEndpoint(address);
  const alive = new gossip.AliveMessage();
  alive.setMembership(member);
  const message = new gossip.GossipMessage();
  message.setAliveMsg(alive);
  const envelope = new gossip.Envelope();
  envelope.setPayload(message.serializeBinary());
  const peer = new discovery.Peer();
  peer.setMembershipInfo(envelope);
  return peer;
}
