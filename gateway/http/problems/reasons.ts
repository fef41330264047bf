// SPDX-License-Identifier: Apache-2.0

/**
 * What the agreement and the use cases say beyond a code, in Chinese. They say it in English; where a reason has no row
 * here a Chinese answer does without it, the code's own words say enough.
 */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^the department is not an auditor$/u, '该部门不是审计部门'],
  [/^([\w.-]+) is for ([\w, ]+)$/u, '$1 仅限以下角色：$2'],
  [/^([\w.-]+) is not of ([\w-]+)$/u, '$1 不属于 $2'],
  [/^([\w.-]+) is not published$/u, '$1 尚未发布'],
  [/^([\w.-]+) is not on the register$/u, '$1 未登记'],
  [/^([\w.-]+) has no version (\d+)$/u, '$1 没有版本 $2'],
  [/^that version is not in force$/u, '该版本不是现行版本'],
  [/^([\w-]+) may not attest ([\w.-]+) on this day$/u, '$1 在该日不得存证 $2'],
  [/^([\w.-]+) has no such claim$/u, '$1 没有此数据项'],
  [/^([\w.-]+) requires (\w+)$/u, '$1 须有 $2'],
  [/^(\w+) is not a ([\w-]+) within its limits$/u, '$1 不是约定范围内的 $2'],
  [/^the first day does not exist$/u, '起始日期不存在'],
  [/^the last day does not exist$/u, '截止日期不存在'],
  [/^the day does not exist$/u, '该日期不存在'],
  [/^the day has not come yet$/u, '该日期尚未到来'],
  [/^the record ends before it begins$/u, '截止日期早于起始日期'],
  [/^a record that is (\w+) does not become (\w+)$/u, '状态为 $1 的记录不能变为 $2'],
  [/^a record that is (\w+) has no successor$/u, '状态为 $1 的记录不能被替代'],
  [/^SUPERSEDED names its successor$/u, 'SUPERSEDED 须指明替代记录'],
  [/^the successor is not in the register$/u, '替代记录不在登记簿中'],
  [/^the check character is wrong$/u, '校验字符有误'],
  [/^an answer belongs to no question of the item$/u, '有答案不对应事项的任何问题'],
  [/^question "(\w+)" has no answer$/u, '问题“$1”没有答案'],
  [/^question "(\w+)" has an answer of another kind$/u, '问题“$1”的答案类型不符'],
  [/^verdicts come without fields$/u, '仅核验时不返回字段'],
  [/^a subject has a later access on record$/u, '该主体已有更晚的调用记录'],
  [/^The case number is the identifier of a person or company$/u, '办件编号是个人或企业的证件号码'],
];

/** A reason in Chinese, where there is one. */
export function reasonInChinese(reason: string): string | undefined {
  const row = REASONS.find(([pattern]) => pattern.test(reason));
  return row === undefined ? undefined : reason.replace(row[0], row[1]);
}
