// SPDX-License-Identifier: Apache-2.0
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { dayOf, isDay } from '../../chaincode/domain/time.js';
import { ALL_EXPORTS } from '../demo/exports/all-exports.js';
import { inventNeighbourhoods } from '../demo/invent-district.js';
import { writeExports } from '../demo/write-exports.js';
import { inLanguage } from '../language.js';
import { printJson, printResult } from '../output.js';
import { verb, withJson } from './verb.js';
import { whole } from './whole.js';

interface ExportsOptions {
  readonly folder: string;
  readonly persons: number;
  readonly seed: number;
  readonly on?: string;
  readonly recordType?: readonly string[];
  readonly json?: true;
}

const MOST_PERSONS = 5_000_000;

/** `onedoor exports`: an invented district of any size as departments' export files, to try imports with. Nothing is imported. */
export function exportsVerb(): Command {
  const command = verb('exports', {
    zh: '生成虚构演示区各部门的导出文件（不导入）',
    en: "write the departments' exports of an invented district, importing nothing",
  })
    .requiredOption('--folder <folder>', inLanguage({ zh: '写入的文件夹', en: 'folder to write to' }))
    .option('--persons <count>', inLanguage({ zh: '人数', en: 'persons' }), whole(1, MOST_PERSONS), 1_000)
    .option('--seed <number>', inLanguage({ zh: '随机种子', en: 'seed' }), whole(0, Number.MAX_SAFE_INTEGER), 1)
    .option(
      '--on <day>',
      inLanguage({ zh: '数据截至日（默认今天）', en: 'day as of which all is so (default: today)' }),
      day,
    )
    .addOption(
      new Option(
        '--record-type <code...>',
        inLanguage({ zh: '只写这些数据类型（默认全部）', en: 'only these record types (default: all)' }),
      ).choices(ALL_EXPORTS.map(({ recordType }) => recordType)),
    );
  return withJson(command).action(exportDistrict);
}

async function exportDistrict({ folder, recordType, json, ...options }: ExportsOptions): Promise<void> {
  const today = dayOf(new Date().toISOString());
  const exports = await writeExports(inventNeighbourhoods({ ...options, on: options.on ?? today }), folder, recordType);
  if (json === true) printJson({ exports });
  else printResult(exports.map(({ file, rows }) => `${String(rows).padStart(9)}  ${file}`).join('\n'));
}

function day(text: string): string {
  if (isDay(text)) return text;
  throw new InvalidArgumentError(inLanguage({ zh: '应为 YYYY-MM-DD', en: 'a day, YYYY-MM-DD' }));
}
