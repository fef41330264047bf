// SPDX-License-Identifier: Apache-2.0
import {
  ASSISTANCE,
  DISABILITY,
  ELDERLY,
  EMPLOYMENT,
  INSURANCE,
  MARRIAGE,
  RESIDENCE,
  type ItemCasting,
} from './casting.js';

/** What must come out was written down from the facts of the cast, not worked out from a predicate. */
export const THIRD_BATCH: Readonly<Record<string, Required<ItemCasting>>> = {
  'human-resources.unemployment-registration-application': {
    ...EMPLOYMENT,
    fitting: { subjects: { applicant: 'laidOff' } },
    unfitting: { subjects: { applicant: 'idleForYears' }, missing: 'unemployment-proof', verdict: 'NOT_SATISFIED' },
  },
  'human-resources.employment-difficulty-recognition': {
    ...EMPLOYMENT,
    fitting: { subjects: { applicant: 'laidOff' }, scenario: { category: 'OLDER' } },
    unfitting: {
      subjects: { applicant: 'registeredMan' },
      scenario: { category: 'OLDER' },
      missing: 'category-proof',
      verdict: 'NOT_SATISFIED',
    },
  },
  'human-resources.flexible-work-subsidy': {
    ...EMPLOYMENT,
    fitting: { subjects: { applicant: 'flexibleWorker' } },
    unfitting: { subjects: { applicant: 'hiredAgain' }, missing: 'flexible-enrolment', verdict: 'NOT_SATISFIED' },
  },
  'human-resources.personnel-file-transfer': {
    ...EMPLOYMENT,
    fitting: { subjects: { applicant: 'graduateWithFile' } },
    unfitting: { subjects: { applicant: 'workerWithoutFile' }, missing: 'personnel-file', verdict: 'NOT_FOUND' },
  },
  'human-resources.personnel-file-certificate': {
    ...EMPLOYMENT,
    fitting: { subjects: { applicant: 'graduateWithFile' }, scenario: { certificate: 'GRADUATE_STATUS' } },
    unfitting: {
      subjects: { applicant: 'mobileStaff' },
      scenario: { certificate: 'GRADUATE_STATUS' },
      missing: 'personnel-file',
      verdict: 'NOT_SATISFIED',
    },
  },
  'human-resources.start-up-grant': {
    ...EMPLOYMENT,
    fitting: { subjects: { applicant: 'youngFounder', enterprise: 'youngCompany' } },
    unfitting: {
      subjects: { applicant: 'lateFounder', enterprise: 'lateCompany' },
      missing: 'business-licence',
      verdict: 'NOT_SATISFIED',
    },
  },
  'social-insurance.enrolment-certificate': {
    ...INSURANCE,
    fitting: { subjects: { applicant: 'graduateWithFile' }, scenario: { scheme: 'UNEMPLOYMENT' } },
    unfitting: {
      subjects: { applicant: 'flexibleWorker' },
      scenario: { scheme: 'UNEMPLOYMENT' },
      missing: 'enrolment',
      verdict: 'NOT_SATISFIED',
    },
  },
  'social-insurance.pension-qualification': {
    ...INSURANCE,
    fitting: { subjects: { applicant: 'pensioner' } },
    unfitting: { subjects: { applicant: 'shortContributor' }, missing: 'pension-record', verdict: 'NOT_FOUND' },
  },
  'social-insurance.remote-treatment-filing': {
    ...INSURANCE,
    fitting: { subjects: { applicant: 'workerFromElsewhere' } },
    unfitting: {
      subjects: { applicant: 'graduateWithFile' },
      missing: 'residence-elsewhere',
      verdict: 'NOT_SATISFIED',
    },
  },
  'social-insurance.funeral-grant': {
    ...INSURANCE,
    fitting: { subjects: { applicant: 'widow', deceased: 'deceased' } },
    unfitting: {
      subjects: { applicant: 'pensioner', deceased: 'deceased' },
      missing: 'relation-proof',
      verdict: 'NOT_SATISFIED',
    },
  },
  'social-insurance.resident-pension-application': {
    ...INSURANCE,
    fitting: { subjects: { applicant: 'longContributor' } },
    unfitting: {
      subjects: { applicant: 'shortContributor' },
      missing: 'contribution-record',
      verdict: 'NOT_SATISFIED',
    },
  },
  'civil-affairs.senior-allowance': {
    ...ASSISTANCE,
    fitting: { subjects: { applicant: 'aged' } },
    unfitting: { subjects: { applicant: 'widow' }, missing: 'identity-card', verdict: 'NOT_SATISFIED' },
  },
  'civil-affairs.marriage-certificate-reissue': {
    ...MARRIAGE,
    fitting: { subjects: { applicant: 'father', spouse: 'mother' } },
    unfitting: {
      subjects: { applicant: 'father', spouse: 'laidOff' },
      missing: 'marriage-record',
      verdict: 'NOT_SATISFIED',
    },
  },
  'civil-affairs.senior-card': {
    ...ELDERLY,
    fitting: { subjects: { applicant: 'pensioner' } },
    unfitting: { subjects: { applicant: 'shortContributor' }, missing: 'identity-card', verdict: 'NOT_SATISFIED' },
  },
  'civil-affairs.temporary-assistance': {
    ...ASSISTANCE,
    fitting: { subjects: { applicant: 'supported' } },
    unfitting: { subjects: { applicant: 'workerWithoutFile' }, missing: 'hardship-proof', verdict: 'NOT_FOUND' },
  },
  'disabled-persons.mobility-fuel-subsidy': {
    ...DISABILITY,
    fitting: { subjects: { applicant: 'driver' } },
    unfitting: { subjects: { applicant: 'walker' }, missing: 'vehicle-registration', verdict: 'NOT_FOUND' },
  },
  'disabled-persons.assistive-device': {
    ...DISABILITY,
    fitting: { subjects: { applicant: 'driver' }, scenario: { device: 'WHEELCHAIR' } },
    unfitting: {
      subjects: { applicant: 'walker' },
      scenario: { device: 'WHEELCHAIR' },
      missing: 'needs-assessment',
      verdict: 'NOT_SATISFIED',
    },
  },
  'disabled-persons.child-rehabilitation': {
    ...DISABILITY,
    fitting: { subjects: { applicant: 'mother', child: 'youngChild' } },
    unfitting: {
      subjects: { applicant: 'mother', child: 'olderChild' },
      missing: 'child-identity',
      verdict: 'NOT_SATISFIED',
    },
  },
  'residents-office.points-application': {
    ...RESIDENCE,
    fitting: { subjects: { applicant: 'workerFromElsewhere' } },
    unfitting: { subjects: { applicant: 'guest' }, missing: 'dwelling-proof', verdict: 'NOT_SATISFIED' },
  },
  'residents-office.permit-reissue': {
    ...RESIDENCE,
    fitting: { subjects: { applicant: 'workerFromElsewhere' } },
    unfitting: { subjects: { applicant: 'latecomer' }, missing: 'residence-permit', verdict: 'EXPIRED' },
  },
};
