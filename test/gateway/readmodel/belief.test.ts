// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { canonicalJson } from '../../../chaincode/wire/canonical-json.js';
import { stateKeys } from '../../../chaincode/wire/state-keys.js';
import { listCatalogue } from '../../../gateway/readmodel/queries/catalogue.js';
import { readModelCounts } from '../../../gateway/readmodel/queries/counts.js';
import { listDisbelieved } from '../../../gateway/readmodel/queries/disbelieved.js';
import { recordById } from '../../../gateway/readmodel/queries/records.js';
import { transactionById } from '../../../gateway/readmodel/queries/transactions.js';
import { listVerifications, verificationById } from '../../../gateway/readmodel/queries/verifications.js';
import type { ReadModelDatabase } from '../../../gateway/readmodel/tables.js';
import { blocks, claimed, hashed, published, stamped, stated, unstamped, type Part, type Written } from './chain.js';
import * as documents from './documents.js';
import { applyAll, freshReadModel } from './fresh-read-model.js';

const MARRIAGE = 'civil-affairs.marriage';
const KEY = stateKeys.register(MARRIAGE, documents.digest('register pseudonym'));
const entry = documents.entry(MARRIAGE, documents.record('marriage'));
const diary = [{ role: 'applicant', diary: documents.digest('diary'), n: 1, previous: documents.H0 }];
const access = documents.access('first', { diary });
const ACCESS_KEY = stateKeys.access(access.accessId);
const conclusion = documents.conclusion(access, 'marriage');
const CONCLUSION_KEY = stateKeys.conclusion(conclusion.accessId, 'civil-affairs');
const opened = [{ parts: [stamped('human-resources', ACCESS_KEY, access)] }];

describe('what the read model believes', () => {
  let database: ReadModelDatabase;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ database, close } = await freshReadModel());
  });
  afterEach(() => close());

  async function reasonsOf(...contents: readonly (readonly Written[])[]): Promise<string[]> {
    await applyAll(database, blocks(...contents));
    return (await listDisbelieved(database, { limit: 100 })).rows.map(({ reason }) => reason);
  }
  const reasonsOfParts = (...parts: Part[]) => reasonsOf([{ parts }]);

  it('a statement whose hash its department wrote in the same transaction', async () => {
    expect(await reasonsOfParts(stated('civil-affairs', KEY, entry))).to.deep.equal([]);
    expect(await recordById(database, documents.recordIdOf('marriage'))).to.include({
      department: 'civil-affairs',
      recordType: MARRIAGE,
      status: 'VALID',
    });
  });

  const forgeries: Record<string, Part[]> = {
    'whose department wrote nothing': [claimed('civil-affairs', KEY, entry)],
    'whose hash stands in another department': [
      claimed('civil-affairs', KEY, entry),
      { hashedWrites: [hashed('human-resources', KEY, canonicalJson(entry))] },
    ],
    'under another key than the one that was hashed': [
      claimed('civil-affairs', KEY, entry),
      { hashedWrites: [hashed('civil-affairs', `${KEY}x`, canonicalJson(entry))] },
    ],
  };
  for (const [name, parts] of Object.entries(forgeries)) {
    it(`not a statement ${name}`, async () => {
      expect(await reasonsOfParts(...parts)).to.deep.equal(['NOT_HASHED']);
      expect(await recordById(database, documents.recordIdOf('marriage'))).to.equal(undefined);
      expect((await readModelCounts(database)).disbelieved).to.deep.equal({ NOT_HASHED: 1 });
    });
  }

  it('not a statement whose bytes differ from the hash in one claim', async () => {
    const { hashedWrites = [] } = stated('civil-affairs', KEY, entry);
    const altered = documents.entry(MARRIAGE, documents.record('marriage', { until: '2030-01-01' }));
    expect(await reasonsOfParts(claimed('civil-affairs', KEY, altered), { hashedWrites })).to.deep.equal([
      'NOT_HASHED',
    ]);
  });

  for (const code of ['ENDORSEMENT_POLICY_FAILURE', 'MVCC_READ_CONFLICT']) {
    it(`nothing of a transaction that ended as ${code}, which is listed all the same`, async () => {
      const parts = [stated('civil-affairs', KEY, entry), stamped('human-resources', ACCESS_KEY, access)];
      expect(await reasonsOf([{ parts, code }])).to.deep.equal([]);
      expect(await recordById(database, documents.recordIdOf('marriage'))).to.equal(undefined);
      expect((await listVerifications(database, { limit: 10 })).rows).to.deep.equal([]);
      expect(await transactionById(database, 'tx-0-0')).to.include({ validationCode: code, blockNumber: 0n });
    });
  }

  it('not what a department states about records of another', async () => {
    expect(await reasonsOfParts(stated('human-resources', KEY, entry))).to.deep.equal(['NOT_ITS_OWN']);
  });

  it('not a record that stands in another entry already', async () => {
    const elsewhere = stateKeys.register(MARRIAGE, documents.digest('somebody else'));
    const parts = [stated('civil-affairs', KEY, entry)];
    expect(await reasonsOf([{ parts }], [{ parts: [stated('civil-affairs', elsewhere, entry)] }])).to.deep.equal([
      'NOT_ITS_OWN',
    ]);
  });

  it('not a document of no known shape', async () => {
    const strange = { ...entry, note: 'free text' };
    expect(await reasonsOfParts(stated('civil-affairs', KEY, strange))).to.deep.equal(['SHAPE_UNKNOWN']);
  });

  it('a public document with the stamp of the department that it speaks for', async () => {
    expect(await reasonsOf(opened)).to.deep.equal([]);
    expect((await verificationById(database, access.accessId))?.access).to.deep.equal(access);
  });

  it('not a public document without a stamp, nor with the stamp of another department', async () => {
    const foreign = documents.access('second', { diary });
    const reasons = await reasonsOf(
      [{ parts: [unstamped(ACCESS_KEY, access)] }],
      [{ parts: [stamped('civil-affairs', stateKeys.access(foreign.accessId), foreign)] }],
    );
    expect(reasons).to.deep.equal(['NOT_STAMPED', 'NOT_STAMPED']);
    expect((await listVerifications(database, { limit: 10 })).rows).to.deep.equal([]);
  });

  it('not a stamp from an earlier transaction', async () => {
    const { hashedWrites = [], writes = [] } = stamped('human-resources', ACCESS_KEY, access);
    expect(await reasonsOf([{ parts: [{ hashedWrites }] }], [{ parts: [{ writes }] }])).to.deep.equal(['NOT_STAMPED']);
  });

  it('not an access under the key of another', async () => {
    const key = stateKeys.access(documents.accessIdOf('other'));
    expect(await reasonsOfParts(stamped('human-resources', key, access))).to.deep.equal(['KEY_FOREIGN']);
  });

  it('the first writing of an access, not a later one', async () => {
    const altered = { ...access, officer: 'officer-8' };
    const reasons = await reasonsOf(opened, [{ parts: [stamped('human-resources', ACCESS_KEY, altered)] }]);
    expect(reasons).to.deep.equal(['REWRITTEN']);
    expect((await verificationById(database, access.accessId))?.access.officer).to.equal('officer-7');
  });

  it('a conclusion of a source that was asked, once', async () => {
    const again = { ...conclusion, verdicts: [] };
    const reasons = await reasonsOf(
      opened,
      [{ parts: [stated('civil-affairs', CONCLUSION_KEY, conclusion)] }],
      [{ parts: [stated('civil-affairs', CONCLUSION_KEY, again)] }],
    );
    expect(reasons).to.deep.equal(['REWRITTEN']);
    const found = await verificationById(database, access.accessId);
    expect(found?.conclusions.map((one) => one.conclusion)).to.deep.equal([conclusion]);
  });

  it('not a conclusion of an access that is not there, or of a source that was not asked', async () => {
    const stranger = documents.conclusion(access, 'marriage', 'social-insurance');
    const key = stateKeys.conclusion(stranger.accessId, 'social-insurance');
    const reasons = await reasonsOf([{ parts: [stated('civil-affairs', CONCLUSION_KEY, conclusion)] }], opened, [
      { parts: [stated('social-insurance', key, stranger)] },
    ]);
    expect(reasons).to.deep.equal(['NOT_ASKED', 'NOT_ASKED']);
  });

  it('not a conclusion about other bytes than those of the access that is believed', async () => {
    const other = documents.conclusion({ ...access, officer: 'officer-8' }, 'marriage');
    const reasons = await reasonsOf(opened, [{ parts: [stated('civil-affairs', CONCLUSION_KEY, other)] }]);
    expect(reasons).to.deep.equal(['ACCESS_DIFFERS']);
    expect((await verificationById(database, access.accessId))?.conclusions).to.deep.equal([]);
  });

  it('a catalogue document only from its publisher', async () => {
    const document = documents.department(1);
    expect(await reasonsOfParts(published('civil-affairs', 'department', document))).to.deep.equal([
      'NOT_STAMPED',
      'NOT_STAMPED',
    ]);
    expect(await listCatalogue(database, 'department')).to.deep.equal([]);
  });

  it('not a catalogue version that leaves one out, nor a kept one that is written anew', async () => {
    const second = documents.department(2);
    const altered = { ...documents.department(1), ticketKeys: ['B'.repeat(124)] };
    const kept = stateKeys.catalogueVersion('department', 'civil-affairs', 1);
    const reasons = await reasonsOf(
      [{ parts: [published('data-bureau', 'department', second)] }],
      [{ parts: [published('data-bureau', 'department', documents.department(1))] }],
      [{ parts: [stamped('data-bureau', kept, altered)] }],
    );
    expect(reasons).to.deep.equal(['VERSION_NOT_NEXT', 'REWRITTEN', 'REWRITTEN']);
    expect(await listCatalogue(database, 'department')).to.have.length(1);
  });

  it('not a deletion, and not a key of no known kind', async () => {
    const reasons = await reasonsOf(opened, [
      { parts: [{ writes: [{ key: ACCESS_KEY }] }, unstamped('z/anything', { v: 1 })] },
    ]);
    expect(reasons).to.deep.equal(['DELETED', 'KEY_FOREIGN']);
    expect(await verificationById(database, access.accessId)).to.not.equal(undefined);
  });
});
