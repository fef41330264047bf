// SPDX-License-Identifier: Apache-2.0
import { addDays } from '../../chaincode/domain/time.js';
import type { Company, District, Person } from './district.js';
import { Identifiers } from './identifiers.js';
import { inventBenefits } from './invent-benefits.js';
import { inventCareer } from './invent-careers.js';
import { inventHousehold } from './invent-households.js';
import type { Inventing, Member } from './invent-households.js';
import { inventName } from './names.js';
import { MS_LI, MS_LI_EMPLOYER, msLi, msLiEmployer } from './ms-li.js';
import { CHANCHENG, inventAddress } from './places.js';
import { Random } from './random.js';

const TRADES = ['陶瓷', '软件', '餐饮', '物流', '五金', '纺织', '装饰', '人力资源', '包装印刷', '医疗器械'];
const PERSONS_PER_COMPANY = 20;

export interface DistrictOptions {
  readonly persons: number;
  readonly seed: number;
  readonly on: string;
}

/** A fictional district: the same options give the same one. Ms Li and her employer are always in it, first. */
export function inventDistrict({ persons, seed, on }: DistrictOptions): District {
  const random = new Random(seed);
  const identifiers = new Identifiers(random, [MS_LI.identifier, MS_LI_EMPLOYER.identifier]);
  const inventing: Inventing = { random, identifiers, on };
  const members = inventMembers(inventing, persons - 1);
  const companies = [msLiEmployer(), ...inventCompanies(inventing, members, Math.ceil(persons / PERSONS_PER_COMPANY))];
  const others = members.map((member, position): Person => ({
    ...member,
    ...inventCareer(random, member.birthDate, on, companies),
    ...inventBenefits(inventing, member),
    index: position + 1,
  }));
  return { on, persons: [msLi(on), ...others], companies };
}

/** Households until there are enough persons; the last one may be cut short, its spouse then lives elsewhere. */
function inventMembers(inventing: Inventing, count: number): Member[] {
  const members: Member[] = [];
  for (let number = 2; members.length < count; number += 1) members.push(...inventHousehold(inventing, number));
  return members.slice(0, count);
}

function inventCompanies(inventing: Inventing, members: readonly Member[], count: number): Company[] {
  const { random, identifiers, on } = inventing;
  const adults = members.filter(({ birthDate }) => birthDate < addDays(on, -8_000));
  if (adults.length === 0) return [];
  return Array.from({ length: count }, (_, position) => {
    const trade = random.pick(TRADES);
    return {
      index: position + 1,
      identifier: identifiers.company(CHANCHENG.code),
      name: `佛山市${inventName(random, 'FEMALE', '')}${trade}有限公司`,
      kind: '有限责任公司',
      representative: random.pick(adults).identifier,
      capital: random.between(1, 50) * 10,
      establishedOn: addDays(on, -random.between(100, 8_000)),
      address: inventAddress(random, CHANCHENG),
      scope: `${trade}产品的生产、销售及相关服务`,
    };
  });
}
