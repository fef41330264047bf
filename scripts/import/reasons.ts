// SPDX-License-Identifier: Apache-2.0
import { inLanguage } from '../language.js';
import type { Bilingual } from '../language.js';
import type { Reason } from './row.js';

/** What can be wrong with a row before it is sent. The gateway has its own codes for what it refuses. */
const TEXTS = {
  ROW_SHAPE: { zh: '列数与表头不符', en: 'The row does not have the columns of the header' },
  ROW_NOT_JSON: { zh: '不是一个 JSON 对象', en: 'Not one JSON object' },
  COLUMN_MISSING: { zh: '缺少此列', en: 'The column is missing' },
  VALUE_MISSING: { zh: '必填项为空', en: 'A required value is empty' },
  VALUE_NOT_LISTED: { zh: '取值不在映射表中', en: 'The mapping has no meaning for this value' },
  VALUE_TYPE: { zh: '类型不符', en: 'The value does not have the type of the claim' },
  DATE_INVALID: { zh: '日期格式不符或日期不存在', en: 'The date has another format or does not exist' },
  VALIDITY_INVALID: { zh: '终止日期早于起始日期', en: 'The record ends before it begins' },
  IDENTIFIER_INVALID: {
    zh: '证件号码的长度、日期或校验码有误',
    en: 'Length, date or check digit of the identifier is wrong',
  },
  IDENTIFIER_FIFTEEN_DIGITS: {
    zh: '15 位旧身份证号码，请换为 18 位，或在映射文件中写明 "fifteenDigits": "convert"',
    en: 'A 15-digit resident identity number; give the 18-character one, or set "fifteenDigits": "convert" in the mapping',
  },
  IDENTIFIER_KIND_WRONG: { zh: '证件号码的种类不符', en: 'The identifier is of the other kind' },
  NUMBER_LOST_DIGITS: {
    zh: '号码被存为数字，末几位已丢失；请将该列设为文本后重新导出',
    en: 'Stored as a number, whose last digits are lost; format the column as text and export again',
  },
  CLAIMS_TOO_LARGE: { zh: '数据项超过 16 KiB', en: 'The claims exceed 16 KiB' },
} as const satisfies Record<string, Bilingual>;
export type RowRefusal = keyof typeof TEXTS;

/** The reason as it is written into the file of refused rows; names the column, never the value. */
export function reason(code: RowRefusal, column?: string): Reason {
  const text = inLanguage(TEXTS[code]);
  return { code, text: column === undefined ? text : `${column}: ${text}` };
}
