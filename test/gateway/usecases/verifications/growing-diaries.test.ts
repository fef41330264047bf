// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { AccessRequest } from '../../../../chaincode/domain/access/access.js';
import { openAccess } from '../../../../chaincode/transactions/open-access.js';
import { sha256 } from '../../../../gateway/readmodel/belief/digest.js';
import { alteredLedger } from '../support/altered-ledger.js';
import { openDistrict, session, type District } from '../support/district.js';
import { households, person, verification } from '../support/submissions.js';

const intake = session('human-resources', 'intake');

describe('a verification whose subject others ask about meanwhile', function () {
  this.timeout(60_000);
  let district: District;

  before(async () => {
    district = await openDistrict();
    await district.useCases.attestRecords(session('data-bureau', 'attester'), households(1, 2, 3, 4), {});
  });

  after(async () => {
    await district.close();
  });

  /** Opens an access as another client of the ledger would, beside this gateway. */
  async function openBeside(sequence: number): Promise<void> {
    const { department, role, officer } = intake;
    const ticket = await district.pseudonyms.issueTicket(
      { department, role, purpose: 'VERIFY' },
      {
        itemCode: 'human-resources.graduate-report',
        caseRef: sha256('another case'),
        subjects: [{ role: 'applicant', ...person(sequence) }],
        sources: ['data-bureau'],
        minutes: 30,
      },
    );
    const request: AccessRequest = {
      ticket: ticket.core,
      itemVersion: 1,
      purposeCode: 'graduate-services',
      legalBasis: { kind: 'STATUTORY', dutyCode: 'graduate-placement' },
      disclose: 'verdicts',
      materials: ['household-proof'],
      fields: [],
      answersDigest: sha256('answers'),
    };
    const accesses = [{ officer, request }];
    const { response } = await district.ledger.submit(
      openAccess,
      { department, accesses },
      { caller: { department, role }, watch: undefined },
    );
    expect(response.results.map(({ outcome }) => outcome)).to.deep.equal(['OPENED']);
  }

  /** Lets others in before the first tries of a source. */
  async function verifyAmid(sequence: number, ...openings: readonly number[]) {
    const tries = [...openings];
    let concluding = 0;
    const useCases = await district.useCasesOver(
      alteredLedger(district.ledger, {
        before: async ({ name }) => {
          if (name !== 'ConcludeAccess') return;
          concluding += 1;
          for (let left = tries.shift() ?? 0; left > 0; left -= 1) await openBeside(sequence);
        },
      }),
    );
    const answer = await useCases.verify(intake, verification({ subjects: { applicant: person(sequence) } }));
    return { answer, concluding };
  }

  it('ends well: the source is asked again, with the rows that came in between', async () => {
    const { answer, concluding } = await verifyAmid(1, 1);
    expect(answer.outcome).to.equal('SATISFIED');
    expect(concluding).to.equal(2);
  });

  it('ends well where several came in, and again at the second try', async () => {
    const { answer, concluding } = await verifyAmid(2, 3, 2);
    expect(answer.outcome).to.equal('SATISFIED');
    expect(concluding).to.equal(3);
  });

  it('shows the rows at once where the read model knows them', async () => {
    let opened = false;
    const useCases = await district.useCasesOver({
      ...alteredLedger(district.ledger, {}),
      submit: async (transaction, request, options) => {
        const committed = await district.ledger.submit(transaction, request, options);
        if (transaction.name === 'OpenAccess' && !opened) {
          opened = true;
          await openBeside(3);
          await district.shown();
        }
        return committed;
      },
    });
    const before = await district.ledger.height();
    const answer = await useCases.verify(intake, verification({ subjects: { applicant: person(3) } }));
    expect(answer.outcome).to.equal('SATISFIED');
    expect((await district.ledger.height()) - before).to.equal(3n);
  });

  it('leaves the source out, after a few tries, where the diary never stands still', async () => {
    const { answer, concluding } = await verifyAmid(4, ...Array.from({ length: 20 }, () => 1));
    expect(answer.materials.map(({ verdict }) => verdict)).to.deep.equal(['UNAVAILABLE']);
    expect(concluding).to.equal(6);
    expect(district.logged.at(-1)).to.include({ source: 'data-bureau', code: 'DIARY_NOT_SHOWN' });
  });
});
