// SPDX-License-Identifier: Apache-2.0
import type { Company } from '../district.js';
import { creditCode } from '../identifiers.js';
import type { Clock } from './facts.js';
import { identityOf } from './identities.js';

export const YOUNG_COMPANY = creditCode('440604', 'MA0NED002');
export const LATE_COMPANY = creditCode('440604', 'MA0NED003');

/** What the two founders of the cast founded; Ms Li's employer has number 0. */
export function castCompanies(clock: Clock): Company[] {
  const founded = { kind: '有限责任公司', capital: 50, scope: '陶瓷制品设计、销售' } as const;
  return [
    {
      ...founded,
      index: 1,
      identifier: YOUNG_COMPANY,
      name: '佛山市新芽陶艺设计有限公司',
      representative: identityOf('youngFounder', clock.on).identifier,
      establishedOn: clock.yearsAgo(1),
      address: '广东省佛山市禅城区石湾镇街道魁奇路17号2座301房',
    },
    {
      ...founded,
      index: 2,
      identifier: LATE_COMPANY,
      name: '佛山市老窑陶艺设计有限公司',
      representative: identityOf('lateFounder', clock.on).identifier,
      establishedOn: clock.yearsAgo(6),
      address: '广东省佛山市禅城区石湾镇街道魁奇路19号1座202房',
    },
  ];
}
