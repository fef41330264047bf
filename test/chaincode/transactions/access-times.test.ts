// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { RefusalCode } from '../../../chaincode/domain/refusals.js';
import { addMinutes } from '../../../chaincode/domain/time.js';
import { attestRecords } from '../../../chaincode/transactions/attest-records.js';
import { concludeAccess } from '../../../chaincode/transactions/conclude-access.js';
import { consentToItem } from '../../../chaincode/transactions/consent-to-item.js';
import { openAccess } from '../../../chaincode/transactions/open-access.js';
import { publishAccreditation } from '../../../chaincode/transactions/publish-accreditation.js';
import { publishDepartment } from '../../../chaincode/transactions/publish-department.js';
import { publishDuty } from '../../../chaincode/transactions/publish-duty.js';
import { publishItem } from '../../../chaincode/transactions/publish-item.js';
import { publishPurpose } from '../../../chaincode/transactions/publish-purpose.js';
import { publishRecordType } from '../../../chaincode/transactions/publish-record-type.js';
import { releaseClaims } from '../../../chaincode/transactions/release-claims.js';
import {
  AT,
  field,
  MARRIAGE,
  material,
  evidenceOf,
  READING_DUTY,
  READING_PURPOSE,
  reportItem,
  ticketId,
  TICKET_ENDS,
} from '../support/access.js';
import { INTAKE, KEY, partOf, requestOf, SERVICE, type Case } from '../support/access-district.js';
import { attestation, sent } from '../support/attesting.js';
import { accreditation, department } from '../support/catalogue.js';
import { MemoryLedger } from '../support/memory-ledger.js';

const LONG_AGO = '2024-01-01T00:00:00.000Z';
const publisher = (as: string) => ({ as, role: 'publisher', at: LONG_AGO }) as const;
const ITEM = reportItem({
  requirements: [material('marriage-proof', [{ evidence: [evidenceOf('claim.married')] }])],
  fields: [field('fullName', 'name')],
});

/** Header times that a network would not endorse today. */
describe('the times of an access', () => {
  let ledger: MemoryLedger;
  beforeEach(async () => {
    ledger = new MemoryLedger();
    const registrar = publisher('data-bureau');
    const publish = (document: object, as = 'data-bureau') => ({ department: as, document });
    const service = department('data-bureau', { bodies: ['PSEUDONYM_SERVICE'], ticketKeys: [SERVICE.publicKey] });
    for (const one of [service, department('human-resources'), department('civil-affairs')]) {
      await ledger.run(publishDepartment, publish(one), registrar);
    }
    await ledger.run(publishPurpose, publish(READING_PURPOSE), registrar);
    await ledger.run(publishRecordType, publish(MARRIAGE, 'civil-affairs'), publisher('civil-affairs'));
    await ledger.run(publishAccreditation, publish(accreditation()), registrar);
    const duty = { ...READING_DUTY, recordTypes: READING_DUTY.recordTypes.slice(0, 1) };
    await ledger.run(publishDuty, publish(duty), registrar);
    await ledger.run(publishItem, publish(ITEM, 'human-resources'), publisher('human-resources'));
    const { request, transient } = attestation([sent('Li', '1', { name: '李', married: true })]);
    const call = {
      as: 'civil-affairs',
      role: 'attester',
      at: LONG_AGO,
      transient: { records: JSON.stringify(transient.records) },
    } as const;
    await ledger.run(attestRecords, request, call);
    await consent(LONG_AGO);
  });

  const consent = (at: string) => {
    const recordTypes = [{ recordType: MARRIAGE.code, claims: ['name'] }];
    const terms = { itemCode: ITEM.code, itemVersion: 1, recordTypes, purposes: ['talent-service'], until: null };
    return ledger.run(consentToItem, { department: 'civil-affairs', ...terms }, { ...publisher('civil-affairs'), at });
  };
  const caseOf = (name: string): Case => ({
    name,
    core: { expiresAt: TICKET_ENDS },
    request: { disclose: 'fields', fields: ['fullName'] },
  });
  const first = async (answer: Promise<unknown>) => {
    const { results } = (await answer) as { results: { outcome?: string; status?: string; code?: RefusalCode }[] };
    return results[0]?.code ?? results[0]?.outcome ?? results[0]?.status;
  };
  const open = (name: string, at: string) => {
    const request = {
      department: 'human-resources',
      accesses: [{ officer: 'officer-1', request: requestOf(caseOf(name)) }],
    };
    return first(ledger.run(openAccess, request, { ...INTAKE, at }));
  };
  const conclude = (name: string, at: string) => {
    const part = partOf(requestOf(caseOf(name)));
    const request = { department: 'civil-affairs', accessIds: [part.accessId] };
    return first(ledger.run(concludeAccess, request, { ...INTAKE, at, transient: { parts: JSON.stringify([part]) } }));
  };
  const release = (name: string, at: string) => {
    const request = { department: 'civil-affairs', accessId: ticketId(name) };
    return ledger.run(releaseClaims, request, { ...INTAKE, at, transient: { key: JSON.stringify(KEY) } }).then(
      () => 'RELEASED',
      (error: unknown) => (error as { code?: unknown }).code,
    );
  };
  const [early, end, late] = [addMinutes(AT, -1), addMinutes(AT, 30), '2026-03-10T02:30:00.001Z'];

  it('opens to the instant at which the ticket ends', async () => {
    expect(await open('in time', TICKET_ENDS)).to.equal('OPENED');
    expect(await open('too late', '2026-03-10T02:10:00.001Z')).to.equal('TICKET_EXPIRED');
  });

  it('refuses to put an access before a later one of the same subject', async () => {
    await open('one', AT);
    expect(await open('same instant', AT)).to.equal('OPENED');
    expect(await open('earlier', early)).to.equal('TIME_WENT_BACK');
  });

  it('concludes and releases from the opening to the end, both instants included', async () => {
    await open('a', AT);
    expect(await conclude('a', early)).to.equal('TIME_WENT_BACK');
    expect(await conclude('a', late)).to.equal('ACCESS_EXPIRED');
    expect(await conclude('a', end)).to.equal('CONCLUDED');
    expect(await release('a', early)).to.equal('TIME_WENT_BACK');
    expect(await release('a', end)).to.equal('RELEASED');
    expect(await release('a', late)).to.equal('ACCESS_EXPIRED');
    expect(ledger.released.at(-1)).to.deep.equal({
      accessId: ticketId('a'),
      reader: 'human-resources',
      recordType: MARRIAGE.code,
      claims: ['name'],
    });
  });

  it('refuses to conclude with a consent that is younger than the transaction', async () => {
    await open('b', AT);
    await consent(addMinutes(AT, 2));
    expect(await conclude('b', addMinutes(AT, 1))).to.equal('TIME_WENT_BACK');
    expect(await conclude('b', addMinutes(AT, 2))).to.equal('CONCLUDED');
  });

  it('releases nothing of values that were erased after the conclusion, and logs nothing', async () => {
    await open('c', AT);
    await conclude('c', AT);
    for (const place of ledger.committed.keys())
      if (place.startsWith('civil-affairs|v/')) ledger.committed.delete(place);
    expect(await release('c', AT)).to.equal('RELEASED');
    expect(ledger.released).to.deep.equal([]);
  });

  it('lets a fault of the peer pass: it is no refusal', async () => {
    await open('d', AT);
    for (const place of ledger.committed.keys())
      if (place.startsWith('civil-affairs|r/')) ledger.committed.set(place, '{');
    const error: unknown = await conclude('d', AT).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(SyntaxError);
  });

  it('does not believe a diary head that is no JSON', async () => {
    await open('e', AT);
    for (const place of ledger.committed.keys()) if (place.startsWith('|d/')) ledger.committed.set(place, '{');
    expect(await conclude('e', AT)).to.equal('DIARY_NOT_SHOWN');
  });
});
