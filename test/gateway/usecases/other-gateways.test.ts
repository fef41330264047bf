// SPDX-License-Identifier: Apache-2.0
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openLocalPseudonymService } from '../../../gateway/pseudonyms/local-pseudonym-service.js';
import type { PseudonymService } from '../../../gateway/pseudonyms/pseudonym-service.js';
import { createUseCases } from '../../../gateway/usecases/create-use-cases.js';
import type { UseCases } from '../../../gateway/usecases/use-cases.js';
import { openDistrict, session, type District } from './support/district.js';
import { rejectionOf } from './support/rejection-of.js';
import { households, verification } from './support/submissions.js';

const attester = session('data-bureau', 'attester');
const intake = session('human-resources', 'intake');

describe('a second gateway of a department', () => {
  let district: District;
  let folder: string;
  let foreign: PseudonymService;

  before(async () => {
    district = await openDistrict();
    folder = await mkdtemp(join(tmpdir(), 'onedoor-second-'));
    await district.useCases.attestRecords(attester, households(1), {});
    foreign = await openLocalPseudonymService({
      file: join(folder, 'pseudonyms.sqlite'),
      keys: join(folder, 'foreign'),
      department: 'data-bureau',
    });
  });

  after(async () => {
    await foreign.close();
    await district.close();
    await rm(folder, { recursive: true });
  });

  const secondGateway = (pseudonyms = district.pseudonyms): Promise<UseCases> =>
    createUseCases({
      ledger: district.ledger,
      readModel: { database: district.database, waitForBlock: () => Promise.resolve(true) },
      pseudonyms,
      keys: join(folder, 'keys'),
      log: { warn: () => undefined },
    });

  it('makes no second key for a department whose records stand on the ledger', async () => {
    const refusal = await rejectionOf((await secondGateway()).attestRecords(attester, households(1), {}));
    expect(refusal).to.include({ name: 'GatewayProblem', code: 'DEPARTMENT_KEY_MISSING' });
  });

  it('makes one for a department that has nothing there yet', async () => {
    const answer = await (await secondGateway()).verify(intake, verification());
    expect(answer.materials.length).to.be.greaterThan(0);
  });

  it('knows the records of the first, once it has its key, without being started again', async () => {
    const useCases = await secondGateway();
    await rejectionOf(useCases.attestRecords(attester, households(1), {}));
    await cp(join(district.folder, 'keys', 'data-bureau.key'), join(folder, 'keys', 'data-bureau.key'));
    const answer = await useCases.attestRecords(attester, households(1), {});
    expect(answer.results.map(({ status }) => status)).to.deep.equal(['UNCHANGED']);
  });

  it('attests nothing under the pseudonyms of a service that is not the one of the ledger', async () => {
    const useCases = await secondGateway(foreign);
    const refusal = await rejectionOf(useCases.attestRecords(attester, households(2), {}));
    expect(refusal).to.include({ code: 'PSEUDONYMS_UNAVAILABLE' });
    expect(String(refusal)).to.contain('not the one that the ledger names');
    expect(await rejectionOf(useCases.verify(intake, verification()))).to.include({ code: 'PSEUDONYMS_UNAVAILABLE' });
  });
});
