// SPDX-License-Identifier: Apache-2.0
import type { PseudonymService } from '../pseudonyms/pseudonym-service.js';
import { PseudonymsUnavailable } from '../pseudonyms/pseudonyms-unavailable.js';
import { listCatalogue } from '../readmodel/queries/catalogue.js';
import type { ReadModelDatabase } from '../readmodel/tables.js';

/**
 * The service, asked only once it is known to be the one whose key the ledger names. Another one has other secrets: what
 * was attested under its pseudonyms nobody would find again. Before the ledger names any, it is asked as it is.
 *
 * @throws {PseudonymsUnavailable} by every question: it is another one.
 */
export function serviceOfLedger(service: PseudonymService, database: ReadModelDatabase): PseudonymService {
  let isKnown = false;
  const demandNamed = async (): Promise<void> => {
    if (isKnown) return;
    const departments = await listCatalogue(database, 'department');
    const named = departments.filter(({ document }) => document.bodies.includes('PSEUDONYM_SERVICE'));
    if (named.length === 0) return;
    const key = await service.ticketKey();
    isKnown = named.some(({ document }) => document.ticketKeys.includes(key));
    if (!isKnown) throw new PseudonymsUnavailable('the pseudonym service is not the one that the ledger names');
  };
  const after = async <T>(ask: () => Promise<T>): Promise<T> => {
    await demandNamed();
    return ask();
  };
  return {
    ticketKey: () => service.ticketKey(),
    registerPseudonyms: (asker, subjects) => after(() => service.registerPseudonyms(asker, subjects)),
    diaryPseudonym: (asker, subject) => after(() => service.diaryPseudonym(asker, subject)),
    issueTicket: (asker, order) => after(() => service.issueTicket(asker, order)),
    renewParts: (asker, order) => after(() => service.renewParts(asker, order)),
    isAbout: (asker, question) => after(() => service.isAbout(asker, question)),
    close: () => service.close(),
  };
}
