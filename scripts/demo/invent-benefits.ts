// SPDX-License-Identifier: Apache-2.0
import { addDays, yearsBetween } from '../../chaincode/domain/time.js';
import { addYears } from './days.js';
import type { Person, Residence } from './district.js';
import type { Inventing, Member } from './invent-households.js';
import { CHANCHENG, inventAddress } from './places.js';

const CATEGORIES = ['视力', '听力', '言语', '肢体', '肢体', '智力', '精神', '多重'];
const GRADES = ['一级', '二级', '三级', '四级'];
const DWELLINGS = ['租赁', '租赁', '租赁', '单位宿舍', '自有', '投靠亲友'];

const NEEDS = ['轮椅', '拐杖', '助听器', '假肢', '盲杖', '手术', '康复训练'];

export type Benefits = Pick<Person, 'allowance' | 'disability' | 'residence' | 'vehicle' | 'assessment' | 'death'>;

/** Allowance, disability and what follows from it, residence of those registered elsewhere, and death. */
export function inventBenefits(inventing: Inventing, member: Member): Benefits {
  const { random, on } = inventing;
  const disability = {
    category: random.pick(CATEGORIES),
    grade: random.pick(GRADES),
    on: addDays(on, -random.between(30, 3_000)),
  };
  const from = addDays(on, -random.between(10, 300));
  const allowance = { from, until: addYears(from, 1), size: random.between(1, 4) };
  const disabled = random.chance(5) && disability.on > member.birthDate;
  return {
    ...(disabled ? { disability, ...inventAids(inventing, disability) } : {}),
    ...(random.chance(disabled ? 40 : 3) && from > member.birthDate ? { allowance } : {}),
    ...(member.household.division === CHANCHENG.code ? {} : { residence: inventResidence(inventing, member) }),
    ...inventDeath(inventing, member),
  };
}

function inventAids(
  { random, on }: Inventing,
  { category }: NonNullable<Person['disability']>,
): Pick<Person, 'vehicle' | 'assessment'> {
  const vehicle = { plate: `粤E残${random.between(10_000, 99_999)}`, on: addDays(on, -random.between(20, 2_000)) };
  const needs = [...new Set([random.pick(NEEDS), random.pick(NEEDS)])];
  return {
    ...(category === '肢体' && random.chance(40) ? { vehicle } : {}),
    ...(random.chance(60) ? { assessment: { needs, on: addDays(on, -random.between(10, 900)) } } : {}),
  };
}

function inventDeath({ random, on }: Inventing, { birthDate }: Member): Pick<Person, 'death'> {
  if (yearsBetween(birthDate, on) < 70 || !random.chance(6)) return {};
  const died = addDays(on, -random.between(5, 900));
  return { death: { on: died, crematedOn: addDays(died, 3) } };
}

function inventResidence({ random, on }: Inventing, { birthDate }: Member): Residence {
  const longest = Math.max(1, yearsBetween(birthDate, on)) * 365;
  const registeredOn = addDays(on, -random.between(1, Math.min(2_500, longest)));
  const dwelling = random.pick(DWELLINGS);
  const lease = { from: registeredOn, until: addYears(on, 1), rent: random.between(8, 40) * 100 };
  const residence = {
    address: inventAddress(random, CHANCHENG),
    dwelling,
    registeredOn,
    ...(dwelling === '租赁' && random.chance(70) ? { lease } : {}),
  };
  const firstIssuedOn = addDays(registeredOn, 183);
  if (firstIssuedOn > on || !random.chance(80)) return residence;
  const endorsedOn = addYears(firstIssuedOn, Math.max(0, yearsBetween(firstIssuedOn, on)));
  return { ...residence, permit: { firstIssuedOn, endorsedOn, until: addYears(endorsedOn, 1) } };
}
