// SPDX-License-Identifier: Apache-2.0
import { dayOf } from '../../../chaincode/domain/time.js';
import type { RunningGateway } from '../../../gateway/main.js';
import { catalogueFolder } from '../../catalogue/catalogue-folder.js';
import { publishCatalogue } from '../../catalogue/publish-catalogue.js';
import { readCatalogue } from '../../catalogue/read-catalogue.js';
import { restrictCatalogue } from '../../catalogue/restrict-catalogue.js';
import { writeExports } from '../../demo/write-exports.js';
import { importFile } from '../../import/import-file.js';
import { untilRead } from '../../local/until-read.js';
import { benchDistrict } from './bench-district.js';

/** Publishes the catalogue and imports the graduates' records, as departments do. Doing it again changes nothing. */
export async function prepareDistrict(gateway: RunningGateway, persons: number): Promise<{ records: number }> {
  const { parts, url } = gateway;
  const { ledger, readModel, pseudonyms, home } = parts;
  const departments = parts.definition.departments.map(({ code }) => code);
  const files = restrictCatalogue(await readCatalogue(catalogueFolder()), departments);
  await untilRead(parts);
  await publishCatalogue({ ledger, readModel, ticketKey: await pseudonyms.ticketKey(), files });
  await untilRead(parts);
  let records = 0;
  const district = benchDistrict(persons, dayOf(new Date().toISOString()));
  for (const { department, recordType, file } of persons === 0
    ? []
    : await writeExports(
        district,
        home.exports,
        files.recordTypes.map(({ code }) => code),
      )) {
    const token = await gateway.token({ department, role: 'attester', officer: 'bench-attester' });
    const { rows, refused } = await importFile({ connection: { url, token }, recordType, file, dryRun: false });
    if (refused > 0) throw new Error(`${refused} rows of ${recordType} were refused`);
    records += rows;
  }
  await untilRead(parts);
  return { records };
}
