// SPDX-License-Identifier: Apache-2.0
import { addDays } from '../../../chaincode/domain/time.js';
import { addYears, yearOf } from '../days.js';
import type { Insurance, Job, Person } from '../district.js';
import { MS_LI_EMPLOYER } from '../ms-li.js';
import type { CastKey, identityOf } from './identities.js';

/** What departments know about somebody of the cast. */
export type Facts = Partial<Omit<Person, keyof ReturnType<typeof identityOf>>>;
export type CastFacts = Partial<Record<CastKey, Facts>>;

const ALL_SCHEMES = ['养老', '医疗', '失业', '工伤', '生育'];

/** Makes facts that end a number of days or years before the demo's day. */
export class Clock {
  readonly on: string;

  constructor(on: string) {
    this.on = on;
  }

  daysAgo(days: number): string {
    return addDays(this.on, -days);
  }

  yearsAgo(years: number): string {
    return addYears(this.on, -years);
  }

  /** A contract for two years more. */
  contract(): Job {
    const from = this.yearsAgo(1);
    const terms = { position: '行政专员', kind: '固定期限', wage: 5600 } as const;
    return { ...terms, employer: MS_LI_EMPLOYER.identifier, from, until: addYears(this.on, 2) };
  }

  /** All schemes, paid by an employer. */
  insured(months: number, employer: string = MS_LI_EMPLOYER.identifier): Insurance {
    return { ...this.insuredAlone(months), schemes: ALL_SCHEMES, employer };
  }

  /** All schemes, paid by an employer of the past. */
  insuredBefore(months: number): Insurance {
    return { ...this.insuredAlone(months), schemes: ALL_SCHEMES };
  }

  /** Pension and medical insurance, paid by oneself. */
  insuredAlone(months: number): Insurance {
    const since = this.yearsAgo(Math.ceil(months / 12));
    return { schemes: ['养老', '医疗'], since, months, wage: 4800, years: [{ year: yearOf(this.on) - 1, months: 12 }] };
  }
}
