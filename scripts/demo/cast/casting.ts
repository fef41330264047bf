// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from '../../../chaincode/domain/access/access.js';
import type { CastKey } from './identities.js';

export type Player = CastKey | 'youngCompany' | 'lateCompany' | 'msLiEmployer';

/** Who plays which role in a case of an item, and the answers to its questions. */
export interface Casting {
  readonly subjects: Readonly<Record<string, Player>> & { readonly applicant: Player };
  readonly scenario?: Readonly<Record<string, string | boolean>>;
}

/** A case that lacks one material, and what its source says about it. */
export interface Lacking extends Casting {
  readonly missing: string;
  readonly verdict: Verdict;
}

/** One item, by somebody whom it fits and, in the third batch, by somebody whom it does not. */
export interface ItemCasting {
  readonly purposeCode: string;
  readonly dutyCode: string;
  readonly fitting: Casting;
  readonly unfitting?: Lacking;
}

/** Purpose and duty of an item's department. */
export type Ground = Pick<ItemCasting, 'purposeCode' | 'dutyCode'>;

export const EMPLOYMENT: Ground = { purposeCode: 'employment-service', dutyCode: 'employment-duty' };
export const INSURANCE: Ground = { purposeCode: 'social-insurance-service', dutyCode: 'social-insurance-duty' };
export const ASSISTANCE: Ground = { purposeCode: 'social-assistance', dutyCode: 'social-assistance-duty' };
export const ELDERLY: Ground = { purposeCode: 'elderly-service', dutyCode: 'elderly-service-duty' };
export const MARRIAGE: Ground = { purposeCode: 'marriage-registration', dutyCode: 'marriage-registration-duty' };
export const DISABILITY: Ground = { purposeCode: 'disability-service', dutyCode: 'disability-service-duty' };
export const RESIDENCE: Ground = { purposeCode: 'residence-service', dutyCode: 'residence-duty' };
