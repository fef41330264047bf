// SPDX-License-Identifier: Apache-2.0

/** What `onedoor start --help` prints, for a clone in which nothing is installed yet; a test holds both together. */
export const START_HELP = {
  zh: `用法： onedoor start [options]

启动；首次启动时创建演示区

选项：
  --port <port>      端口（默认 8080；被占用则用下一个）
  --persons <count>  演示区人数（默认 1000）
  --seed <number>    演示区随机种子（默认 1）
  --reset            清空后重建
  --no-demo          不创建演示区
  --ledger <kind>    账本（默认：此状态目录所属的账本；新目录为 embedded） （可选："embedded", "fabric"）
  -h, --help         显示用法
`,
  en: `Usage: onedoor start [options]

serve; the first time make the demo district

Options:
  --port <port>      port (default 8080; the next free one if taken)
  --persons <count>  persons of a new demo (default 1000)
  --seed <number>    seed of a new demo (default 1)
  --reset            empty the home and begin again
  --no-demo          make no demo district
  --ledger <kind>    ledger (default: the home's own; of a new home embedded)
                     (choices: "embedded", "fabric")
  -h, --help         how it is used
`,
};
