// SPDX-License-Identifier: Apache-2.0
import './quiet-sdk.js';
import type { Channel, Client, DiscoveryHandler, DiscoveryService, IdentityContext, User } from 'fabric-common';
import { Gateway, type IdentityProvider } from 'fabric-network';
import { serializeIdentity } from '../../../../network/embedded/identity/serialized-identity.js';
import type { ConnectionProfile } from '../connection-profile.js';
import type { SigningIdentity } from '../signing-identity.js';

/** A connected fabric-network gateway, and what is below it. */
export interface NetworkConnection {
  readonly client: Client;
  readonly channel: Channel;
  readonly discovery: DiscoveryService;
  readonly handler: DiscoveryHandler;
  close(): void;
}

/** Connects with discovery: it names the peers of the other departments and the orderers. */
export async function connectNetwork(
  channelName: string,
  profile: ConnectionProfile,
  identity: SigningIdentity,
): Promise<NetworkConnection> {
  const gateway = new Gateway();
  try {
    await gateway.connect(profile as unknown as Record<string, unknown>, {
      identity: { type: 'X.509', mspId: identity.mspId },
      identityProvider: providerOf(identity),
      discovery: { enabled: true, asLocalhost: false },
    });
    const network = await gateway.getNetwork(channelName);
    const { discoveryService: discovery } = network as unknown as { readonly discoveryService: DiscoveryService };
    const channel = network.getChannel();
    const close = (): void => {
      gateway.disconnect();
    };
    return { client: channel.client, channel, discovery, handler: discovery.newHandler(), close };
  } catch (error) {
    gateway.disconnect();
    throw error;
  }
}

/** In whose name a message is made, signed by node:crypto instead of the SDK's own signer. */
export function contextOf(client: Client, identity: SigningIdentity): IdentityContext {
  return client.newIdentityContext(userOf(identity));
}

/** What fabric-common asks of a user when it makes and signs messages. */
function userOf(identity: SigningIdentity): User {
  const serialized = Buffer.from(serializeIdentity(identity.mspId, identity.certificate));
  const user = {
    getName: () => identity.mspId,
    getMspid: () => identity.mspId,
    getIdentity: () => ({ serialize: () => serialized }),
    getSigningIdentity: () => ({
      serialize: () => serialized,
      sign: (message: Uint8Array) => Buffer.from(identity.sign(message)),
    }),
  };
  return user as unknown as User;
}

function providerOf(identity: SigningIdentity): IdentityProvider {
  const unused = (): never => {
    throw new Error('identities of this provider are never written');
  };
  return {
    type: 'X.509',
    getCryptoSuite: unused,
    fromJson: unused,
    toJson: unused,
    getUserContext: () => Promise.resolve(userOf(identity)),
  };
}
