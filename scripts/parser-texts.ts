// SPDX-License-Identifier: Apache-2.0

type Row = readonly [english: RegExp, chinese: string];

/** What the parser of the command line says by itself, which it says in English only. */
const ROWS: readonly Row[] = [
  [/error: unknown option '([^']*)'/u, '错误：没有选项 $1'],
  [/error: unknown command '([^']*)'/u, '错误：没有命令 $1'],
  [/error: missing required argument '([^']*)'/u, '错误：缺少参数 <$1>'],
  [/error: required option '(.*)' not specified/u, '错误：缺少必需的选项 $1'],
  [/error: option '(.*)' argument missing/u, '错误：选项 $1 缺少值'],
  [/error: option '(.*)' argument '(.*)' is invalid\. ?/u, '错误：选项 $1 的值 $2 无效。'],
  [/error: command-argument value '(.*)' is invalid for argument '(.*)'\. ?/u, '错误：参数 <$2> 的值 $1 无效。'],
  [
    /error: too many arguments.* Expected (\d+) arguments? but got (\d+)\./u,
    '错误：参数过多：应为 $1 个，实为 $2 个。',
  ],
  [/Allowed choices are (.*)\./u, '可选：$1。'],
  [/\(Did you mean (?:one of )?(.*)\?\)/u, '（是否想输入 $1？）'],
  [/^Usage:/u, '用法：'],
  [/^Options:/u, '选项：'],
  [/^Commands:/u, '命令：'],
  [/^Arguments:/u, '参数：'],
  [/\(choices: (.*), default: (.*)\)/u, '（可选：$1；默认：$2）'],
  [/\(choices: (.*)\)/u, '（可选：$1）'],
  [/\(default: (.*)\)/u, '（默认：$1）'],
];

/** The same in Chinese; names and values stay as they are. What has no row stays English. */
export function parserTextInChinese(text: string): string {
  return ROWS.reduce((changed, [english, chinese]) => changed.replace(english, chinese), text);
}
