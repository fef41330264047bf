// SPDX-License-Identifier: Apache-2.0
import type { AdministratorCall, NativeNetwork } from '../../network/native/native-network.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';

/** A call as the command line puts it. @throws {CommandFailure} for a department that is not there */
export function callOf(
  { site }: NativeNetwork,
  transaction: string,
  args: readonly string[],
  {
    as,
    chaincode,
    endorsers,
  }: { readonly as?: string; readonly chaincode?: string; readonly endorsers?: readonly string[] },
): AdministratorCall {
  const { definition } = site.state;
  const codes = definition.departments.map(({ code }) => code);
  const department = as ?? codes[0] ?? '';
  for (const code of [department, ...(endorsers ?? [])]) {
    if (codes.includes(code)) continue;
    throw new CommandFailure(EXIT.USAGE, {
      zh: `没有部门 ${code}。现有部门：${codes.join('、')}`,
      en: `There is no department ${code}. The departments are: ${codes.join(', ')}`,
    });
  }
  return {
    department,
    chaincode: chaincode ?? definition.chaincode,
    args: [transaction, ...args],
    ...(endorsers === undefined ? {} : { endorsers }),
  };
}
