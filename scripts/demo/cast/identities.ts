// SPDX-License-Identifier: Apache-2.0
import { addDays } from '../../../chaincode/domain/time.js';
import { addYears } from '../days.js';
import type { Household, Person } from '../district.js';
import { residentId } from '../identifiers.js';
import type { Gender } from '../names.js';
import { CHANCHENG, HOME_TOWN } from '../places.js';

interface Identity {
  readonly name: string;
  readonly gender: Gender;
  readonly age: number;
  /** Registered elsewhere, living here. */
  readonly elsewhere?: true;
  /** Whose household it is; absent: the person's own. */
  readonly household?: string;
  readonly relationToHead?: Person['relationToHead'];
}

/** Who appears in the cases of the catalogue. All are invented; age in years on the demo's day. */
const IDENTITIES = {
  laidOff: { name: '周慧玲', gender: 'FEMALE', age: 45 },
  idleForYears: { name: '吴志强', gender: 'MALE', age: 44 },
  registeredMan: { name: '郑建辉', gender: 'MALE', age: 45 },
  flexibleWorker: { name: '冯桂芳', gender: 'FEMALE', age: 48 },
  hiredAgain: { name: '陈秀英', gender: 'FEMALE', age: 49 },
  graduateWithFile: { name: '褚博文', gender: 'MALE', age: 27 },
  workerWithoutFile: { name: '卫国平', gender: 'MALE', age: 41 },
  mobileStaff: { name: '蒋雪晴', gender: 'FEMALE', age: 35 },
  youngFounder: { name: '沈睿航', gender: 'MALE', age: 26 },
  lateFounder: { name: '韩铭轩', gender: 'MALE', age: 28 },
  pensioner: { name: '杨国华', gender: 'MALE', age: 66 },
  shortContributor: { name: '朱志明', gender: 'MALE', age: 61 },
  longContributor: { name: '秦玉兰', gender: 'FEMALE', age: 62 },
  workerFromElsewhere: { name: '尤俊杰', gender: 'MALE', age: 33, elsewhere: true },
  widow: { name: '许桂英', gender: 'FEMALE', age: 70, household: 'widow' },
  deceased: { name: '何家铭', gender: 'MALE', age: 74, household: 'widow', relationToHead: '配偶' },
  aged: { name: '吕玉英', gender: 'FEMALE', age: 84 },
  father: { name: '施浩然', gender: 'MALE', age: 36, household: 'father' },
  mother: { name: '张梦瑶', gender: 'FEMALE', age: 34, household: 'father', relationToHead: '配偶' },
  youngChild: { name: '施子轩', gender: 'MALE', age: 5, household: 'father', relationToHead: '子女' },
  olderChild: { name: '施雨涵', gender: 'FEMALE', age: 9, household: 'father', relationToHead: '子女' },
  supported: { name: '孔丽娟', gender: 'FEMALE', age: 52 },
  driver: { name: '曹永刚', gender: 'MALE', age: 40 },
  walker: { name: '严国平', gender: 'MALE', age: 50 },
  guest: { name: '华诗涵', gender: 'FEMALE', age: 29, elsewhere: true },
  latecomer: { name: '金振波', gender: 'MALE', age: 44, elsewhere: true },
  freshGraduate: { name: '魏思远', gender: 'MALE', age: 22 },
  newEmployee: { name: '陶芷晴', gender: 'FEMALE', age: 24 },
  needySenior: { name: '姜秀兰', gender: 'FEMALE', age: 76 },
  newborn: { name: '施乐言', gender: 'FEMALE', age: 0, household: 'father', relationToHead: '子女' },
} as const satisfies Record<string, Identity>;

export type CastKey = keyof typeof IDENTITIES;
export const CAST_KEYS = Object.keys(IDENTITIES) as CastKey[];

/** The part of a person that does not depend on what departments know of them. Numbered from 1; Ms Li has 0. */
export function identityOf(key: CastKey, on: string) {
  const { name, gender, age, ...more }: Identity = IDENTITIES[key];
  const index = CAST_KEYS.indexOf(key) + 1;
  const birthDate = addDays(addYears(on, -age), -30 - index);
  const division = more.elsewhere === true ? HOME_TOWN : CHANCHENG;
  return {
    index,
    identifier: residentId(division.code, birthDate, 500 + 2 * index + (gender === 'MALE' ? 1 : 0)),
    name,
    gender,
    birthDate,
    household: householdOf(more.household, index, division),
    relationToHead: more.relationToHead ?? '户主',
    registeredOn: addDays(birthDate, 20),
  } satisfies Partial<Person>;
}

function householdOf(head: string | undefined, index: number, { code, name }: typeof CHANCHENG): Household {
  const number = head === undefined ? index : CAST_KEYS.findIndex((key) => key === head) + 1;
  const street = code === CHANCHENG.code ? '石湾镇街道岭南大道' : '人民路';
  return {
    number: `${code}${String(number + 1).padStart(7, '0')}`,
    division: code,
    address: `${name}${street}${number + 10}号2座${(number % 9) + 1}01房`,
    collective: false,
  };
}
