// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import {
  concludeEvidence,
  registerName,
  registersAsked,
  type Source,
} from '../../../../chaincode/domain/access/conclude-evidence.js';
import { grantClaims } from '../../../../chaincode/domain/access/grant-claims.js';
import type { RegisterRecord, RecordValues } from '../../../../chaincode/domain/register/register-entry.js';
import {
  accessRequest,
  core,
  evidenceOf,
  field,
  MARRIAGE,
  material,
  reportItem,
  valuesOf,
} from '../../support/access.js';
import { expectRefusal } from '../../support/expect-refusal.js';
import { digest, entryOf, record } from '../../support/register.js';

const CODE = 'civil-affairs.marriage';
type Held = readonly (readonly [RegisterRecord, RecordValues['claims'] | undefined])[];

function source(held: Readonly<Record<string, Held>>, changes: Partial<Source> = {}): Source {
  const registers = new Map(
    Object.entries(held).map(([role, records]) => {
      const values = new Map(
        records.flatMap(([one, claims]) => (claims === undefined ? [] : [[one.recordId, valuesOf(claims)]])),
      );
      return [registerName(CODE, role), { entry: entryOf(...records.map(([one]) => one)), values }];
    }),
  );
  return {
    department: 'civil-affairs',
    item: reportItem(),
    request: accessRequest(),
    answers: { married: true },
    subjects: { applicant: 'pseudonym of Li', spouse: 'pseudonym of Wang' },
    on: '2026-03-10',
    registers,
    recordTypes: new Map([[CODE, MARRIAGE]]),
    consent: undefined,
    ...changes,
  };
}

const asking = (...predicates: (string | undefined)[]) =>
  reportItem({
    requirements: [
      material(
        'marriage-proof',
        predicates.map((one) => ({ evidence: [evidenceOf(one)] })),
      ),
    ],
  });
const [a, b] = [record('a', { until: '2030-01-01' }), record('b', { from: '2025-01-01' })];

describe('what a source concludes', () => {
  it('is a verdict with the versions and the record that it rests on, and no value', () => {
    expect(concludeEvidence(source({ applicant: [[a, { married: true }]] }))).to.deep.equal([
      {
        materialCode: 'marriage-proof',
        alternative: 0,
        evidence: 0,
        recordType: CODE,
        verdict: 'VERIFIED',
        recordTypeVersion: 1,
        recordId: a.recordId,
        attestedAt: a.attestedAt,
        validUntil: '2030-01-01',
      },
    ]);
  });

  it("covers its own evidence, wherever it stands, and nobody else's", () => {
    const diploma = evidenceOf(undefined, 'human-resources.diploma');
    const requirements = [
      material('first', [{ evidence: [diploma] }, { evidence: [diploma, evidenceOf()] }]),
      material('second', [{ evidence: [diploma] }]),
    ];
    const request = accessRequest({ materials: ['first', 'second'] });
    const verdicts = concludeEvidence(source({}, { item: reportItem({ requirements }), request }));
    expect(verdicts).to.deep.equal([
      { materialCode: 'first', alternative: 1, evidence: 1, recordType: CODE, verdict: 'NOT_FOUND' },
    ]);
  });

  it('refuses a material that the answers do not call for', () => {
    const [verdict] = concludeEvidence(
      source({ applicant: [[a, { married: true }]] }, { answers: { married: false } }),
    );
    expect(verdict).to.include({ verdict: 'REFUSED', refusal: 'MATERIAL_NOT_DECLARED' });
    expect(verdict).not.to.have.property('recordId');
  });

  it('refuses evidence whose predicate reads a claim without consent, and judges the alternative beside it', () => {
    const item = asking('claim.married && claim.name == "李"', 'claim.secret == "x"', 'claim.married');
    const verdicts = concludeEvidence(
      source({ applicant: [[a, { married: true, name: '李', secret: 'x' }]] }, { item }),
    );
    expect(verdicts.map(({ verdict, refusal }) => [verdict, refusal])).to.deep.equal([
      ['REFUSED', 'CONSENT_MISSING'],
      ['REFUSED', 'CLAIM_NOT_SHARED'],
      ['VERIFIED', undefined],
    ]);
  });

  it('refuses evidence of a record type that is not in the catalogue any more', () => {
    const [verdict] = concludeEvidence(source({}, { recordTypes: new Map() }));
    expect(verdict).to.include({ verdict: 'REFUSED', refusal: 'RECORD_TYPE_UNKNOWN' });
  });

  it('refuses evidence whose predicate cannot be worked out, and lets the others stand', () => {
    const item = asking('claim.children / 0 == 1', undefined);
    const verdicts = concludeEvidence(source({ applicant: [[a, { children: 1 }]] }, { item }));
    expect(verdicts.map(({ verdict, refusal }) => [verdict, refusal])).to.deep.equal([
      ['REFUSED', 'PREDICATE_NOT_ALLOWED'],
      ['VERIFIED', undefined],
    ]);
  });

  it('compares a person in a claim with the subject of the case', () => {
    const item = asking('claim.married && has(claim.children) && claim.partner == subject.spouse');
    const recordTypes = new Map([
      [CODE, { ...MARRIAGE, claims: MARRIAGE.claims.map((one) => ({ ...one, sharing: 'UNCONDITIONAL' as const })) }],
    ]);
    const judge = (partner: string) =>
      concludeEvidence(source({ applicant: [[a, { married: true, children: 0, partner }]] }, { item, recordTypes }))[0]
        ?.verdict;
    expect([judge('pseudonym of Wang'), judge('pseudonym of Zhao')]).to.deep.equal(['VERIFIED', 'NOT_SATISFIED']);
  });

  it('refuses answers that do not fit the questions', () => {
    expectRefusal(() => concludeEvidence(source({}, { answers: {} })), 'REQUEST_MALFORMED', '/scenario/married');
  });

  it('lets a fault pass: it is no refusal', () => {
    const values = {
      has: () => {
        throw new Error('the peer lost its state');
      },
    } as unknown as ReadonlyMap<string, RecordValues>;
    const registers = new Map([[registerName(CODE, 'applicant'), { entry: entryOf(a), values }]]);
    expect(() => concludeEvidence(source({}, { registers }))).to.throw('the peer lost its state');
  });

  it('looks at the registers of its own types that materials and fields speak of, each once', () => {
    const request = accessRequest({
      materials: ['marriage-proof', 'diploma'],
      disclose: 'fields',
      fields: ['fullName', 'spouseName', 'schoolName'],
    });
    const asked = registersAsked('civil-affairs', reportItem(), request);
    expect([...asked.keys()]).to.deep.equal([registerName(CODE, 'applicant'), registerName(CODE, 'spouse')]);
  });
});

describe('what a source grants', () => {
  const own = (changes: Partial<Source> = {}) => ({
    item: reportItem({
      code: 'civil-affairs.report',
      requirements: [
        material('marriage-proof', [{ evidence: [evidenceOf('claim.children == 1')] }]),
        material('second-proof', [{ evidence: [evidenceOf('claim.children == 2')] }]),
        material('spouse-proof', [{ evidence: [evidenceOf('claim.children == 2')] }], { subjectRole: 'spouse' }),
      ],
      fields: [
        field('fullName', 'name'),
        field('again', 'name'),
        field('marriedSince', 'since'),
        field('spouseName', 'name', 'spouse'),
        field('schoolName', 'school', 'applicant', 'human-resources.diploma'),
      ],
    }),
    request: accessRequest({
      ticket: { ...accessRequest().ticket, core: core({ reader: 'civil-affairs' }) },
      disclose: 'fields',
      fields: ['marriedSince', 'again', 'fullName', 'spouseName', 'schoolName'],
    }),
    ...changes,
  });
  const grants = (held: Readonly<Record<string, Held>>, changes: Partial<Source> = {}) => {
    const known = source(held, own(changes));
    return grantClaims(known, concludeEvidence(known));
  };
  const claims = (children: number) => ({ children, name: '李', since: '2020-01-01' });
  const granted = (of: RegisterRecord, names: string[], subjectRole = 'applicant') => ({
    subjectRole,
    recordType: CODE,
    recordId: of.recordId,
    claims: names,
  });

  it('is the claims of its fields, from the record that the evidence rests on', () => {
    const held: Held = [
      [a, claims(0)],
      [b, claims(1)],
    ];
    expect(grants({ applicant: held })).to.deep.equal([granted(b, ['name', 'since'])]);
  });

  it('is from the only valid record, where no evidence was verified', () => {
    expect(grants({ applicant: [[a, claims(0)]], spouse: [[b, claims(0)]] })).to.deep.equal([
      granted(a, ['name', 'since']),
      granted(b, ['name'], 'spouse'),
    ]);
  });

  it('is nothing where two records would do, or none is valid, or the evidence rests on two', () => {
    expect(
      grants({
        applicant: [
          [a, claims(0)],
          [b, claims(0)],
        ],
      }),
    ).to.deep.equal([]);
    expect(grants({ applicant: [[record('a', { status: 'REVOKED' }), claims(0)]] })).to.deep.equal([]);
    expect(grants({})).to.deep.equal([]);
    const request = { ...own().request, materials: ['marriage-proof', 'second-proof'] };
    expect(
      grants(
        {
          applicant: [
            [a, claims(1)],
            [b, claims(2)],
          ],
        },
        { request },
      ),
    ).to.deep.equal([]);
  });

  it("does not take evidence about another subject for this one's", () => {
    const request = { ...own().request, materials: ['spouse-proof'] };
    expect(grants({ applicant: [[a, claims(0)]], spouse: [[b, claims(2)]] }, { request })).to.deep.equal([
      granted(a, ['name', 'since']),
      granted(b, ['name'], 'spouse'),
    ]);
  });

  it('leaves out what the record does not have', () => {
    expect(grants({ applicant: [[a, { children: 1, name: '李' }]] })).to.deep.equal([granted(a, ['name'])]);
    expect(grants({ applicant: [[a, { children: 1 }]] })).to.deep.equal([]);
  });

  it('leaves out what the source did not agree to', () => {
    const { item, request } = own();
    const foreign = { ...item, code: 'human-resources.report' };
    expect(grants({ applicant: [[a, claims(1)]] }, { item: foreign, request })).to.deep.equal([]);
    const consent = {
      v: 1 as const,
      department: 'civil-affairs',
      itemCode: foreign.code,
      itemVersion: 1,
      itemDigest: digest('item'),
      recordTypes: [{ recordType: CODE, claims: ['since'] }],
      purposes: ['talent-service'],
      until: null,
      state: 'GIVEN' as const,
      at: '2026-01-01T00:00:00.000Z',
    };
    expect(grants({ applicant: [[a, claims(1)]] }, { item: foreign, request, consent })).to.deep.equal([
      granted(a, ['since']),
    ]);
  });

  it("never is the source's pseudonym of somebody else, although an item asks for it and the source could give it", () => {
    const item = { ...own().item, fields: [field('fullName', 'partner')] };
    const request = { ...own().request, fields: ['fullName'] };
    const held = { children: 1, partner: digest('Wang in civil-affairs') };
    expect(grants({ applicant: [[a, held]] }, { item, request })).to.deep.equal([]);
  });

  it('is nothing where verdicts were asked', () => {
    expect(grants({ applicant: [[a, claims(1)]] }, { request: accessRequest() })).to.deep.equal([]);
  });

  it('is nothing from values that were erased', () => {
    expect(grants({ applicant: [[a, undefined]] })).to.deep.equal([]);
  });
});
