// SPDX-License-Identifier: Apache-2.0
import { APPLICATION_REFUSALS } from './application/application-refusals.js';

/**
 * Every reason for which the agreement refuses something: a closed union, one line each.
 * The line says what happened; what to do next stands in the gateway's problem catalogue.
 */
export const REFUSALS = {
  REQUEST_MALFORMED: 'The request does not have the agreed shape',
  ROLE_NOT_ENTITLED: 'The role of the caller does not permit this transaction',
  DEPARTMENT_NOT_ENTITLED: 'The caller does not belong to the department that may do this',
  DEPARTMENT_UNKNOWN: 'No such department is on the register',
  TRANSIENT_MISSING: 'The private part of the request is missing or does not have the agreed shape',
  TIME_WENT_BACK: 'The transaction is older than what it changes',
  VERSION_NOT_NEXT: 'The version does not follow the one on the ledger',
  CATALOGUE_INVALID: 'The catalogue document contradicts itself or what it names',
  PREDICATE_NOT_ALLOWED: 'The condition uses something that a predicate may not use',
  RECORD_TYPE_UNKNOWN: 'No such record type is in the catalogue',
  ITEM_UNKNOWN: 'No such service item is in the catalogue',
  THEME_UNKNOWN: 'No such theme is in the catalogue',
  THEME_CYCLE: 'Items of the theme wait for each other',
  HALL_UNKNOWN: 'No such service hall is in the catalogue',
  CALENDAR_MISSING: 'No calendar of that year is in the catalogue',
  PURPOSE_UNKNOWN: 'No such purpose is in the catalogue',
  DUTY_UNKNOWN: 'No such duty is in the catalogue',
  VERSION_UNKNOWN: 'That version is not in the catalogue',
  CLAIM_UNKNOWN: 'The record type has no such claim',
  CLAIM_NOT_SHARED: 'The claim is never shared',
  CONSENT_UNKNOWN: 'There is no such consent',
  NOT_ACCREDITED: 'The department is not accredited to attest this record type',
  CLAIMS_INVALID: 'The claims do not fit the record type',
  CLAIMS_TOO_LARGE: 'The claims of one record exceed 16 KiB',
  VALIDITY_INVALID: 'The record ends before it begins, or a date does not exist',
  REGISTER_FULL: 'The register holds 16 records of this type about the subject already',
  RECORD_UNKNOWN: 'No such record is in the register',
  STATUS_CHANGE_NOT_ALLOWED: 'The record cannot go from its present status to that one',
  AUTHORISATIONS_NOT_AVAILABLE: 'Access by authorisation of the holder or a delegate is not available yet',
  PURPOSE_NOT_COVERED: 'The purpose is not one of the reading department',
  DUTY_NOT_COVERED: 'The duty does not cover this department, record type or claim',
  MATERIAL_NOT_DECLARED: 'The item does not declare that material',
  FIELD_NOT_DECLARED: 'The item does not declare that field',
  SUBJECTS_INVALID: 'The subjects of the case are not the ones that the item names',
  TICKET_INVALID: 'The subject ticket was not issued by the pseudonym service',
  TICKET_EXPIRED: 'The subject ticket has expired',
  TICKET_FOREIGN: 'The subject ticket was issued for another department, item or case',
  ACCESS_REPLAYED: 'The subject ticket was used before',
  ACCESS_UNKNOWN: 'There is no such committed access',
  DIARY_NOT_SHOWN: 'The access was not shown to stand in the diaries of its subjects up to their present heads',
  ACCESS_EXPIRED: 'The access is no longer open',
  ACCESS_REFUSED: 'The access was refused when it was opened',
  ACCESS_CONCLUDED: 'The source has concluded this access already',
  ACCESS_NOT_CONCLUDED: 'The source has not concluded this access',
  ANSWERS_NOT_COMMITTED: 'The scenario answers are not the ones that the access committed to',
  CONSENT_MISSING: 'The source has not consented to this use of the claim',
  VALUES_NOT_GRANTED: 'The access does not grant values of this source',
  ...APPLICATION_REFUSALS,
} as const;

/** A closed code: never a sentence, never anything about a person. */
export type RefusalCode = keyof typeof REFUSALS;
