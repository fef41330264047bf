// SPDX-License-Identifier: Apache-2.0
import { addDays, yearsBetween } from '../../chaincode/domain/time.js';
import { addYears, yearOf } from './days.js';
import type { Company, Insurance, Person } from './district.js';
import type { Random } from './random.js';

const REASONS = ['协商一致', '合同期满', '用人单位解除', '劳动者解除', '用人单位注销'];
const PENSION_AGE = 60;

export type WithoutWork = Pick<Person, 'terminations' | 'unemployment' | 'difficulty' | 'insurance' | 'pension'>;

/** Of an adult who has no employer now: a pension, contributions of one's own, or the way out of a job. */
export function inventWithoutWork(
  random: Random,
  birthDate: string,
  on: string,
  companies: readonly Company[],
): WithoutWork {
  const age = yearsBetween(birthDate, on);
  return age >= PENSION_AGE ? inventRetirement(random, birthDate, on) : inventJobless(random, age, on, companies);
}

function inventRetirement(random: Random, birthDate: string, on: string): WithoutWork {
  if (random.chance(80)) {
    const scheme = random.chance(70) ? '企业职工' : '城乡居民';
    return {
      pension: { scheme, from: addDays(addYears(birthDate, PENSION_AGE), 1), amount: random.between(3, 60) * 100 },
    };
  }
  return { insurance: inventOwnInsurance(random, addYears(on, -random.between(8, 20)), on) };
}

function inventJobless(random: Random, age: number, on: string, companies: readonly Company[]): WithoutWork {
  const insurance = inventOwnInsurance(random, addYears(on, -1), on);
  const own = random.chance(40) && age >= 20 ? { insurance } : {};
  if (!random.chance(60)) return own;
  const ended = addDays(on, -random.between(10, 1_100));
  const terminations = [{ employer: random.pick(companies).identifier, on: ended, reason: random.pick(REASONS) }];
  if (!random.chance(65)) return { ...own, terminations };
  const unemployment = { on: addDays(ended, 8), before: '单位就业' };
  const difficulty = { category: age >= 40 ? '大龄失业人员' : '低保家庭登记失业人员', on: addDays(ended, 9) };
  return { ...own, terminations, unemployment, ...(random.chance(age >= 40 ? 60 : 10) ? { difficulty } : {}) };
}

/** Pension and medical insurance without an employer. */
function inventOwnInsurance(random: Random, since: string, on: string): Insurance {
  const last = { year: yearOf(on) - 1, months: random.between(3, 12) };
  const months = (yearOf(on) - yearOf(since)) * 12 + random.between(0, 3);
  return { schemes: ['养老', '医疗'], since, months, wage: random.between(22, 60) * 100, years: [last] };
}
