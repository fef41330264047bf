// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { DomainError } from '../../../chaincode/domain/domain-error.js';
import { encodeDomainError } from '../../../chaincode/wire/domain-error-codec.js';
import { ChannelError } from '../../../gateway/ledger/fabric/channel-error.js';
import { endorseBySets, type EndorsingParts } from '../../../gateway/ledger/fabric/endorsing.js';
import { PeerHeights } from '../../../gateway/ledger/fabric/peer-heights.js';
import { signingIdentity } from '../../../gateway/ledger/fabric/signing-identity.js';
import { LedgerUnavailable } from '../../../gateway/ledger/ledger-errors.js';
import { LedgerFault } from '../../../gateway/ledger/ledger-fault.js';
import { createAuthority } from '../../../network/embedded/identity/certificate-authority.js';

const CALL = { chaincode: 'onedoor', transaction: 'onedoor:Any', args: ['{}'], transient: {} };
const SETS = [
  ['AMSP', 'BMSP'],
  ['AMSP', 'CMSP'],
];
const good = { transactionId: 'a'.repeat(64), payload: new Uint8Array(), envelope: new Uint8Array() };
const different = new ChannelError('DIFFERENT', 'the endorsing peers do not give the same answer');
const silent = new ChannelError('UNAVAILABLE', 'BMSP does not answer');

/** Peers of these heights, whose answers come one after the other; the last one from then on. */
async function endorse(heights: () => bigint[], answers: (ChannelError | undefined)[]) {
  const asked: string[] = [];
  const channel: EndorsingParts['channel'] = {
    endorse: (_: unknown, __: unknown, endorsers) => {
      asked.push(endorsers.join('+'));
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      return answer === undefined ? Promise.resolve(good) : Promise.reject(answer);
    },
  };
  const order = ['AMSP', 'BMSP', 'CMSP'];
  const known = new PeerHeights((mspId) => Promise.resolve(heights()[order.indexOf(mspId)] ?? 0n), 100);
  const identity = signingIdentity({ mspId: 'AMSP', ...(await createAuthority('AMSP')) });
  const result = await endorseBySets({ channel, heights: known, patience: 300 }, identity, CALL, SETS).catch(
    (error: unknown) => error,
  );
  return { result, asked };
}

describe('endorsement by those that a declaration names', () => {
  it('takes the next witness when one does not answer', async () => {
    const { result, asked } = await endorse(() => [5n, 5n, 5n], [silent, undefined]);
    expect(result).to.equal(good);
    expect(asked).to.deep.equal(['AMSP+BMSP', 'AMSP+CMSP']);
  });

  it('asks again while blocks reach the peers one after the other', async () => {
    let height = 4n;
    const { result, asked } = await endorse(() => [9n, (height += 1n)], [different, different, undefined]);
    expect(result).to.equal(good);
    expect(asked).to.have.length(3);
  });

  it('calls it a fault, and asks nobody else, when peers go on differing at the same height', async () => {
    const { result, asked } = await endorse(() => [5n, 5n, 5n], [different]);
    expect(result).to.be.instanceOf(LedgerFault);
    expect((result as Error).message).to.include('AMSP and BMSP');
    expect(new Set(asked)).to.deep.equal(new Set(['AMSP+BMSP']));
  });

  it('is unavailable when they never agree while they move', async () => {
    let height = 0n;
    const { result } = await endorse(() => [(height += 1n), (height += 1n), (height += 1n)], [different]);
    expect(result).to.be.instanceOf(LedgerUnavailable);
  });

  it('calls it a fault, and asks nobody else, when a peer gives something else for signing', async () => {
    const { result, asked } = await endorse(() => [5n, 5n, 5n], [new ChannelError('FOREIGN', 'its call is another')]);
    expect(result).to.be.instanceOf(LedgerFault).and.include({ validationCode: undefined });
    expect(asked).to.have.length(1);
  });

  it('passes a refusal on at once', async () => {
    const text = `chaincode response 500, ${encodeDomainError(new DomainError('CONSENT_UNKNOWN', 'none'))}`;
    const { result, asked } = await endorse(() => [5n, 5n, 5n], [new ChannelError('REFUSED', text)]);
    expect(result).to.be.instanceOf(DomainError).and.include({ code: 'CONSENT_UNKNOWN' });
    expect(asked).to.have.length(1);
  });
});
