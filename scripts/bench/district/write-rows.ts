// SPDX-License-Identifier: Apache-2.0
import { open, rename } from 'node:fs/promises';
import { csvLine } from '../../import/csv-line.js';
import { encodeGb18030 } from '../../import/encode-gb18030.js';
import { numberedSubject } from './numbered-subject.js';

const CHUNK = 10_000;
const COLUMNS = [
  '常住人口登记编号',
  '公民身份号码',
  '户号',
  '户别',
  '与户主关系',
  '户籍地址',
  '行政区划代码',
  '登记日期',
];

/** Writes an export of the household register, GB18030 as that registry has it, with one row for each of so many subjects. */
export async function writeRows(path: string, rows: number): Promise<void> {
  const file = await open(`${path}.part`, 'w', 0o600);
  try {
    await file.write(encodeGb18030(`${csvLine(COLUMNS)}\r\n`));
    for (let from = 0; from < rows; from += CHUNK) {
      const lines = Array.from({ length: Math.min(CHUNK, rows - from) }, (_, index) => rowOf(from + index));
      await file.write(encodeGb18030(`${lines.join('\r\n')}\r\n`));
    }
  } finally {
    await file.close();
  }
  await rename(`${path}.part`, path);
}

function rowOf(number: number): string {
  const digits = String(number).padStart(9, '0');
  const address = `广东省佛山市禅城区石湾镇街道江湾三路${(number % 900) + 1}号${(number % 30) + 1}座`;
  return csvLine([
    `GR${digits}`,
    numberedSubject(number),
    `44060401${digits}`,
    '家庭户',
    '户主',
    address,
    '440604',
    '2020年3月1日',
  ]);
}
