// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { RunningGateway } from '../../gateway/main.js';
import { catalogueFolder } from '../catalogue/catalogue-folder.js';
import { publishCatalogue } from '../catalogue/publish-catalogue.js';
import { readCatalogue, type CatalogueFiles } from '../catalogue/read-catalogue.js';
import { restrictCatalogue } from '../catalogue/restrict-catalogue.js';
import { inventNeighbourhoods } from '../demo/invent-district.js';
import { writeCases } from '../demo/write-cases.js';
import { writeExports } from '../demo/write-exports.js';
import type { WrittenExport } from '../demo/write-exports.js';
import { counted } from '../counted.js';
import { importFile } from '../import/import-file.js';
import { untilRead } from '../local/until-read.js';
import { tell } from '../output.js';
import { writeDemoState } from './demo-state.js';
import type { DemoState } from './demo-state.js';
import { PublishingBar } from './publishing-bar.js';

/**
 * Makes the demo district: the catalogue through ordinary transactions of those entitled, and the departments'
 * exports through the same import that departments use. Every part may be done twice, so what was interrupted
 * is simply done again. Answers `false` if it was interrupted now.
 */
export async function createDemo(gateway: RunningGateway, state: DemoState, signal: AbortSignal): Promise<boolean> {
  const { home } = gateway.parts;
  await writeDemoState(home, state);
  const files = await demoCatalogue(gateway);
  await publish(gateway, files);
  if (signal.aborted) return false;
  const recordTypes = files.recordTypes.map(({ code }) => code);
  const exports = await writeExports(inventNeighbourhoods(state), home.exports, recordTypes);
  await writeCases(state.on, join(home.exports, 'cases'));
  tell({
    zh: `导入各部门的导出文件：${exports.length} 个文件，${rowsOf(exports)} 行`,
    en: `Importing the departments' exports: ${counted(exports.length, 'file')}, ${counted(rowsOf(exports), 'row')}`,
  });
  for (const written of exports) {
    if (!(await importExport(gateway, written, signal))) return false;
  }
  await untilRead(gateway.parts);
  await writeDemoState(home, { ...state, complete: true });
  tell({ zh: '演示数据已全部导入。', en: "The demo's data are all there." });
  return true;
}

/** As far as the network's departments go. */
async function demoCatalogue({ parts }: RunningGateway): Promise<CatalogueFiles> {
  const departments = parts.definition.departments.map(({ code }) => code);
  return restrictCatalogue(await readCatalogue(catalogueFolder()), departments);
}

async function publish({ parts }: RunningGateway, files: CatalogueFiles): Promise<void> {
  const { ledger, readModel, pseudonyms } = parts;
  await untilRead(parts);
  const bar = new PublishingBar();
  const options = { ledger, readModel, ticketKey: await pseudonyms.ticketKey(), files };
  const { published } = await publishCatalogue({
    ...options,
    onProgress: (done, all) => {
      bar.show(done, all);
    },
  }).finally(() => {
    bar.stop();
  });
  await untilRead(parts);
  tell({ zh: `目录已发布：${published} 份文件`, en: `Catalogue published: ${counted(published, 'document')}` });
}

/** Answers `false` if it was interrupted. */
async function importExport(gateway: RunningGateway, written: WrittenExport, signal: AbortSignal): Promise<boolean> {
  const { department, recordType, file, rows } = written;
  const token = await gateway.token({ department, role: 'attester', officer: 'demo-attester' });
  const connection = { url: gateway.url, token };
  const { refused, seconds, interrupted } = await importFile({ connection, recordType, file, dryRun: false, signal });
  if (refused > 0) throw new Error(`${refused} rows of the demo's own export ${recordType} were refused`);
  if (interrupted) return false;
  tell({
    zh: `  ${recordType}  ${rows} 行  ${seconds} 秒`,
    en: `  ${recordType}  ${counted(rows, 'row')}  ${seconds} s`,
  });
  return true;
}

function rowsOf(exports: readonly WrittenExport[]): number {
  return exports.reduce((sum, { rows }) => sum + rows, 0);
}
