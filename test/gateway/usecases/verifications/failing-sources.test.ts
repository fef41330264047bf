// SPDX-License-Identifier: Apache-2.0
import { createCipheriv } from 'node:crypto';
import { expect } from 'chai';
import { LedgerUnavailable, OutcomeUnknown } from '../../../../gateway/ledger/ledger-errors.js';
import { GatewayProblem } from '../../../../gateway/usecases/gateway-problem.js';
import { unseal } from '../../../../gateway/usecases/verifications/unseal.js';
import { alteredLedger, type Call } from '../support/altered-ledger.js';
import { openDistrict, session, type District } from '../support/district.js';
import { rejectionOf } from '../support/rejection-of.js';
import { households, marriage, person, verification } from '../support/submissions.js';

const intake = session('human-resources', 'intake');
const couple = verification({
  scenario: { married: true },
  subjects: { applicant: person(1), spouse: person(2) },
  disclose: 'fields',
});

interface Released {
  openings: { recordId: string; claim: string; salt: string; value: unknown }[];
}

/** What a source would send that does not keep to its commitments. */
function resealed(call: Call, response: unknown, change: (released: Released) => void): unknown {
  const { sealed } = response as { sealed: string };
  const key = Buffer.from(String(call.transient?.['key']), 'base64url');
  const released = JSON.parse(unseal(key, sealed)) as Released;
  change(released);
  const nonce = Buffer.alloc(12, 7);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const text = Buffer.concat([cipher.update(JSON.stringify(released), 'utf8'), cipher.final()]);
  return { ...(response as object), sealed: Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64url') };
}

describe('a source that fails', function () {
  this.timeout(60_000);
  let district: District;

  before(async () => {
    district = await openDistrict();
    const { useCases } = district;
    await useCases.attestRecords(session('data-bureau', 'attester'), households(1, 2), {});
    await useCases.attestRecords(session('civil-affairs', 'attester'), marriage(1, 2), {});
  });

  after(async () => {
    await district.close();
  });

  async function over(alteration: Parameters<typeof alteredLedger>[1]) {
    return district.useCasesOver(alteredLedger(district.ledger, alteration));
  }

  for (const error of [new LedgerUnavailable('no peer'), new OutcomeUnknown('tx'), new Error('broken')]) {
    it(`is UNAVAILABLE for its materials when it ends in ${error.name}, and the others' answers stand`, async () => {
      const useCases = await over({
        before: ({ name, request }) => {
          const { department } = request as { department: string };
          if (name === 'ConcludeAccess' && department === 'civil-affairs') throw error;
        },
      });
      const answer = await useCases.verify(intake, couple);
      expect(answer.outcome).to.equal('INCOMPLETE');
      expect(answer.materials.map(({ verdict }) => verdict)).to.deep.equal(['VERIFIED', 'UNAVAILABLE']);
      expect(answer.missing[0]).to.include({ materialCode: 'marriage-proof', verdict: 'UNAVAILABLE' });
      expect(answer.prefill.map(({ field }) => field)).to.include('name');
      expect(district.logged.at(-1)).to.include({ source: 'civil-affairs', accessId: answer.verificationId });
    });
  }

  it('leaves its fields empty when it releases nothing', async () => {
    const useCases = await over({
      before: ({ name }) => {
        if (name === 'ReleaseClaims') throw new LedgerUnavailable('no peer');
      },
    });
    const answer = await useCases.verify(intake, couple);
    expect(answer.outcome).to.equal('SATISFIED');
    expect(answer.prefill).to.deep.equal([]);
    expect(answer.valuesUnavailable).to.deep.equal(['data-bureau']);
  });

  const forgeries: { name: string; change: (released: Released) => void }[] = [
    {
      name: 'another value',
      change: ({ openings }) => {
        for (const opening of openings) opening.value = 'Forged Road';
      },
    },
    {
      name: 'another salt',
      change: ({ openings }) => {
        for (const opening of openings) opening.salt = 'A'.repeat(22);
      },
    },
    {
      name: 'a claim that was not granted',
      change: ({ openings }) => {
        for (const opening of openings) opening.claim = 'income';
      },
    },
    {
      name: 'a record that was not granted',
      change: ({ openings }) => {
        for (const opening of openings) opening.recordId = '0'.repeat(26);
      },
    },
  ];

  for (const { name, change } of forgeries) {
    it(`by releasing ${name} is caught: no value is passed on, and the problem names none`, async () => {
      const useCases = await over({
        answer: (call, response) => (call.name === 'ReleaseClaims' ? resealed(call, response, change) : response),
      });
      const problem = await rejectionOf(useCases.verify(intake, couple));
      expect(problem).to.be.instanceOf(GatewayProblem).with.property('code', 'SOURCE_OPENING_MISMATCH');
      const { extensions } = problem as GatewayProblem;
      expect(extensions).to.include.keys('verificationId', 'ledger', 'department', 'claims');
      expect(extensions['department']).to.equal('data-bureau');
      expect(JSON.stringify(extensions)).not.to.contain('Road').and.not.to.contain('Name');
    });
  }

  it('by a seal under another key leaves its fields empty', async () => {
    const useCases = await over({
      answer: (call, response) =>
        call.name === 'ReleaseClaims' ? { ...(response as object), sealed: 'A'.repeat(80) } : response,
    });
    const answer = await useCases.verify(intake, couple);
    expect(answer.prefill).to.deep.equal([]);
  });

  it('is not asked when it is not known whether the access was opened: the caller learns just that', async () => {
    const asked: string[] = [];
    const useCases = await over({
      before: ({ name }) => {
        asked.push(name);
        if (name === 'OpenAccess') throw new OutcomeUnknown('tx');
      },
    });
    const problem = await rejectionOf(useCases.verify(intake, couple));
    expect(problem).to.be.instanceOf(OutcomeUnknown);
    expect(asked).to.deep.equal(['OpenAccess']);
  });
});
