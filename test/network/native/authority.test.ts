// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { authorityConfig } from '../../../network/native/config/ca-config.js';
import { authoritiesOf, ordererOrganisation, peerOrganisation } from '../../../network/native/plan/organisations.js';

const BUREAU = { code: 'data-bureau', mspId: 'DataBureauMSP' };
const authorities = authoritiesOf([peerOrganisation(BUREAU), ordererOrganisation(BUREAU)]);

describe("a department's authorities", () => {
  it('are two of each organisation, one of which certifies TLS alone; the first is also of the server itself', () => {
    expect(authorities.map(({ caName, use, path }) => [caName, use, path])).to.deep.equal([
      ['data-bureau-tls-ca', 'tls', ''],
      ['data-bureau-ca', 'signing', 'peers-signing'],
      ['data-bureau-orderer-tls-ca', 'tls', 'orderers-tls'],
      ['data-bureau-orderer-ca', 'signing', 'orderers-signing'],
    ]);
  });

  it('know the profile of TLS certificates where they are for TLS, and nowhere else', () => {
    const profiles = authorities.map((authority) => {
      const { signing } = authorityConfig(authority) as { signing: { profiles: object } };
      return Object.keys(signing.profiles);
    });
    expect(profiles).to.deep.equal([['tls'], [], ['tls'], []]);
  });

  it('have a registrar with a first secret until it is certified, and name none afterwards', () => {
    for (const authority of authorities) {
      const identities = (registrar?: { id: string; secret: string }): unknown =>
        (authorityConfig(authority, registrar) as { registry: { identities: unknown } }).registry.identities;
      expect(identities({ id: 'registrar', secret: 'once' })).to.have.lengthOf(1);
      expect(identities()).to.deep.equal([]);
    }
  });
});
