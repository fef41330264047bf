// SPDX-License-Identifier: Apache-2.0
import { addDays } from '../../../chaincode/domain/time.js';
import type { Person, Residence } from '../district.js';
import type { CastFacts, Clock } from './facts.js';
import { identityOf } from './identities.js';
import type { CastKey } from './identities.js';

/** Those of social insurance, civil affairs, the disabled persons' federation and the residents' office. */
export function residents(clock: Clock): CastFacts {
  return { ...insured(clock), ...families(clock), ...disabled(clock), ...fromElsewhere(clock) };
}

function insured(clock: Clock): CastFacts {
  return {
    pensioner: { pension: pensionOf(clock) },
    shortContributor: { insurance: clock.insuredAlone(120) },
    longContributor: { insurance: clock.insuredAlone(200) },
    aged: {},
    supported: allowance(clock, 1),
    needySenior: allowance(clock, 1),
  };
}

function allowance(clock: Clock, size: number): Pick<Person, 'allowance'> {
  return { allowance: { from: clock.daysAgo(100), until: addDays(clock.on, 265), size } };
}

function pensionOf(clock: Clock) {
  return { scheme: '企业职工', from: clock.yearsAgo(6), amount: 3600 } as const;
}

function families(clock: Clock): CastFacts {
  const identifier = (key: CastKey) => identityOf(key, clock.on).identifier;
  const marriedTo = (key: CastKey, years: number) => ({
    marriage: { spouse: identifier(key), on: clock.yearsAgo(years) },
  });
  const parents: Person['parents'] = [
    { relation: '父亲', identifier: identifier('father') },
    { relation: '母亲', identifier: identifier('mother') },
  ];
  return {
    widow: marriedTo('deceased', 45),
    deceased: {
      ...marriedTo('widow', 45),
      pension: pensionOf(clock),
      death: { on: clock.daysAgo(100), crematedOn: clock.daysAgo(97) },
    },
    father: { ...marriedTo('mother', 11), ...allowance(clock, 4) },
    mother: { ...marriedTo('father', 11), insurance: clock.insured(50) },
    newborn: { parents },
    youngChild: { parents, assessment: { needs: ['康复训练'], on: clock.daysAgo(40) } },
    olderChild: { parents, disability: { category: '听力', grade: '三级', on: clock.yearsAgo(2) } },
  };
}

function disabled(clock: Clock): CastFacts {
  const disability = { category: '肢体', grade: '二级', on: clock.yearsAgo(3) };
  const assessed = (...needs: string[]) => ({ assessment: { needs, on: clock.daysAgo(120) } });
  return {
    driver: {
      disability,
      vehicle: { plate: '粤E残10001', on: clock.yearsAgo(2) },
      ...assessed('轮椅', '拐杖'),
    },
    walker: { disability, ...assessed('拐杖'), ...allowance(clock, 2) },
  };
}

function fromElsewhere(clock: Clock): CastFacts {
  const { on } = clock;
  const residence = (dwelling: string): Residence => ({
    address: '广东省佛山市禅城区张槎街道朝安南路12号5座602房',
    dwelling,
    registeredOn: clock.yearsAgo(4),
    permit: { firstIssuedOn: clock.yearsAgo(3), endorsedOn: clock.daysAgo(90), until: addDays(on, 275) },
  });
  const work = { jobs: [clock.contract()], insurance: clock.insured(36) };
  const expired = { firstIssuedOn: clock.yearsAgo(3), endorsedOn: clock.yearsAgo(2), until: clock.yearsAgo(1) };
  return {
    workerFromElsewhere: {
      ...work,
      residence: { ...residence('租赁'), lease: { from: clock.yearsAgo(1), until: addDays(on, 365), rent: 1800 } },
    },
    guest: { ...work, residence: residence('投靠亲友') },
    latecomer: { ...work, residence: { ...residence('租赁'), permit: expired } },
  };
}
