// SPDX-License-Identifier: Apache-2.0
import type { Person } from '../district.js';
import { numbered } from './export-file.js';
import type { ExportFile } from './export-file.js';

/** Services that departments finished before they were on the ledger, as their desks noted them. */
export const SERVICE_RESULTS: readonly ExportFile[] = [
  serviceResult('human-resources', 'RS', '流动人员人事档案接收', ({ file }) => file?.on),
  serviceResult('social-insurance', 'BX', '基本养老保险待遇申领', ({ pension }) => pension?.from),
  serviceResult('civil-affairs', 'MZ', '最低生活保障申请', ({ allowance }) => allowance?.from),
  serviceResult('disabled-persons', 'CL', '残疾人证申领', ({ disability }) => disability?.on),
  serviceResult('residents-office', 'LG', '居住登记', ({ residence }) => residence?.registeredOn),
];

/** One for whom the day is known. */
function serviceResult(
  department: string,
  letters: string,
  matter: string,
  dayOf: (person: Person) => string | undefined,
): ExportFile {
  return {
    recordType: `${department}.service-result`,
    format: 'csv',
    encoding: 'utf-8',
    rows: ({ persons }) =>
      persons.flatMap((person) => {
        const day = dayOf(person);
        if (day === undefined) return [];
        const { index, identifier, name } = person;
        const number = numbered(letters, index);
        return [{ 办件编号: number, 公民身份号码: identifier, 姓名: name, 事项名称: matter, 办结日期: day }];
      }),
  };
}
