// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { catalogueFolder } from '../catalogue/catalogue-folder.js';
import { checkFiles } from '../catalogue/check-files.js';
import { compareFigures } from '../catalogue/compare-figures.js';
import { countCatalogue } from '../catalogue/count-catalogue.js';
import { countLines } from '../catalogue/count-lines.js';
import { describeCatalogue } from '../catalogue/describe-catalogue.js';
import { readCatalogue } from '../catalogue/read-catalogue.js';
import type { CatalogueFiles } from '../catalogue/read-catalogue.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import { counted } from '../counted.js';
import { inLanguage } from '../language.js';
import { localHome } from '../local/local-home.js';
import { printJson, printResult } from '../output.js';
import { verb, withJson } from './verb.js';

interface CatalogueOptions {
  readonly folder: string;
  readonly json?: true;
}

/** `onedoor catalogue check | describe | diff | publish`: the reviewed files against the rules, the published figures and the ledger. */
export function catalogueVerb(): Command {
  const catalogue = verb('catalogue', { zh: '事项与数据类型目录', en: 'items, record types and what belongs to them' });
  const actions = [
    [
      verb('check', {
        zh: '检查目录文件，并与公开数字核对',
        en: 'check the files against the rules, and count them against the published figures',
      }).addHelpText('after', inLanguage(COUNTING)),
      check,
    ],
    [verb('describe', { zh: '以 Markdown 输出目录', en: 'print the catalogue as Markdown' }), describe],
    [verb('diff', { zh: '比较文件与账本', en: 'compare the files with the ledger' }), diff],
    [
      verb('publish', { zh: '把差异发布到账本（须先停止网关）', en: 'publish what differs, while no gateway runs' }),
      publish,
    ],
  ] as const;
  for (const [command, action] of actions) {
    withJson(command)
      .option('--folder <folder>', inLanguage({ zh: '目录文件夹', en: 'folder of the catalogue' }), catalogueFolder())
      .action(action);
    catalogue.addCommand(command);
  }
  return catalogue;
}

const COUNTING = {
  zh: `
零提交材料：事项的申请材料中，每一种可选证明都只依据部门已有记录（数据调用、承诺复用、共享核验、线上开具证明）的材料；
申请人有相应记录时，无须提交、上传或签署任何东西。告知承诺不计入。每个事项的材料分别计数。
标为 complete 的公开数字必须相等，其余不得超过；不符时退出码为 1。`,
  en: `
A material counts as one with zero submission if each of its alternatives rests on departments' records alone (DATA_CALL,
COMMITMENT_REUSE, SHARED_VERIFICATION, ONLINE_PROOF): whoever has such a record hands in, uploads and signs nothing.
INFORMED_COMMITMENT does not count. The materials of each item are counted anew. Figures of published-figures.json that
are marked complete must be met exactly, the others not exceeded; otherwise the exit code is 1.`,
};

async function check({ folder, json }: CatalogueOptions): Promise<void> {
  const files = await readCatalogue(folder);
  const faults = checkFiles(files);
  const count = countCatalogue(files.items);
  const { publishedFigures } = files;
  const differences = publishedFigures === undefined ? [] : compareFigures(publishedFigures, count);
  if (json === true) {
    const { items, recordTypes } = files;
    printJson({
      items: items.length,
      recordTypes: recordTypes.length,
      faults,
      ...count,
      publishedFigures,
      differences,
    });
  } else {
    const good = faults.length === 0 ? [inLanguage(goodCatalogue(files))] : [];
    const refused = faults.map(({ place, code, detail }) => `${place}: ${code} ${detail}`);
    printResult([...good, ...refused, ...countLines(count, publishedFigures, differences)].join('\n'));
  }
  process.exitCode = faults.length + differences.length === 0 ? EXIT.OK : EXIT.FAILED_CHECK;
}

async function describe({ folder, json }: CatalogueOptions): Promise<void> {
  const files = await readCatalogue(folder);
  if (json === true) printJson(files);
  else process.stdout.write(describeCatalogue(files));
}

function goodCatalogue({ items, recordTypes, departments, consents, themes }: CatalogueFiles) {
  const counts = [departments.length, recordTypes.length, items.length, consents.length, themes.length] as const;
  return {
    zh: `目录正确：${counts[0]} 个部门，${counts[1]} 个数据类型，${counts[2]} 个事项，${counts[4]} 个主题，${counts[3]} 份授权`,
    en: `The catalogue is good: ${counted(counts[0], 'department')}, ${counted(counts[1], 'record type')}, ${counted(counts[2], 'item')}, ${counted(counts[4], 'theme')}, ${counted(counts[3], 'consent')}`,
  };
}

async function diff({ folder, json }: CatalogueOptions): Promise<void> {
  const files = await readCatalogue(folder);
  const { readModel: file } = localHome();
  if (!existsSync(file)) {
    throw new CommandFailure(EXIT.UNAVAILABLE, {
      zh: '这里还没有账本。先运行 npm start。',
      en: 'There is no ledger here yet. Run npm start first.',
    });
  }
  const { openReadModel } = await import('../../gateway/readmodel/read-model.js');
  const { diffCatalogue } = await import('../catalogue/diff-catalogue.js');
  const database = await openReadModel(file);
  try {
    const differences = await diffCatalogue(files, database);
    if (json === true) printJson({ differences });
    else if (differences.length === 0) printResult(inLanguage({ zh: '没有差异', en: 'No difference' }));
    else printResult(differences.map(({ kind, code, change }) => `${change.padEnd(9)} ${kind} ${code}`).join('\n'));
  } finally {
    await database.destroy();
  }
}

async function publish({ folder, json }: CatalogueOptions): Promise<void> {
  const files = await readCatalogue(folder);
  if (checkFiles(files).length > 0) {
    throw new CommandFailure(EXIT.FAILED_CHECK, {
      zh: '目录有误，未发布；运行 onedoor catalogue check 查看。',
      en: 'The catalogue has faults and was not published; see onedoor catalogue check.',
    });
  }
  const { publishFiles } = await import('../catalogue/publish-files.js');
  const summary = await publishFiles(files);
  if (json === true) printJson(summary);
  else
    printResult(
      inLanguage({
        zh: `发布 ${summary.published}，未变 ${summary.unchanged}`,
        en: `${summary.published} published, ${summary.unchanged} unchanged`,
      }),
    );
}
