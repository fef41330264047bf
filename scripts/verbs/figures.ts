// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { catalogueFolder } from '../catalogue/catalogue-folder.js';
import { readCatalogue } from '../catalogue/read-catalogue.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import type { FigureRow } from '../figures/figure-row.js';
import { publishedRows } from '../figures/published-rows.js';
import { inLanguage } from '../language.js';
import { printJson, printResult } from '../output.js';
import { verb, withJson } from './verb.js';

interface FiguresOptions {
  readonly folder: string;
  readonly json?: true;
}

/** `onedoor figures --published`: what was published beside what is counted here. Exit code 1 when one does not hold. */
export function figuresVerb(): Command {
  const command = verb('figures', { zh: '公开数字与复算结果', en: 'published figures beside what is counted here' });
  return withJson(command)
    .requiredOption(
      '--published',
      inLanguage({ zh: '对照公开发布的数字', en: 'beside the figures that were published' }),
    )
    .option('--folder <folder>', inLanguage({ zh: '目录文件夹', en: 'folder of the catalogue' }), catalogueFolder())
    .addHelpText('after', inLanguage(COUNTING))
    .action(figures);
}

const COUNTING = {
  zh: `
材料数按 onedoor catalogue check --help 所述计数；主题的材料按编码和主体合并，单办时限为各事项承诺时限之和。
百分比公布为整数：四舍五入或截去小数均视为相符。目录中尚无法复算的数字注明“尚无”。`,
  en: `
Materials are counted as onedoor catalogue check --help says; a theme's are merged by code and subject, and what its items take
separately is the sum of what they promise. Percentages were published as whole numbers: rounded or cut off, both
are the same figure. What cannot be counted yet says so.`,
};

async function figures({ folder, json }: FiguresOptions): Promise<void> {
  const files = await readCatalogue(folder);
  const { publishedFigures } = files;
  if (publishedFigures === undefined) {
    throw new CommandFailure(EXIT.FAILED_CHECK, {
      zh: `${folder} 中没有 published-figures.json。`,
      en: `There is no published-figures.json in ${folder}.`,
    });
  }
  const rows = publishedRows(publishedFigures, files);
  if (json === true) printJson({ title: publishedFigures.title, figures: rows });
  else printResult([inLanguage(publishedFigures.title), ...rows.map(line)].join('\n'));
  process.exitCode = rows.some(({ holds }) => holds === false) ? EXIT.FAILED_CHECK : EXIT.OK;
}

function line({ title, published, counted, holds }: FigureRow): string {
  const here = counted === null ? inLanguage({ zh: '尚无', en: 'not there yet' }) : String(counted);
  const differs = holds === false ? inLanguage({ zh: '  不符', en: '  DIFFERS' }) : '';
  return `${String(published).padStart(8)}  ${here.padStart(13)}${differs}  ${inLanguage(title)}`;
}
