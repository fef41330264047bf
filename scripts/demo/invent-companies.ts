// SPDX-License-Identifier: Apache-2.0
import { addDays } from '../../chaincode/domain/time.js';
import type { Company } from './district.js';
import type { Inventing, Member } from './invent-households.js';
import { inventName } from './names.js';
import { CHANCHENG, inventAddress } from './places.js';

const TRADES = ['陶瓷', '软件', '餐饮', '物流', '五金', '纺织', '装饰', '人力资源', '包装印刷', '医疗器械'];
const PERSONS_PER_COMPANY = 20;

/** Companies whose legal representatives are among these members; none where nobody is of age. */
export function inventCompanies(inventing: Inventing, members: readonly Member[], firstIndex: number): Company[] {
  const { random, identifiers, on } = inventing;
  const adults = members.filter(({ birthDate }) => birthDate < addDays(on, -8_000));
  if (adults.length === 0) return [];
  return Array.from({ length: Math.ceil(members.length / PERSONS_PER_COMPANY) }, (_, position) => {
    const trade = random.pick(TRADES);
    return {
      index: firstIndex + position,
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
