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

/** Subsidies of the federation that are social assistance. */
const ASSISTED_DISABILITY = { ...DISABILITY, purposeCode: ASSISTANCE.purposeCode };

/** Somebody whom each item of the first and second batch fits. */
export const EARLIER_BATCHES: Readonly<Record<string, ItemCasting>> = {
  'human-resources.personnel-file-reception': { ...EMPLOYMENT, fitting: { subjects: { applicant: 'mobileStaff' } } },
  'human-resources.personnel-file-consultation': { ...EMPLOYMENT, fitting: { subjects: { applicant: 'mobileStaff' } } },
  'human-resources.job-seeker-registration': { ...EMPLOYMENT, fitting: { subjects: { applicant: 'laidOff' } } },
  'human-resources.career-guidance': { ...EMPLOYMENT, fitting: { subjects: { applicant: 'laidOff' } } },
  'human-resources.training-enrolment': { ...EMPLOYMENT, fitting: { subjects: { applicant: 'laidOff' } } },
  'human-resources.skill-certificate-reissue': {
    ...EMPLOYMENT,
    fitting: { subjects: { applicant: 'workerWithoutFile' } },
  },
  'human-resources.training-living-allowance': {
    ...EMPLOYMENT,
    fitting: { subjects: { applicant: 'flexibleWorker' } },
  },
  'human-resources.graduate-rent-subsidy': { ...EMPLOYMENT, fitting: { subjects: { applicant: 'newEmployee' } } },
  'human-resources.talent-settlement-degree': {
    ...EMPLOYMENT,
    fitting: { subjects: { applicant: 'graduateWithFile' } },
  },
  'human-resources.talent-settlement-skill': {
    ...EMPLOYMENT,
    fitting: { subjects: { applicant: 'workerWithoutFile' } },
  },
  'human-resources.talent-service-card': { ...EMPLOYMENT, fitting: { subjects: { applicant: 'newEmployee' } } },
  'human-resources.traineeship-application': { ...EMPLOYMENT, fitting: { subjects: { applicant: 'freshGraduate' } } },
  'human-resources.job-search-subsidy': { ...EMPLOYMENT, fitting: { subjects: { applicant: 'freshGraduate' } } },
  'human-resources.public-post-application': { ...EMPLOYMENT, fitting: { subjects: { applicant: 'hiredAgain' } } },
  'human-resources.flexible-employment-registration': {
    ...EMPLOYMENT,
    fitting: { subjects: { applicant: 'flexibleWorker' } },
  },
  'human-resources.employment-registration': { ...EMPLOYMENT, fitting: { subjects: { applicant: 'newEmployee' } } },
  'human-resources.unemployment-registration-withdrawal': {
    ...EMPLOYMENT,
    fitting: { subjects: { applicant: 'registeredMan' } },
  },
  'human-resources.employment-permit': { ...EMPLOYMENT, fitting: { subjects: { applicant: 'freshGraduate' } } },
  'human-resources.employment-permit-reissue': { ...EMPLOYMENT, fitting: { subjects: { applicant: 'laidOff' } } },
  'human-resources.initial-title-recognition': {
    ...EMPLOYMENT,
    fitting: { subjects: { applicant: 'graduateWithFile' } },
  },
  'human-resources.settling-in-allowance': { ...EMPLOYMENT, fitting: { subjects: { applicant: 'newEmployee' } } },
  'human-resources.contract-filing-certificate': {
    ...EMPLOYMENT,
    fitting: { subjects: { applicant: 'workerWithoutFile' } },
  },
  'human-resources.skill-subsidy': { ...EMPLOYMENT, fitting: { subjects: { applicant: 'workerWithoutFile' } } },
  'human-resources.start-up-loan-qualification': {
    ...EMPLOYMENT,
    fitting: { subjects: { applicant: 'youngFounder', enterprise: 'youngCompany' } },
  },
  'human-resources.start-up-rent-subsidy': {
    ...EMPLOYMENT,
    fitting: { subjects: { applicant: 'youngFounder', enterprise: 'youngCompany' } },
  },
  'human-resources.graduate-report': {
    ...EMPLOYMENT,
    fitting: { subjects: { applicant: 'newEmployee', employer: 'msLiEmployer' } },
  },
  'human-resources.graduate-job-subsidy': {
    ...EMPLOYMENT,
    fitting: { subjects: { applicant: 'newEmployee', employer: 'msLiEmployer' } },
  },
  'social-insurance.resident-pension-enrolment': {
    ...INSURANCE,
    fitting: { subjects: { applicant: 'flexibleWorker' } },
  },
  'social-insurance.resident-medical-enrolment': {
    ...INSURANCE,
    fitting: { subjects: { applicant: 'workerFromElsewhere' } },
  },
  'social-insurance.flexible-enrolment-stop': { ...INSURANCE, fitting: { subjects: { applicant: 'flexibleWorker' } } },
  'social-insurance.pension-transfer-out': { ...INSURANCE, fitting: { subjects: { applicant: 'workerWithoutFile' } } },
  'social-insurance.pension-transfer-in': { ...INSURANCE, fitting: { subjects: { applicant: 'workerWithoutFile' } } },
  'social-insurance.personal-data-change': { ...INSURANCE, fitting: { subjects: { applicant: 'hiredAgain' } } },
  'social-insurance.insurance-card-application': { ...INSURANCE, fitting: { subjects: { applicant: 'newEmployee' } } },
  'social-insurance.insurance-card-reissue': {
    ...INSURANCE,
    fitting: { subjects: { applicant: 'workerWithoutFile' } },
  },
  'social-insurance.pension-certificate': { ...INSURANCE, fitting: { subjects: { applicant: 'pensioner' } } },
  'social-insurance.retirement-application': { ...INSURANCE, fitting: { subjects: { applicant: 'longContributor' } } },
  'social-insurance.unemployed-medical-contribution': { ...INSURANCE, fitting: { subjects: { applicant: 'laidOff' } } },
  'social-insurance.contribution-statement': {
    ...INSURANCE,
    fitting: { subjects: { applicant: 'workerWithoutFile' } },
  },
  'social-insurance.maternity-filing': { ...INSURANCE, fitting: { subjects: { applicant: 'guest' } } },
  'social-insurance.flexible-enrolment': { ...INSURANCE, fitting: { subjects: { applicant: 'mobileStaff' } } },
  'social-insurance.account-inheritance': {
    ...INSURANCE,
    fitting: { subjects: { applicant: 'widow', deceased: 'deceased' } },
  },
  'social-insurance.maternity-allowance': {
    ...INSURANCE,
    fitting: { subjects: { applicant: 'mother', spouse: 'father', child: 'newborn' }, scenario: { married: true } },
  },
  'social-insurance.unemployment-benefit': {
    ...INSURANCE,
    fitting: { subjects: { applicant: 'laidOff' }, scenario: { leftInvoluntarily: false } },
  },
  'disabled-persons.certificate-renewal': { ...DISABILITY, fitting: { subjects: { applicant: 'driver' } } },
  'disabled-persons.certificate-reissue': { ...DISABILITY, fitting: { subjects: { applicant: 'walker' } } },
  'disabled-persons.vocational-training': { ...DISABILITY, fitting: { subjects: { applicant: 'driver' } } },
  'disabled-persons.home-accessibility': { ...DISABILITY, fitting: { subjects: { applicant: 'driver' } } },
  'disabled-persons.living-subsidy': { ...ASSISTED_DISABILITY, fitting: { subjects: { applicant: 'walker' } } },
  'disabled-persons.nursing-subsidy': { ...ASSISTED_DISABILITY, fitting: { subjects: { applicant: 'driver' } } },
  'civil-affairs.senior-care-subsidy': { ...ELDERLY, fitting: { subjects: { applicant: 'needySenior' } } },
  'civil-affairs.marriage-record-certificate': { ...MARRIAGE, fitting: { subjects: { applicant: 'mother' } } },
  'civil-affairs.funeral-fee-waiver': {
    ...ASSISTANCE,
    fitting: { subjects: { applicant: 'widow', deceased: 'deceased' } },
  },
  'civil-affairs.minimum-living-allowance-application': {
    ...ASSISTANCE,
    fitting: { subjects: { applicant: 'idleForYears' }, scenario: { married: false } },
  },
  'civil-affairs.child-allowance': {
    ...ASSISTANCE,
    fitting: { subjects: { applicant: 'father', child: 'olderChild' }, scenario: { childDisabled: true } },
  },
  'residents-office.residence-registration': {
    ...RESIDENCE,
    fitting: { subjects: { applicant: 'workerFromElsewhere' } },
  },
  'residents-office.permit-address-change': {
    ...RESIDENCE,
    fitting: { subjects: { applicant: 'workerFromElsewhere' } },
  },
  'residents-office.residence-permit-endorsement': {
    ...RESIDENCE,
    fitting: { subjects: { applicant: 'workerFromElsewhere' } },
  },
  'residents-office.residence-permit-first-issue': {
    ...RESIDENCE,
    fitting: { subjects: { applicant: 'latecomer' }, scenario: { reason: 'EMPLOYMENT' } },
  },
};
