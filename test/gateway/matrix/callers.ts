// SPDX-License-Identifier: Apache-2.0
import { ROLES, type Role } from '../../../chaincode/domain/roles.js';

/** Departments for which the gateway under test signs; `data-bureau` is auditor and operator of the channel. */
export const HOSTED = ['data-bureau', 'civil-affairs', 'human-resources', 'market-supervision'] as const;
/** In the register, but at another gateway. */
const ELSEWHERE = 'social-insurance';

export interface Caller {
  readonly department: (typeof HOSTED)[number] | typeof ELSEWHERE;
  readonly role: Role;
}

export const CALLERS: readonly Caller[] = ([...HOSTED, ELSEWHERE] as const).flatMap((department) =>
  ROLES.map((role): Caller => ({ department, role })),
);

export const nameOf = ({ department, role }: Caller): `${string}/${Role}` => `${department}/${role}`;
export const isHosted = ({ department }: Caller): boolean => department !== ELSEWHERE;
export const isAuditor = ({ department, role }: Caller): boolean => department === 'data-bureau' && role === 'auditor';
export const isOperator = ({ department, role }: Caller): boolean =>
  department === 'data-bureau' && role === 'operator';
