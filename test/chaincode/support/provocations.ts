// SPDX-License-Identifier: Apache-2.0
import type { RefusalCode } from '../../../chaincode/domain/refusals.js';
import type { TransactionName } from '../../../chaincode/transactions/index.js';
import { attestation, sent, type Sent } from './attesting.js';
import * as documents from './catalogue.js';
import type { Call } from './district.js';
import { digest, recordId } from './register.js';

/** A request that is in order but for one thing, and how it is refused. */
interface Provocation {
  readonly code: RefusalCode;
  readonly request: object;
  readonly transient?: Readonly<Record<string, unknown>>;
  /** The refusal is an element's, and the transaction stands. */
  readonly element?: true;
}

export interface Provoked {
  readonly valid: object;
  readonly transient?: Readonly<Record<string, unknown>>;
  readonly call: Call;
  readonly provocations: readonly Provocation[];
}

const registrar: Call = { as: 'data-bureau', role: 'publisher' };
export const source: Call = { as: 'civil-affairs', role: 'publisher' };
export const reader: Call = { as: 'human-resources', role: 'publisher' };
export const attester: Call = { as: 'civil-affairs', role: 'attester' };
export const publish = (department: string, document: object) => ({ department, document });
const refused = (code: RefusalCode, request: object): Provocation => ({ code, request });

function publications(
  call: Call,
  document: (changes: object) => object,
  faults: readonly (readonly [RefusalCode, object])[],
): Provoked {
  const request = (changes: object) => publish(call.as, document(changes));
  return {
    valid: request({}),
    call,
    provocations: [['VERSION_NOT_NEXT', { version: 7 }] as const, ...faults].map(([code, changes]) =>
      refused(code, request(changes)),
    ),
  };
}

const evidence = (one: object) => ({
  requirements: [
    documents.requirement({
      alternatives: [{ evidence: [{ recordType: 'civil-affairs.marriage', waiverMethod: 'DATA_CALL', ...one }] }],
    }),
  ],
});
const field = (from: object) => ({
  fields: [
    {
      ...documents.item().fields[0],
      source: { subjectRole: 'applicant', recordType: 'civil-affairs.marriage', claim: 'name', ...from },
    },
  ],
});
const reported = { itemCode: 'human-resources.graduate-report', dependsOn: [] };
const named = { department: 'civil-affairs', itemCode: 'human-resources.graduate-report', itemVersion: 1 };
const marriage = (...claims: string[]) => ({ recordTypes: [{ recordType: 'civil-affairs.marriage', claims }] });
const consent = (changes: object) => ({
  ...named,
  ...marriage('name'),
  purposes: ['talent-service'],
  until: null,
  ...changes,
});
export const big = documents.recordType({
  code: 'civil-affairs.big',
  claims: Array.from({ length: 10 }, (_, index) => documents.claim(`text${index}`, { maxLength: 2000 })),
});
const bigClaims = Object.fromEntries(big.claims.map(({ name }) => [name, '好'.repeat(600)]));

function one(code: RefusalCode, record: Sent, changes: object = {}): Provocation {
  return { code, ...attestation([record], changes), element: true };
}
const attestations: Provoked = {
  valid: attestation([sent('Li', '1')]).request,
  transient: attestation([sent('Li', '1')]).transient,
  call: attester,
  provocations: [
    { code: 'TRANSIENT_MISSING', request: attestation([sent('Li', '1')]).request },
    {
      code: 'TRANSIENT_MISSING',
      request: attestation([sent('Li', '1')]).request,
      transient: { records: [sent('Li', '1').off, sent('Li', '2').off] },
    },
    { code: 'DEPARTMENT_NOT_ENTITLED', ...attestation([sent('Li', '1')], { recordType: 'human-resources.diploma' }) },
    { code: 'RECORD_TYPE_UNKNOWN', ...attestation([sent('Li', '1')], { recordType: 'civil-affairs.divorce' }) },
    { code: 'VERSION_UNKNOWN', ...attestation([sent('Li', '1')], { version: 2 }) },
    { code: 'NOT_ACCREDITED', ...attestation([sent('Li', '1')], { recordType: 'civil-affairs.adoption' }) },
    one('CLAIMS_INVALID', sent('Li', '1', {})),
    one('CLAIMS_INVALID', { ...sent('Li', '1'), off: { ...sent('Li', '1').off, salts: {} } }),
    one('CLAIMS_INVALID', { ...sent('Li', '1'), off: { ...sent('Li', '1').off, salts: { other: 'a'.repeat(22) } } }),
    one('CLAIMS_TOO_LARGE', sent('Li', '1', bigClaims), { recordType: 'civil-affairs.big' }),
    one('VALIDITY_INVALID', sent('Li', '1', { name: '李' }, { from: '2023-02-29' })),
    one('REGISTER_FULL', sent('Full', '17')),
    one('STATUS_CHANGE_NOT_ALLOWED', sent('Ended', '1', { name: '新' })),
  ],
};

const change = (changes: object) => ({
  department: 'civil-affairs',
  recordId: recordId('none'),
  status: 'SUSPENDED',
  reason: 'DECISION',
  day: '2024-06-01',
  ...changes,
});

const annulment = (changes: object) => ({
  department: 'civil-affairs',
  recordIds: ['RECORDED'],
  reason: 'IMPORT_REVERTED',
  legalAct: digest('act'),
  day: '2024-06-01',
  ...changes,
});

/** `RECORDED` is replaced by the id of a record that is in the register. */
export const PROVOKED: Partial<Record<TransactionName, Provoked>> = {
  PublishDepartment: publications(registrar, (changes) => documents.department('tax', changes), [
    ['CATALOGUE_INVALID', { predecessor: 'tax' }],
    ['DEPARTMENT_UNKNOWN', { predecessor: 'customs' }],
  ]),
  PublishPurpose: publications(registrar, (changes) => documents.purpose({ code: 'p', ...changes }), [
    ['DEPARTMENT_UNKNOWN', { departments: ['customs'] }],
  ]),
  PublishDuty: publications(registrar, documents.duty, [
    ['CATALOGUE_INVALID', { recordTypes: [...marriage('name').recordTypes, ...marriage('name').recordTypes] }],
    ['DEPARTMENT_UNKNOWN', { department: 'customs' }],
    ['RECORD_TYPE_UNKNOWN', { recordTypes: [{ recordType: 'civil-affairs.divorce', claims: [] }] }],
    ['CLAIM_UNKNOWN', marriage('height')],
    ['CLAIM_NOT_SHARED', marriage('secret')],
  ]),
  PublishAccreditation: publications(
    registrar,
    (changes) => documents.accreditation({ code: 'civil-affairs.adoption', ...changes }),
    [
      ['RECORD_TYPE_UNKNOWN', { code: 'civil-affairs.divorce' }],
      ['VALIDITY_INVALID', { until: '2023-02-29' }],
    ],
  ),
  PublishCalendar: publications(registrar, documents.calendar, [['CATALOGUE_INVALID', { code: 'year-2025' }]]),
  PublishHall: publications(registrar, documents.hall, [
    ['CATALOGUE_INVALID', { openings: [{ days: [1], from: '12:00', to: '08:30' }] }],
  ]),
  PublishTheme: publications(reader, documents.theme, [
    ['DEPARTMENT_NOT_ENTITLED', { code: 'civil-affairs.new' }],
    ['CATALOGUE_INVALID', { promisedWorkingDays: 16 }],
    ['ITEM_UNKNOWN', { items: [{ itemCode: 'human-resources.other', dependsOn: [] }] }],
    ['HALL_UNKNOWN', { halls: ['nowhere'] }],
    ['PREDICATE_NOT_ALLOWED', { items: [{ ...reported, when: 'answer.other' }] }],
    ['THEME_CYCLE', { items: [{ ...reported, dependsOn: [reported.itemCode] }] }],
  ]),
  PublishRecordType: publications(
    source,
    (changes) => documents.recordType({ code: 'civil-affairs.new', ...changes }),
    [
      ['DEPARTMENT_NOT_ENTITLED', { code: 'human-resources.new' }],
      ['CATALOGUE_INVALID', { claims: [documents.claim('x'), documents.claim('x')] }],
    ],
  ),
  PublishItem: publications(reader, (changes) => documents.item({ code: 'human-resources.new', ...changes }), [
    ['DEPARTMENT_NOT_ENTITLED', { code: 'civil-affairs.new' }],
    ['CATALOGUE_INVALID', { subjects: [{ ...documents.item().subjects[0], required: false }] }],
    ['RECORD_TYPE_UNKNOWN', evidence({ recordType: 'civil-affairs.divorce' })],
    ['PREDICATE_NOT_ALLOWED', evidence({ predicate: 'claim.name.matches("x")' })],
    ['CLAIM_UNKNOWN', field({ claim: 'height' })],
    ['CLAIM_NOT_SHARED', field({ claim: 'secret' })],
  ]),
  ConsentToItem: {
    valid: consent({}),
    call: source,
    provocations: [
      refused('DEPARTMENT_NOT_ENTITLED', consent({ recordTypes: [{ recordType: 'human-resources.x', claims: [] }] })),
      refused('ITEM_UNKNOWN', consent({ itemCode: 'human-resources.other' })),
      refused('VERSION_UNKNOWN', consent({ itemVersion: 2 })),
      refused('RECORD_TYPE_UNKNOWN', consent({ recordTypes: [{ recordType: 'civil-affairs.divorce', claims: [] }] })),
      refused('CLAIM_UNKNOWN', consent(marriage('height'))),
      refused('CLAIM_NOT_SHARED', consent(marriage('secret'))),
      refused('PURPOSE_UNKNOWN', consent({ purposes: ['talent-service', 'other'] })),
      refused('VALIDITY_INVALID', consent({ until: '2023-02-29' })),
    ],
  },
  WithdrawConsent: { valid: named, call: source, provocations: [refused('CONSENT_UNKNOWN', named)] },
  AttestRecords: attestations,
  CompareRecords: attestations,
  ChangeRecordStatus: {
    valid: change({ recordId: 'RECORDED' }),
    call: attester,
    provocations: [
      refused('RECORD_UNKNOWN', change({})),
      refused('RECORD_UNKNOWN', change({ recordId: '0'.repeat(26) })),
      refused('STATUS_CHANGE_NOT_ALLOWED', change({ recordId: 'RECORDED', status: 'VALID' })),
      refused('VALIDITY_INVALID', change({ recordId: 'RECORDED', day: '2023-02-29' })),
    ],
  },
  AnnulRecords: {
    valid: annulment({}),
    call: attester,
    provocations: [
      { ...refused('RECORD_UNKNOWN', annulment({ recordIds: ['0'.repeat(26)] })), element: true },
      { ...refused('STATUS_CHANGE_NOT_ALLOWED', annulment({ day: '2999-01-01' })), element: true },
      { ...refused('VALIDITY_INVALID', annulment({ day: '2023-02-29' })), element: true },
    ],
  },
};
