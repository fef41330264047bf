// SPDX-License-Identifier: Apache-2.0
import type { District, Person } from '../district.js';
import { msLi, msLiEmployer } from '../ms-li.js';
import { castCompanies } from './companies.js';
import { Clock } from './facts.js';
import type { CastFacts } from './facts.js';
import { CAST_KEYS, identityOf } from './identities.js';
import { residents } from './residents.js';
import { workers } from './workers.js';

/**
 * Ms Li and those who fit, and do not fit, the items of the third batch: the same in every district, at most so
 * many of them. Companies come with their legal representatives.
 */
export function castOf(on: string, atMost: number): District {
  const clock = new Clock(on);
  const facts: CastFacts = { ...workers(clock), ...residents(clock) };
  const others = CAST_KEYS.map((key): Person => ({
    diplomas: [],
    jobs: [],
    skills: [],
    parents: [],
    ...facts[key],
    ...identityOf(key, on),
  }));
  const persons = [msLi(on), ...others].slice(0, atMost);
  const companies = castCompanies(clock).filter(({ representative }) =>
    persons.some(({ identifier }) => identifier === representative),
  );
  return { on, persons, companies: [msLiEmployer(), ...companies] };
}
