// SPDX-License-Identifier: Apache-2.0
import type { Random } from './random.js';

export interface Division {
  /** GB/T 2260. */
  readonly code: string;
  readonly name: string;
}

export const CHANCHENG: Division = { code: '440604', name: '广东省佛山市禅城区' };

/** Where those of the cast come from who live here and are registered elsewhere. */
export const HOME_TOWN: Division = { code: '440981', name: '广东省高州市' };

/** Where residents from elsewhere are registered: real division codes. */
const ELSEWHERE: readonly Division[] = [
  { code: '440605', name: '广东省佛山市南海区' },
  { code: '440606', name: '广东省佛山市顺德区' },
  HOME_TOWN,
  { code: '440882', name: '广东省雷州市' },
  { code: '441284', name: '广东省四会市' },
  { code: '450102', name: '广西壮族自治区南宁市兴宁区' },
  { code: '431102', name: '湖南省永州市零陵区' },
  { code: '420102', name: '湖北省武汉市江岸区' },
  { code: '360102', name: '江西省南昌市东湖区' },
  { code: '510104', name: '四川省成都市锦江区' },
];
const STREETS = ['祖庙街道', '石湾镇街道', '张槎街道', '南庄镇'];
const ROADS = ['同济路', '汾江中路', '季华五路', '岭南大道', '魁奇路', '文华北路', '朝安南路', '绿景路'];

export function inventElsewhere(random: Random): Division {
  return random.pick(ELSEWHERE);
}

/** An address in the division; the house numbers are invented. */
export function inventAddress(random: Random, division: Division): string {
  const street = division.code === CHANCHENG.code ? random.pick(STREETS) : '';
  const house = `${random.between(1, 180)}号${random.between(1, 20)}座${random.between(1, 32)}0${random.between(1, 6)}房`;
  return `${division.name}${street}${random.pick(ROADS)}${house}`;
}
