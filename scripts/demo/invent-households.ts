// SPDX-License-Identifier: Apache-2.0
import { addDays } from '../../chaincode/domain/time.js';
import { addYears } from './days.js';
import type { Household, Person } from './district.js';
import type { Identifiers } from './identifiers.js';
import { inventName } from './names.js';
import type { Gender } from './names.js';
import { CHANCHENG, inventAddress, inventElsewhere } from './places.js';
import type { Random } from './random.js';

export interface Inventing {
  readonly random: Random;
  readonly identifiers: Identifiers;
  readonly on: string;
}

/** Who somebody is and with whom they live; their work and benefits come later. */
export type Member = Pick<
  Person,
  | 'identifier'
  | 'name'
  | 'gender'
  | 'birthDate'
  | 'household'
  | 'relationToHead'
  | 'registeredOn'
  | 'parents'
  | 'marriage'
>;

/** One household: a single person, or a couple with up to two children and perhaps a parent. */
export function inventHousehold(inventing: Inventing, number: number): Member[] {
  const { random } = inventing;
  const division = random.chance(70) ? CHANCHENG : inventElsewhere(random);
  const household: Household = {
    number: `${division.code}${String(number).padStart(7, '0')}`,
    division: division.code,
    address: inventAddress(random, division),
    collective: random.chance(8),
  };
  const age = random.chance(15) ? random.between(60, 92) : random.between(20, 59);
  const head = inventMember(inventing, household, random.pick(['MALE', 'FEMALE']), age, '户主');
  return age >= 25 && random.chance(70) ? inventFamily(inventing, household, head, age) : [head];
}

function inventFamily(inventing: Inventing, household: Household, head: Member, age: number): Member[] {
  const { random, on } = inventing;
  const other: Gender = head.gender === 'MALE' ? 'FEMALE' : 'MALE';
  const spouse = inventMember(inventing, household, other, Math.max(22, age + random.between(-4, 4)), '配偶');
  const married = addDays(addYears(on, -random.between(1, Math.max(1, age - 24))), -random.between(0, 300));
  const couple = [
    { ...head, marriage: { spouse: spouse.identifier, on: married } },
    { ...spouse, marriage: { spouse: head.identifier, on: married } },
  ] as const;
  const children = Array.from({ length: age < 60 ? random.between(0, 2) : 0 }, () =>
    inventChild(inventing, household, couple, random.between(0, Math.min(30, age - 24))),
  );
  return [...couple, ...children];
}

function inventChild(
  inventing: Inventing,
  household: Household,
  couple: readonly [Member, Member],
  age: number,
): Member {
  const gender = inventing.random.pick(['MALE', 'FEMALE'] as const);
  const surname = couple.find(({ gender: parent }) => parent === 'MALE')?.name.slice(0, 1);
  const child = inventMember(inventing, household, gender, age, '子女', surname);
  const parents = couple.map(({ gender: parent, identifier }) => ({
    relation: parent === 'MALE' ? ('父亲' as const) : ('母亲' as const),
    identifier,
  }));
  return { ...child, parents };
}

function inventMember(
  { random, identifiers, on }: Inventing,
  household: Household,
  gender: Gender,
  age: number,
  relationToHead: Person['relationToHead'],
  surname?: string,
): Member {
  const birthDate = addDays(addYears(on, -age), -random.between(1, 364));
  const registered = addDays(birthDate, random.between(1, 60));
  return {
    identifier: identifiers.resident(household.division, birthDate, gender),
    name: inventName(random, gender, surname),
    gender,
    birthDate,
    household,
    relationToHead,
    registeredOn: registered < on ? registered : on,
    parents: [],
  };
}
