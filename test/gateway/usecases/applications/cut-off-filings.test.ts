// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { depositParts } from '../../../../chaincode/transactions/deposit-parts.js';
import { fileApplications } from '../../../../chaincode/transactions/file-applications.js';
import { moveApplications } from '../../../../chaincode/transactions/move-applications.js';
import { moveTasks } from '../../../../chaincode/transactions/move-tasks.js';
import { publishItem } from '../../../../chaincode/transactions/publish-item.js';
import { findTransaction, type CommittedPart } from '../../../../gateway/ledger/find-transaction.js';
import { LedgerUnavailable } from '../../../../gateway/ledger/ledger-errors.js';
import type { SubmissionWatch } from '../../../../gateway/ledger/submission-watch.js';
import { ApplicationRefused } from '../../../../gateway/usecases/applications/application-refused.js';
import { applicationById } from '../../../../gateway/readmodel/queries/applications.js';
import type { UseCases } from '../../../../gateway/usecases/use-cases.js';
import { publishApplicationCatalogue, publishCalendars, reviewed } from '../../http/application-catalogue.js';
import { applicationOf, contact } from '../../http/application-support.js';
import { alteredLedger } from '../support/altered-ledger.js';
import { openDistrict, session, type District } from '../support/district.js';
import { rejectionOf } from '../support/rejection-of.js';
import { households } from '../support/submissions.js';

const intake = session('human-resources', 'intake');
const officer = session('human-resources', 'officer');

/** A gateway that ends before it hands over a transaction of that name; a repeat finds what stands of the request. */
class Killed extends Error {}

describe('applications whose filing was cut off', function () {
  this.timeout(60_000);
  let district: District;
  before(async () => {
    district = await openDistrict();
    await publishApplicationCatalogue(district.ledger);
    await publishCalendars(district.ledger);
    await district.shown();
    await district.useCases.attestRecords(session('data-bureau', 'attester'), households(1, 2, 3, 4, 5, 6), {});
  });
  after(() => district.close());

  const filings = async () =>
    Number(
      (
        await district.database
          .selectFrom('applications')
          .select((on) => on.fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    );
  /** Runs until the gateway is killed, and says what stands on the ledger of it. */
  const until = async (name: string, run: (useCases: UseCases, watch: SubmissionWatch) => Promise<unknown>) => {
    const prepared: { readonly transactionId: string; readonly place: number }[] = [];
    const watch: SubmissionWatch = {
      prepared: (one) => {
        prepared.push(one);
        return Promise.resolve();
      },
      settled: () => undefined,
    };
    const before = (call: { readonly name: string }) => {
      if (call.name === name) throw new Killed();
    };
    await run(await district.useCasesOver(alteredLedger(district.ledger, { before })), watch).catch(
      (error: unknown) => {
        expect(error).to.be.instanceOf(Killed);
      },
    );
    await district.shown();
    const parts: CommittedPart[] = [];
    for (const { transactionId, place } of prepared) {
      const found = await findTransaction(district.ledger, transactionId);
      if (found !== undefined) parts.push({ ...found, place });
    }
    return parts;
  };

  it('before it was filed: the access stands, and is filed with, not opened again', async () => {
    const body = applicationOf(1);
    const run = (useCases: UseCases, watch: SubmissionWatch) => useCases.fileApplication({ ...intake, watch }, body);
    const committed = await until(fileApplications.name, run);
    expect(committed.map(({ call }) => call?.name)).to.deep.equal(['OpenAccess', 'ConcludeAccess']);
    const before = await filings();
    const answer = await district.useCases.again.fileApplication(intake, body, committed);
    expect(answer.items.map(({ deposit }) => deposit)).to.deep.equal(['DEPOSITED']);
    expect(await filings()).to.equal(before + 1);
    const opened = committed.flatMap(
      ({ response }) => (response as { results?: { accessId?: string }[] }).results ?? [],
    );
    expect(answer.items[0]?.verificationId).to.equal(opened[0]?.accessId);
  });

  it('after it was filed: what was not deposited is, and nothing is filed twice', async () => {
    const body = applicationOf(2);
    const run = (useCases: UseCases, watch: SubmissionWatch) => useCases.fileApplication({ ...intake, watch }, body);
    const committed = await until(depositParts.name, run);
    const before = await filings();
    const answer = await district.useCases.again.fileApplication(intake, body, committed);
    expect(answer.items.map(({ deposit }) => deposit)).to.deep.equal(['DEPOSITED']);
    expect(answer.application?.state).to.equal('SUBMITTED');
    expect(await filings()).to.equal(before);
  });

  it('to a department that does not answer: it is told, and tried again from the same words', async () => {
    const body = applicationOf(3, { form: { account: 'Account 3', address: 'Elsewhere 3' } });
    const silent = alteredLedger(district.ledger, {
      before: ({ name }) => {
        if (name === depositParts.name) throw new LedgerUnavailable('the department does not answer');
      },
    });
    const { applicationId, items } = await (await district.useCasesOver(silent)).fileApplication(intake, body);
    expect(items.map(({ deposit }) => deposit)).to.deep.equal(['PENDING']);
    const { form = {}, scenario } = body;
    const others = { contact, scenario, form: { ...form, address: 'Elsewhere 4' } };
    const differs = await rejectionOf(district.useCases.depositAgain(intake, applicationId, others));
    expect(differs).to.include({ code: 'DEPOSIT_DIFFERS' });
    const { deposits } = await district.useCases.depositAgain(intake, applicationId, { contact, scenario, form });
    expect(deposits.map(({ deposit }) => deposit)).to.deep.equal(['DEPOSITED']);
    const read = await district.useCases.readForm(officer, applicationId, {});
    expect(read.form).to.deep.equal({ name: 'Name 3', address: 'Elsewhere 3', account: 'Account 3' });
  });

  it('by a move: it is made once, and what goes with it is deposited', async () => {
    const { applicationId } = await district.useCases.fileApplication(intake, applicationOf(4));
    const wishOf = async (move: object) => {
      const { tag = '' } = (await applicationById(district.database, applicationId)) ?? {};
      return { applicationId, body: move as never, tag };
    };
    const notice = await wishOf({
      move: 'REQUEST_CORRECTION',
      reason: 'FORM_INCOMPLETE',
      materials: [],
      fields: ['account'],
    });
    const unmade = await until(moveTasks.name, (useCases, watch) =>
      useCases.moveApplication({ ...officer, watch }, notice),
    );
    expect(unmade).to.deep.equal([]);
    await district.useCases.again.moveApplication(officer, notice, unmade);
    const deposit = { contact, scenario: { married: false }, form: { account: 'Account 5' } };
    const answer = await wishOf({ move: 'CORRECT', materials: [], deposit });
    const made = await until(depositParts.name, (useCases, watch) =>
      useCases.moveApplication({ ...intake, watch }, answer),
    );
    expect(made.map(({ call }) => call?.name)).to.deep.equal([moveApplications.name]);
    const again = await district.useCases.again.moveApplication(intake, answer, made);
    expect(again.tasks.map(({ state }) => state)).to.deep.equal(['SUBMITTED']);
    expect(again.deposits?.map((one) => one.deposit)).to.deep.equal(['DEPOSITED']);
    const read = await district.useCases.readForm(officer, applicationId, {});
    expect(read.form['account']).to.equal('Account 5');
  });

  it('by a new version of the item: nothing is filed under the old one', async () => {
    const before = await filings();
    let isPublished = false;
    const racing = alteredLedger(district.ledger, {
      before: async ({ name }) => {
        if (name !== fileApplications.name || isPublished) return;
        isPublished = true;
        const by = { caller: { department: 'human-resources', role: 'publisher' as const }, watch: undefined };
        const document = { ...reviewed, version: 2 };
        await district.ledger.submit(publishItem, { department: 'human-resources', document }, by);
      },
    });
    const useCases = await district.useCasesOver(racing);
    const refusal = await rejectionOf(useCases.fileApplication(intake, applicationOf(6)));
    expect(refusal).to.be.instanceOf(ApplicationRefused).and.include({ code: 'VERSION_UNKNOWN' });
    await district.shown();
    expect(await filings()).to.equal(before);
  });
});
