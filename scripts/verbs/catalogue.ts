// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { catalogueFolder } from '../catalogue/catalogue-folder.js';
import { checkFiles } from '../catalogue/check-files.js';
import { readCatalogue } from '../catalogue/read-catalogue.js';
import type { CatalogueFiles } from '../catalogue/read-catalogue.js';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import { inLanguage } from '../language.js';
import { localHome } from '../local/local-home.js';
import { printJson, printResult } from '../output.js';
import { verb, withJson } from './verb.js';

interface CatalogueOptions {
  readonly folder: string;
  readonly json?: true;
}

/** `onedoor catalogue check | diff | publish`: the reviewed files against the rules and the ledger. */
export function catalogueVerb(): Command {
  const catalogue = verb('catalogue', { zh: '事项与数据类型目录', en: 'items, record types and what belongs to them' });
  const actions = [
    [verb('check', { zh: '检查目录文件', en: 'check the files against the rules' }), check],
    [verb('diff', { zh: '比较文件与账本', en: 'compare the files with the ledger' }), diff],
    [
      verb('publish', { zh: '把差异发布到账本（须先停止网关）', en: 'publish what differs, while no gateway runs' }),
      publish,
    ],
  ] as const;
  for (const [command, action] of actions) {
    withJson(command)
      .option('--folder <folder>', inLanguage({ zh: '目录文件夹', en: 'folder of the catalogue' }), catalogueFolder())
      .exitOverride()
      .action(action);
    catalogue.addCommand(command);
  }
  return catalogue;
}

async function check({ folder, json }: CatalogueOptions): Promise<void> {
  const files = await readCatalogue(folder);
  const faults = checkFiles(files);
  if (json === true) printJson({ items: files.items.length, recordTypes: files.recordTypes.length, faults });
  else if (faults.length === 0) printResult(inLanguage(goodCatalogue(files)));
  else printResult(faults.map(({ place, code, detail }) => `${place}: ${code} ${detail}`).join('\n'));
  process.exitCode = faults.length === 0 ? EXIT.OK : EXIT.FAILED_CHECK;
}

function goodCatalogue({ items, recordTypes, departments, consents }: CatalogueFiles) {
  const counts = [departments.length, recordTypes.length, items.length, consents.length] as const;
  return {
    zh: `目录正确：${counts[0]} 个部门，${counts[1]} 个数据类型，${counts[2]} 个事项，${counts[3]} 份授权`,
    en: `The catalogue is good: ${counts[0]} departments, ${counts[1]} record types, ${counts[2]} items, ${counts[3]} consents`,
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
