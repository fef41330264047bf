// SPDX-License-Identifier: Apache-2.0
import { discovery, gossip, peer } from '@hyperledger/fabric-protos';
import { callOnce, clientOf } from './node-client.js';
import type { Endpoint } from './node-client.js';
import type { Signer } from './signer.js';

const DISCOVER_MS = 5000;

/** Endpoints (`host:port`) of the channel's peers that run the chaincode, as this peer knows them by gossip. */
export async function discoverPeers(
  endpoint: Endpoint,
  signer: Signer,
  { channel, chaincode }: { readonly channel: string; readonly chaincode: string },
): Promise<string[]> {
  const response = await callOnce<discovery.DiscoveryClient, discovery.Response>(
    clientOf(discovery.DiscoveryClient, endpoint),
    (client, options, done) => client.discover(request(signer, channel, chaincode), options, done),
    DISCOVER_MS,
  );
  const [result] = response.getResultsList();
  const peersByOrganisation = result?.getMembers()?.getPeersByOrgMap();
  if (peersByOrganisation === undefined) throw new Error(result?.getError()?.getContent() ?? 'no answer');
  return [...peersByOrganisation.entries()].flatMap(([, peers]) => peers.getPeersList().map(endpointOf));
}

function request(signer: Signer, channel: string, chaincode: string): discovery.SignedRequest {
  const called = new peer.ChaincodeCall();
  called.setName(chaincode);
  const interest = new peer.ChaincodeInterest();
  interest.setChaincodesList([called]);
  const members = new discovery.PeerMembershipQuery();
  members.setFilter(interest);
  const query = new discovery.Query();
  query.setChannel(channel);
  query.setPeerQuery(members);
  const authentication = new discovery.AuthInfo();
  authentication.setClientIdentity(signer.serialized);
  const asked = new discovery.Request();
  asked.setAuthentication(authentication);
  asked.setQueriesList([query]);
  const signed = new discovery.SignedRequest();
  signed.setPayload(asked.serializeBinary());
  signed.setSignature(signer.sign(signed.getPayload_asU8()));
  return signed;
}

function endpointOf(found: discovery.Peer): string {
  const message = gossip.GossipMessage.deserializeBinary(
    found.getMembershipInfo()?.getPayload_asU8() ?? new Uint8Array(),
  );
  return message.getAliveMsg()?.getMembership()?.getEndpoint() ?? '';
}
