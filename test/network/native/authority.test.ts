// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { authorityConfig } from '../../../network/native/config/ca-config.js';

describe("an authority's configuration", () => {
  it("takes the registrar's first secret once, and names no registrar afterwards", () => {
    const identities = (registrar?: { id: string; secret: string }): unknown =>
      (authorityConfig('ca', 'AMSP', registrar) as { registry: { identities: unknown } }).registry.identities;
    expect(identities({ id: 'registrar', secret: 'once' }))
      .to.have.lengthOf(1)
      .and.to.have.nested.property('[0].maxenrollments', 1);
    expect(identities()).to.deep.equal([]);
  });
});
