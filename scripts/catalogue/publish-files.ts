// SPDX-License-Identifier: Apache-2.0
import { untilRead } from '../local/until-read.js';
import { withParts } from '../local/with-parts.js';
import { publishCatalogue } from './publish-catalogue.js';
import type { PublishSummary } from './publish-catalogue.js';
import type { CatalogueFiles } from './read-catalogue.js';
import { restrictCatalogue } from './restrict-catalogue.js';

/** Publishes the files, as far as they concern the network's departments, onto the ledger of this home, which no gateway may be serving. */
export async function publishFiles(files: CatalogueFiles): Promise<PublishSummary> {
  return withParts(async (parts) => {
    await untilRead(parts);
    const { definition, ledger, readModel, pseudonyms } = parts;
    const concerned = restrictCatalogue(
      files,
      definition.departments.map(({ code }) => code),
    );
    return publishCatalogue({ ledger, readModel, ticketKey: await pseudonyms.ticketKey(), files: concerned });
  });
}
