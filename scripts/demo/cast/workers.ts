// SPDX-License-Identifier: Apache-2.0
import { addDays } from '../../../chaincode/domain/time.js';
import { yearOf } from '../days.js';
import type { Diploma, Insurance, Termination } from '../district.js';
import { MS_LI_EMPLOYER } from '../ms-li.js';
import { LATE_COMPANY, YOUNG_COMPANY } from './companies.js';
import type { CastFacts, Clock } from './facts.js';

/** Those of the human-resources department's items. */
export function workers(clock: Clock): CastFacts {
  const ended = (on: string): { terminations: Termination[] } => ({
    terminations: [{ employer: MS_LI_EMPLOYER.identifier, on, reason: '合同期满' }],
  });
  const registered = (days: number) => ({ unemployment: { on: clock.daysAgo(days), before: '单位就业' } });
  const graduated = (days: number): { diplomas: Diploma[] } => ({
    diplomas: [{ school: '佛山职业技术学院', level: '专科', major: '会计学', on: clock.daysAgo(days) }],
  });
  const difficulty = { difficulty: { category: '大龄失业人员', on: clock.daysAgo(200) } };
  return {
    laidOff: { ...ended(clock.daysAgo(60)), ...registered(50), insurance: clock.insuredBefore(60) },
    idleForYears: { ...ended(clock.yearsAgo(3)), insurance: idle(clock) },
    registeredMan: { ...ended(clock.daysAgo(100)), ...registered(90) },
    flexibleWorker: { ...registered(210), ...difficulty, insurance: clock.insuredAlone(30) },
    hiredAgain: { ...difficulty, jobs: [clock.contract()], insurance: clock.insured(14) },
    graduateWithFile: {
      ...graduated(1_500),
      file: { kind: '毕业生', on: clock.daysAgo(1_490) },
      jobs: [clock.contract()],
      insurance: clock.insured(40),
    },
    workerWithoutFile: {
      jobs: [clock.contract()],
      insurance: clock.insured(90),
      skills: [{ occupation: '电工', level: '高级工', on: clock.daysAgo(200) }],
    },
    freshGraduate: {
      ...graduated(100),
      allowance: { from: clock.daysAgo(80), until: addDays(clock.on, 285), size: 3 },
    },
    newEmployee: {
      diplomas: [{ school: '佛山科学技术学院', level: '本科', major: '市场营销', on: clock.daysAgo(500) }],
      jobs: [clock.contract()],
      insurance: clock.insured(14),
    },
    mobileStaff: { file: { kind: '流动人员', on: clock.daysAgo(700) } },
    youngFounder: { ...graduated(900), insurance: clock.insured(10, YOUNG_COMPANY) },
    lateFounder: { ...graduated(1_200), insurance: clock.insured(20, LATE_COMPANY) },
  };
}

/** Insured once, and nothing paid in the last year. */
function idle(clock: Clock): Insurance {
  return { ...clock.insuredBefore(60), years: [{ year: yearOf(clock.on) - 1, months: 0 }] };
}
