// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { inLanguage } from '../language.js';
import { printJson, printResult, tell } from '../output.js';
import { verb, withJson } from './verb.js';

/** `onedoor readmodel rebuild`: the tables again, from the blocks alone. */
export function readModelVerb(): Command {
  const readModel = verb('readmodel', { zh: '读模型', en: 'the read model' });
  const command = verb('rebuild', {
    zh: '由区块重建读模型（须先停止网关）',
    en: 'make the read model again from the blocks, while no gateway runs',
  });
  readModel.addCommand(withJson(command).action(rebuild));
  return readModel;
}

async function rebuild({ json }: { readonly json?: true }): Promise<void> {
  const { rebuildReadModel } = await import('../../gateway/readmodel/rebuild-read-model.js');
  const { withLedger } = await import('../local/with-ledger.js');
  const blocks = await withLedger(({ ledger, home }) =>
    rebuildReadModel({
      file: home.readModel,
      ledger,
      onProgress: (done, height) => {
        if (done % 500n === 0n) tell({ zh: `${done}/${height} 个区块`, en: `${done}/${height} blocks` });
      },
    }),
  );
  if (json === true) printJson({ blocks: Number(blocks) });
  else
    printResult(
      inLanguage({ zh: `读模型已由 ${blocks} 个区块重建`, en: `The read model was made again from ${blocks} blocks` }),
    );
}
