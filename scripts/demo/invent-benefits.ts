// SPDX-License-Identifier: Apache-2.0
import { addDays, yearsBetween } from '../../chaincode/domain/time.js';
import { addYears } from './days.js';
import type { Person, Residence } from './district.js';
import type { Inventing, Member } from './invent-households.js';
import { CHANCHENG, inventAddress } from './places.js';

const CATEGORIES = ['视力', '听力', '言语', '肢体', '肢体', '智力', '精神', '多重'];
const GRADES = ['一级', '二级', '三级', '四级'];
const DWELLINGS = ['租赁', '租赁', '租赁', '单位宿舍', '自有', '投靠亲友'];

export type Benefits = Pick<Person, 'allowance' | 'disability' | 'residence'>;

/** Allowance, disability certificate, and residence of those who are registered elsewhere. */
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
    ...(disabled ? { disability } : {}),
    ...(random.chance(disabled ? 40 : 3) && from > member.birthDate ? { allowance } : {}),
    ...(member.household.division === CHANCHENG.code ? {} : { residence: inventResidence(inventing, member) }),
  };
}

function inventResidence({ random, on }: Inventing, { birthDate }: Member): Residence {
  const longest = Math.max(1, yearsBetween(birthDate, on)) * 365;
  const registeredOn = addDays(on, -random.between(1, Math.min(2_500, longest)));
  const residence = { address: inventAddress(random, CHANCHENG), dwelling: random.pick(DWELLINGS), registeredOn };
  const firstIssuedOn = addDays(registeredOn, 183);
  if (firstIssuedOn > on || !random.chance(80)) return residence;
  const endorsedOn = addYears(firstIssuedOn, Math.max(0, yearsBetween(firstIssuedOn, on)));
  return { ...residence, permit: { firstIssuedOn, endorsedOn, until: addYears(endorsedOn, 1) } };
}
