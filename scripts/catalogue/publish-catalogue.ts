// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from 'node:util';
import { LedgerConflict } from '../../gateway/ledger/ledger-errors.js';
import type { Ledger } from '../../gateway/ledger/ledger.js';
import { consentsTo } from '../../gateway/readmodel/queries/catalogue.js';
import type { ReadModelDatabase } from '../../gateway/readmodel/tables.js';
import { consentPublication, publications } from './publications.js';
import type { Publication } from './publications.js';
import type { CatalogueFiles, ConsentRequest } from './read-catalogue.js';

export interface PublishOptions {
  readonly ledger: Ledger;
  /** As far as the ledger: says which consents stand already. */
  readonly readModel: ReadModelDatabase;
  readonly ticketKey: string;
  readonly files: CatalogueFiles;
  readonly onProgress?: (done: number, all: number) => void;
}

export interface PublishSummary {
  published: number;
  unchanged: number;
}

/**
 * Publishes what differs from the ledger. A consent that its department withdrew is not given again from a file.
 * @throws {DomainError} the first refusal; what was published before stands.
 */
export async function publishCatalogue(options: PublishOptions): Promise<PublishSummary> {
  const { ledger, readModel, files, ticketKey, onProgress } = options;
  const open = await consentsToGive(readModel, files.consents);
  const stages = [...publications(files, ticketKey), open.map(consentPublication)];
  const all = stages.reduce((sum, stage) => sum + stage.length, 0);
  const summary = { published: 0, unchanged: files.consents.length - open.length };
  let done = 0;
  for (const stage of stages) {
    // Those of one stage do not touch each other, so they may share blocks.
    const writing = stage.map(async (publication) => {
      summary[(await publish(ledger, publication)) ? 'published' : 'unchanged'] += 1;
      done += 1;
      onProgress?.(done, all);
    });
    for (const result of await Promise.allSettled(writing)) if (result.status === 'rejected') throw result.reason;
  }
  return summary;
}

async function consentsToGive(
  readModel: ReadModelDatabase,
  wanted: readonly ConsentRequest[],
): Promise<ConsentRequest[]> {
  const open: ConsentRequest[] = [];
  for (const request of wanted) {
    const given = await consentsTo(readModel, request.itemCode, request.itemVersion);
    const present = given.find(({ department }) => department === request.department);
    if (present === undefined || (present.state === 'GIVEN' && !sameTerms(present, request))) open.push(request);
  }
  return open;
}

function sameTerms(present: ConsentRequest, wanted: ConsentRequest): boolean {
  const terms = ({ recordTypes, purposes, until }: ConsentRequest) => ({ recordTypes, purposes, until });
  return isDeepStrictEqual(terms(present), terms(wanted));
}

const TRIES = 3;

async function publish(ledger: Ledger, publication: Publication): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await publication(ledger);
    } catch (error) {
      if (!(error instanceof LedgerConflict) || attempt === TRIES) throw error;
    }
  }
}
