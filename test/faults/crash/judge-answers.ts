// SPDX-License-Identifier: Apache-2.0
import type { Answer, Answered, Client } from './client.js';
import type { Wish } from './workload.js';

/** A request and the answer that it got. */
export interface Granted {
  readonly wish: Wish;
  readonly answer: Answer;
}

/**
 * Whether a request was carried out, and once: every wish can be granted exactly one time. A record of a new row that is
 * UNCHANGED, or a second suspension, shows that it was done before and not remembered.
 */
export function judgeAnswer({ kind }: Wish, { http, body }: Answered): string[] {
  if (http !== 200) return [`${kind} answered ${http} ${body.code ?? ''}`];
  if (kind === 'attest') {
    const statuses = (body.results ?? []).map(({ status }) => status);
    return statuses.every((status) => status === 'CREATED') ? [] : [`attest answered ${statuses.join(' ')}`];
  }
  const { found = 'nothing', expected } =
    kind === 'status'
      ? { found: body.status, expected: ['SUSPENDED'] }
      : { found: body.outcome, expected: ['SATISFIED', 'INCOMPLETE'] };
  return expected.includes(found) ? [] : [`${kind} answered ${found}`];
}

/** The same key again: the same ids. */
export async function judgeRepeat(client: Client, { wish, answer }: Granted): Promise<string[]> {
  const again = await client.untilAnswered(wish);
  const wrong = judgeAnswer(wish, again);
  return idsOf(again.body) === idsOf(answer) ? wrong : [...wrong, `${wish.kind} repeated has other ids`];
}

function idsOf({ verificationId, recordId, results, ledger }: Answer): string {
  return JSON.stringify([verificationId, recordId, results, ledger]);
}

/** Looks at what was granted from outside: all of it is there, once, public and private side. */
export function judgeEffect(client: Client, granted: Granted): Promise<string[]> {
  if (granted.wish.kind === 'attest') return attested(client, granted);
  return granted.wish.kind === 'status' ? suspended(client, granted) : verified(client, granted);
}

/** The department's peer holds each record as it was attested: comparing the rows finds nothing to change. */
async function attested(client: Client, { wish, answer }: Granted): Promise<string[]> {
  const { http, body } = await client.post(wish.actor, `${wish.path}?dryRun=true`, wish.post);
  const found = (body.results ?? []).map(({ recordId }) => recordId).join();
  const given = (answer.results ?? []).map(({ recordId }) => recordId).join();
  const same = http === 200 && found === given && body.results?.every(({ status }) => status === 'UNCHANGED') === true;
  const shown = await Promise.all((answer.results ?? []).map(({ recordId }) => shows(client, recordId)));
  return [
    ...(same ? [] : [`attested rows compare as ${http} ${JSON.stringify(body.results ?? body.code)}`]),
    ...shown.flat(),
  ];
}

async function shows(client: Client, recordId = ''): Promise<string[]> {
  const { http } = await client.get('attester', `/v1/records/${recordId}`);
  return http === 200 ? [] : [`the record ${recordId} is not shown: ${http}`];
}

async function suspended(client: Client, { answer: { recordId = '' } }: Granted): Promise<string[]> {
  const { body } = await client.get('attester', `/v1/records/${recordId}/history`);
  const events = JSON.stringify(body).split('"SUSPENDED"').length - 1;
  return events === 1 ? [] : [`the record ${recordId} was suspended ${events} times`];
}

async function verified(client: Client, { wish: { caseNo = '' }, answer }: Granted): Promise<string[]> {
  const { body } = await client.get('intake', `/v1/verifications?caseNo=${caseNo}`);
  const ids = (body.verifications ?? []).map(({ verificationId }) => verificationId);
  return ids.join() === answer.verificationId ? [] : [`${caseNo} was asked ${ids.length} times`];
}
