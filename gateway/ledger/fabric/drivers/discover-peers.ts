// SPDX-License-Identifier: Apache-2.0
import type { Client } from '@grpc/grpc-js';
import { discovery, gossip } from '@hyperledger/fabric-protos';
import { serializeIdentity } from '../../../../network/embedded/identity/serialized-identity.js';
import { ChannelError } from '../channel-error.js';
import type { Endpoint } from '../connection-profile.js';
import type { SigningIdentity } from '../signing-identity.js';

const METHOD = '/discovery.Discovery/Discover';

export interface DiscoveryQuestion {
  readonly channel: string;
  readonly identity: SigningIdentity;
  /** Milliseconds since 1970. */
  readonly deadline: number;
}

/**
 * The peers of the channel by organisation (MSP id), as the asked peer knows them by gossip, with the TLS roots that the
 * channel's configuration names for each organisation. One without a live peer has none; what is no address is left out.
 * @throws {ChannelError}
 */
export async function discoverPeers(
  client: Client,
  question: DiscoveryQuestion,
): Promise<ReadonlyMap<string, readonly Endpoint[]>> {
  const { msps, peers } = resultsIn(await ask(client, question));
  const found = new Map<string, readonly Endpoint[]>();
  for (const [mspId, msp] of msps.entries()) {
    const pem = [...msp.getTlsRootCertsList_asU8(), ...msp.getTlsIntermediateCertsList_asU8()].map(textOf).join('\n');
    const addresses = (peers.get(mspId)?.getPeersList() ?? []).map(addressOf).filter(isAddress);
    found.set(
      mspId,
      addresses.sort().map((address) => ({ url: `grpcs://${address}`, tlsCACerts: { pem } })),
    );
  }
  return found;
}

function resultsIn(answer: discovery.Response) {
  const [configuration, membership] = answer.getResultsList();
  const msps = configuration?.getConfigResult()?.getMspsMap();
  const peers = membership?.getMembers()?.getPeersByOrgMap();
  if (msps !== undefined && peers !== undefined) return { msps, peers };
  const said = [configuration, membership].map((result) => result?.getError()?.getContent() ?? '').join(' ');
  throw new ChannelError('UNAVAILABLE', `the own peer does not say where other peers are: ${said}`);
}

function ask(client: Client, { channel, identity, deadline }: DiscoveryQuestion): Promise<discovery.Response> {
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      METHOD,
      (request: discovery.SignedRequest) => Buffer.from(request.serializeBinary()),
      (bytes: Buffer) => discovery.Response.deserializeBinary(bytes),
      signedRequest(channel, identity),
      { deadline },
      (error, answer) => {
        if (answer !== undefined) resolve(answer);
        else reject(new ChannelError('UNAVAILABLE', `the own peer was asked for others: ${error?.message ?? ''}`));
      },
    );
  });
}

function signedRequest(channel: string, identity: SigningIdentity): discovery.SignedRequest {
  const configuration = new discovery.Query();
  configuration.setChannel(channel);
  configuration.setConfigQuery(new discovery.ConfigQuery());
  const members = new discovery.Query();
  members.setChannel(channel);
  members.setPeerQuery(new discovery.PeerMembershipQuery());
  const authentication = new discovery.AuthInfo();
  authentication.setClientIdentity(serializeIdentity(identity.mspId, identity.certificate));
  const request = new discovery.Request();
  request.setAuthentication(authentication);
  request.setQueriesList([configuration, members]);
  const signed = new discovery.SignedRequest();
  signed.setPayload(request.serializeBinary());
  signed.setSignature(identity.sign(signed.getPayload_asU8()));
  return signed;
}

function addressOf(found: discovery.Peer): string {
  const payload = found.getMembershipInfo()?.getPayload_asU8() ?? new Uint8Array();
  return gossip.GossipMessage.deserializeBinary(payload).getAliveMsg()?.getMembership()?.getEndpoint() ?? '';
}

/** What one department's peer says of itself: nonsense must not keep anybody from the others. */
function isAddress(address: string): boolean {
  return /^[^\s/?#@]+:[0-9]+$/u.test(address) && URL.canParse(`grpcs://${address}`);
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
