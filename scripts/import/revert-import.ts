// SPDX-License-Identifier: Apache-2.0
import { Value } from 'typebox/value';
import { ImportRevertAnswer } from '../../gateway/usecases/imports/import-view.js';
import { request } from '../client/gateway-client.js';
import type { Connection } from '../client/gateway-client.js';

export interface RevertOptions {
  readonly connection: Connection;
  readonly importId: string;
  /** Reference number or text of the act; only its HMAC goes on the ledger. */
  readonly legalAct: string;
  /** Day from which the annulment counts, `YYYY-MM-DD`. */
  readonly day: string;
  /** Once aborted no further records are annulled. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (counts: RevertCounts) => void;
}

export interface RevertCounts {
  readonly annulled: number;
  readonly refused: number;
}

/** Annuling what is annulled is left out, so an answer that was lost may be asked for again. */
const RETRIES = 9;

/**
 * Annuls whatever of an import still stands, 500 records at a time. Broken off, it goes on when it is run again.
 * @throws {GatewayFailure | NoAnswer} earlier annulments stand.
 */
export async function revertImport(options: RevertOptions): Promise<RevertCounts> {
  const { connection, importId, legalAct, day, signal, onProgress } = options;
  let counts = { annulled: 0, refused: 0 };
  let after: string | undefined;
  do {
    const answer = await request(connection, `/v1/imports/${importId}/revert`, {
      method: 'POST',
      body: { legalAct, day, ...(after === undefined ? {} : { after }) },
      retries: RETRIES,
      ...(signal === undefined ? {} : { enough: signal }),
    });
    const { annulled, refused, next } = Value.Parse(ImportRevertAnswer, answer);
    counts = { annulled: counts.annulled + annulled, refused: counts.refused + refused };
    onProgress?.(counts);
    after = next ?? undefined;
  } while (after !== undefined && signal?.aborted !== true);
  return counts;
}
