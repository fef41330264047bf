// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { commitmentTo } from '../../../../chaincode/wire/commitment.js';
import type { Ledger } from '../../../../gateway/ledger/ledger.js';
import { sha256 } from '../../../../gateway/readmodel/belief/digest.js';
import type { RecordView } from '../../../../gateway/readmodel/queries/records.js';
import { resultValues } from '../../../../gateway/usecases/certificates/result-values.js';
import { rejectionOf } from '../support/rejection-of.js';

const recordId = 'A'.repeat(26);
const openings = ['name', 'number'].map((claim) => ({ recordId, claim, salt: claim.padEnd(22, 'A'), value: claim }));
const commitments = Object.fromEntries(
  openings.map(({ claim, salt, value }) => [claim, commitmentTo({ salt, name: claim, value }, sha256)]),
);

function sealed(keyText: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(keyText, 'base64url'), nonce);
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

describe('values of a result', () => {
  const read = (shown: readonly object[]) => {
    const evaluate = (_: unknown, __: unknown, { transient }: { readonly transient: { readonly key: string } }) =>
      Promise.resolve({ sealed: sealed(transient.key, JSON.stringify({ openings: shown })) });
    const task = { applicationId: 'a'.repeat(26), itemCode: 'market-supervision.permit' };
    const session = { department: 'market-supervision', role: 'officer', officer: 'officer-1' } as const;
    const record = { recordId, commitments } as unknown as RecordView;
    return resultValues({ evaluate } as unknown as Ledger, session, record, task);
  };

  it('are those that were committed to', async () => {
    expect([...(await read(openings))]).to.deep.equal([
      ['name', 'name'],
      ['number', 'number'],
    ]);
  });

  it('are not taken in part, with another value, or from another record', async () => {
    const [first = {}, second = {}] = openings;
    for (const shown of [[], [first], [first, first], [first, { ...second, value: 'other' }]])
      expect(await rejectionOf(read(shown)), JSON.stringify(shown)).to.include({ code: 'SOURCE_OPENING_MISMATCH' });
    const foreign = openings.map((one) => ({ ...one, recordId: 'B'.repeat(26) }));
    expect(await rejectionOf(read(foreign))).to.include({ code: 'SOURCE_OPENING_MISMATCH' });
  });
});
