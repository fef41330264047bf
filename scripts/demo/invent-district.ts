// SPDX-License-Identifier: Apache-2.0
import { castOf } from './cast/cast.js';
import type { District, Person } from './district.js';
import { Identifiers } from './identifiers.js';
import { inventBenefits } from './invent-benefits.js';
import { inventCareer } from './invent-careers.js';
import { inventCompanies } from './invent-companies.js';
import { inventHousehold } from './invent-households.js';
import type { Inventing, Member } from './invent-households.js';
import { msLiEmployer } from './ms-li.js';
import { Random } from './random.js';

/** So many persons are in memory at a time; their employers are among their neighbours. */
const NEIGHBOURHOOD = 1_000;

export interface DistrictOptions {
  readonly persons: number;
  readonly seed: number;
  readonly on: string;
}

/** A fictional district: the same options give the same one. Ms Li, her employer and the cast are in it, first. */
export function inventDistrict(options: DistrictOptions): District {
  const parts = [...inventNeighbourhoods(options)];
  return {
    on: options.on,
    persons: parts.flatMap(({ persons }) => persons),
    companies: parts.flatMap(({ companies }) => companies),
  };
}

/** The same district piece by piece: however large it is, only identifiers are kept. The cast is the first piece. */
export function* inventNeighbourhoods({ persons, seed, on }: DistrictOptions): Generator<District> {
  const cast = castOf(on, persons);
  yield cast;
  const random = new Random(seed);
  const taken = [...cast.persons, ...cast.companies].map(({ identifier }) => identifier);
  const inventing: Inventing = { random, identifiers: new Identifiers(random, taken), on };
  let next = { person: cast.persons.length, company: cast.companies.length, household: cast.persons.length + 1 };
  while (next.person < persons) {
    const members: Member[] = [];
    const wanted = Math.min(NEIGHBOURHOOD, persons - next.person);
    while (members.length < wanted) members.push(...inventHousehold(inventing, next.household++));
    const part = inventNeighbourhood(inventing, members.slice(0, persons - next.person), next);
    yield part;
    next = {
      ...next,
      person: next.person + part.persons.length,
      company: next.company + part.companies.length,
    };
  }
}

/** The last household may be cut short; its spouse then lives elsewhere. */
function inventNeighbourhood(
  inventing: Inventing,
  members: readonly Member[],
  next: { readonly person: number; readonly company: number },
): District {
  const { random, on } = inventing;
  const companies = inventCompanies(inventing, members, next.company);
  const employers = companies.length === 0 ? [msLiEmployer()] : companies;
  const persons = members.map((member, position): Person => ({
    ...member,
    ...inventCareer(random, member.birthDate, on, employers),
    ...inventBenefits(inventing, member),
    index: next.person + position,
  }));
  return { on, persons, companies };
}
