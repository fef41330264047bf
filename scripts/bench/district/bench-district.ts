// SPDX-License-Identifier: Apache-2.0
import type { District } from '../../demo/district.js';
import { creditCode } from '../../demo/identifiers.js';
import { msLi, msLiEmployer } from '../../demo/ms-li.js';
import { numberedSubject } from './numbered-subject.js';

/** Subjects of cases have the highest numbers, so that loads which count from 0 never meet them. */
const FIRST_CASE_SUBJECT = 29_000_000;
/** So that several cases share an employer, as they do. */
const PERSONS_PER_EMPLOYER = 4;

/** Subjects of a case, by role. */
export type CaseSubjects = Readonly<Record<string, { readonly kind: string; readonly identifier: string }>>;

/** Graduates whose every material for the graduate report is on record; all invented, and different subjects. */
export function benchDistrict(persons: number, on: string): District {
  const employers = Array.from({ length: Math.ceil(persons / PERSONS_PER_EMPLOYER) }, (_, index) => ({
    ...msLiEmployer(),
    index,
    identifier: employerOf(index * PERSONS_PER_EMPLOYER),
  }));
  const graduate = msLi(on);
  return {
    on,
    companies: employers,
    persons: Array.from({ length: persons }, (_, index) => ({
      ...graduate,
      index,
      identifier: applicantOf(index),
      jobs: graduate.jobs.map((job) => ({ ...job, employer: employerOf(index) })),
      ...(graduate.insurance === undefined
        ? {}
        : { insurance: { ...graduate.insurance, employer: employerOf(index) } }),
    })),
  };
}

export function caseSubjects(persons: number): CaseSubjects[] {
  return Array.from({ length: persons }, (_, index) => ({
    applicant: { kind: 'NATURAL_PERSON', identifier: applicantOf(index) },
    employer: { kind: 'LEGAL_PERSON', identifier: employerOf(index) },
  }));
}

function applicantOf(index: number): string {
  return numberedSubject(FIRST_CASE_SUBJECT + index);
}

function employerOf(person: number): string {
  const number = Math.floor(person / PERSONS_PER_EMPLOYER);
  return creditCode('440604', `MB${String(number).padStart(7, '0')}`);
}
