// SPDX-License-Identifier: Apache-2.0

/** A node as a client reaches it. */
export interface ProfileEntry {
  readonly name: string;
  readonly address: string;
  readonly root: string;
}

export interface ProfileParts {
  readonly network: string;
  readonly department: string;
  readonly mspId: string;
  readonly peers: readonly ProfileEntry[];
  readonly orderers: readonly ProfileEntry[];
  readonly ca: ProfileEntry & { readonly caNames: { readonly signing: string; readonly tls: string } };
}

/**
 * Fabric's connection profile of one department: its own peers and authorities, all orderers. Of the two authorities
 * the first certifies who signs, the second, `….tls`, who speaks TLS; one server answers for both.
 */
export function connectionProfile({ network, department, mspId, peers, orderers, ca }: ProfileParts): object {
  const tlsCa = `${ca.name}.tls`;
  const authority = (caName: string): object => ({
    url: `https://${ca.address}`,
    caName,
    tlsCACerts: { pem: ca.root },
  });
  const grpcs = ({ address, root }: ProfileEntry): object => ({ url: `grpcs://${address}`, tlsCACerts: { pem: root } });
  return {
    name: `${network}.${department}`,
    version: '1.0.0',
    client: { organization: mspId },
    organizations: {
      [mspId]: { mspid: mspId, peers: peers.map(({ name }) => name), certificateAuthorities: [ca.name, tlsCa] },
    },
    peers: Object.fromEntries(peers.map((peer) => [peer.name, grpcs(peer)])),
    orderers: Object.fromEntries(orderers.map((orderer) => [orderer.name, grpcs(orderer)])),
    certificateAuthorities: { [ca.name]: authority(ca.caNames.signing), [tlsCa]: authority(ca.caNames.tls) },
  };
}
