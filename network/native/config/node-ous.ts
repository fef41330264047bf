// SPDX-License-Identifier: Apache-2.0

/** An MSP folder's config.yaml: the certificate's unit says whether it is a client, a peer, an admin or an orderer. */
export function nodeOus(): object {
  const unit = (name: string): object => ({ Certificate: 'cacerts/ca.pem', OrganizationalUnitIdentifier: name });
  return {
    NodeOUs: {
      Enable: true,
      ClientOUIdentifier: unit('client'),
      PeerOUIdentifier: unit('peer'),
      AdminOUIdentifier: unit('admin'),
      OrdererOUIdentifier: unit('orderer'),
    },
  };
}
