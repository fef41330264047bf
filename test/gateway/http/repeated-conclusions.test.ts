// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { SHARED_SCHEMAS } from '../../../gateway/http/shared-schemas.js';
import type { UseCases } from '../../../gateway/usecases/use-cases.js';
import type { VerificationAnswer } from '../../../gateway/usecases/verifications/verification-answer.js';
import { verificationOf } from './case-builders.js';
import { openEdge } from './support.js';

describe('a conclusion that was answered, repeated with its key', () => {
  it('after the access has ended gets what stands on the ledger, where a new request is refused', async () => {
    const schemas = SHARED_SCHEMAS as readonly { $id: string; examples?: readonly VerificationAnswer[] }[];
    const [answer] = schemas.find(({ $id }) => $id === 'VerificationAnswer')?.examples ?? [];
    if (answer === undefined) throw new Error('no example');
    let hasEnded = false;
    const edge = await openEdge({
      concludeVerification: () =>
        hasEnded ? Promise.reject(new DomainError('ACCESS_EXPIRED')) : Promise.resolve(answer),
      again: { recallVerification: () => Promise.resolve(answer) } as Partial<UseCases['again']> as UseCases['again'],
    });
    try {
      const { scenario, subjects } = verificationOf(1);
      const token = await edge.token('intake');
      const conclude = async (key: string) => {
        const url = `/v1/verifications/${answer.verificationId}/conclusions`;
        const headers = { authorization: `Bearer ${token}`, 'idempotency-key': key };
        const { statusCode, body } = await edge.app.inject({
          method: 'POST',
          url,
          headers,
          payload: { scenario, subjects },
        });
        return { statusCode, body };
      };
      const first = await conclude('first');
      expect(first.statusCode).to.equal(200);
      hasEnded = true;
      expect(await conclude('first')).to.deep.equal(first);
      const other = await conclude('second');
      expect(other.body).to.contain('ACCESS_EXPIRED');
    } finally {
      await edge.close();
    }
  });
});
