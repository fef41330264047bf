// SPDX-License-Identifier: Apache-2.0
import { addDays } from '../../chaincode/domain/time.js';
import { addYears, yearOf } from './days.js';
import type { Company, Person } from './district.js';
import { creditCode, residentId } from './identifiers.js';

/** Ms Li of the story. She is invented, and the same in every district whatever its seed. */
export const MS_LI = {
  identifier: residentId('440604', '2003-05-17', 486),
  name: '李清妍',
} as const;

/** Her employer, as invented as she is. */
export const MS_LI_EMPLOYER = {
  identifier: creditCode('440604', 'MA0NED001'),
  name: '佛山市禅城区青榕软件有限公司',
} as const;

/** Whom the register names as the employer's legal representative; not one of the district's persons. */
const REPRESENTATIVE = residentId('440604', '1979-11-02', 353);
const ADDRESS = '广东省佛山市禅城区祖庙街道同济路88号6座1203房';

/** Graduated last summer, at work since: every material of the graduate report is on record. */
export function msLi(on: string): Person {
  const graduatedOn = lastGraduation(on);
  const from = addDays(graduatedOn, 14);
  return {
    index: 0,
    ...MS_LI,
    gender: 'FEMALE',
    birthDate: '2003-05-17',
    household: { number: '4406040000001', division: '440604', address: ADDRESS, collective: false },
    relationToHead: '户主',
    registeredOn: '2003-06-02',
    parents: [],
    diplomas: [{ school: '佛山科学技术学院', level: '本科', major: '软件工程', on: graduatedOn }],
    jobs: [
      {
        employer: MS_LI_EMPLOYER.identifier,
        position: '软件工程师',
        kind: '固定期限',
        from,
        until: addYears(from, 3),
        wage: 7200,
      },
    ],
    insurance: {
      schemes: ['养老', '医疗', '失业', '工伤', '生育'],
      employer: MS_LI_EMPLOYER.identifier,
      since: from,
      months: 1,
      wage: 7200,
      years: [{ year: yearOf(from), months: 1 }],
    },
    skills: [],
  };
}

export function msLiEmployer(): Company {
  return {
    index: 0,
    ...MS_LI_EMPLOYER,
    kind: '有限责任公司',
    representative: REPRESENTATIVE,
    capital: 500,
    establishedOn: '2016-03-08',
    address: '广东省佛山市禅城区张槎街道季华五路29号3座808房',
    scope: '软件开发；信息系统集成服务',
  };
}

/** 20 June, at least three weeks ago, so that a contract could follow. */
function lastGraduation(on: string): string {
  const thisYear = `${yearOf(on)}-06-20`;
  return addDays(thisYear, 21) <= on ? thisYear : addYears(thisYear, -1);
}
