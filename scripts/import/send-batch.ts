// SPDX-License-Identifier: Apache-2.0
import { Value } from 'typebox/value';
import { RecordSubmissionAnswer } from '../../gateway/usecases/records/record-submission.js';
import type { SubmissionResult } from '../../gateway/usecases/records/record-submission.js';
import { GatewayFailure } from '../client/gateway-failure.js';
import { request } from '../client/gateway-client.js';
import type { Connection } from '../client/gateway-client.js';
import type { Pending } from './batch.js';

export interface SendOptions {
  readonly connection: Connection;
  readonly recordType: string;
  readonly version: number;
  /** By which the records can be found and annulled together. */
  readonly importId: string;
  readonly dryRun: boolean;
  /** Once aborted a failed attempt is not repeated. */
  readonly enough?: AbortSignal | undefined;
}

/** What became of one row. */
export interface Fate {
  readonly status: SubmissionResult['status'];
  /** A refusal of the agreement, or of the gateway about a body that held this row alone. */
  readonly code?: string | undefined;
  readonly detail?: string | undefined;
}

/** Attempts after the first; with growing pauses about a minute in all. */
const RETRIES = 9;
/** Answers about the body as a whole: one row may be to blame for all. */
const ABOUT_THE_BODY = new Set([400, 413, 422]);

/**
 * Sends rows and answers the fate of each, in their order. The same rows may be sent any number of times, so
 * an answer that was lost or is not known yet is asked for again. Where the gateway turns the whole body away,
 * halves are sent until the row to blame stands alone.
 */
export async function sendBatch(options: SendOptions, batch: readonly Pending[]): Promise<Fate[]> {
  try {
    return await submit(options, batch);
  } catch (error) {
    if (!(error instanceof GatewayFailure) || !ABOUT_THE_BODY.has(error.status)) throw error;
    const { code, title, detail = title } = error.problem;
    if (batch.length === 1) return [{ status: 'REFUSED', code, detail }];
    const middle = Math.ceil(batch.length / 2);
    return [...(await sendBatch(options, batch.slice(0, middle))), ...(await sendBatch(options, batch.slice(middle)))];
  }
}

async function submit(options: SendOptions, batch: readonly Pending[]): Promise<Fate[]> {
  const { connection, recordType, version, importId, dryRun, enough } = options;
  const answer = await request(connection, dryRun ? '/v1/records?dryRun=true' : '/v1/records', {
    method: 'POST',
    body: { recordType, version, importId, records: batch.map(({ record }) => record) },
    retries: RETRIES,
    ...(enough === undefined ? {} : { enough }),
  });
  const { results } = Value.Parse(RecordSubmissionAnswer, answer);
  if (results.length !== batch.length) throw new Error('the gateway did not answer for every row');
  return [...results].sort((a, b) => a.index - b.index);
}
