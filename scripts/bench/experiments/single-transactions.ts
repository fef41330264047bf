// SPDX-License-Identifier: Apache-2.0
import { dayOf } from '../../../chaincode/domain/time.js';
import type { Bench } from '../bench-run.js';
import { numbersOf } from '../district/single-submits.js';
import { recordsBody } from '../load/bodies.js';
import { medianOf, voidReason } from '../measure/compare.js';
import type { Arm, Rounds } from '../measure/rounds.js';
import { rateOf, type Sample } from '../measure/sample.js';
import type { GatewayProcess } from '../processes/gateway-process.js';
import type { Order } from '../processes/load-process.js';
import { armNotes, count } from '../report/arm-notes.js';
import type { Experiment, Row } from './experiment.js';
import { CommitCount } from './commit-count.js';
import { measuredRow, voidRow } from './rows.js';

const RECORDS = 1_000;
const PER_REQUEST = 500;

interface Counted {
  readonly arm: Arm;
  readonly commits: CommitCount;
  readonly call: string;
}

/** Transactions a second where nothing is gathered: what one proposal, its endorsements and its place in a block cost. */
export const singleTransactions: Experiment = {
  names: ['transactions'],
  run: async (bench: Bench) => {
    const gateway = await bench.gateway();
    const changes = await StatusChanges.prepare(bench, gateway);
    const counted = [
      inProcess(bench, gateway, 1),
      inProcess(bench, gateway, 32),
      overHttp(bench, gateway, changes, 1),
      overHttp(bench, gateway, changes, 32),
    ];
    const arms = counted.map(({ arm }) => arm);
    const rounds = await bench.interleave('transactions', arms, { rounds: bench.roundsOfRates });
    const rows: Row[] = [];
    for (const one of counted) rows.push(await rowOf(rounds, one));
    return rows;
  },
};

function inProcess(bench: Bench, gateway: GatewayProcess, clients: number): Counted {
  const commits = new CommitCount(gateway);
  const name = `in process, AttestRecords of one record, ${clients} at once`;
  const submit = (seconds: number): Promise<Sample> =>
    gateway.call('submits', { from: bench.takeNumbers(numbersOf({ seconds })), clients, seconds });
  return { commits, call: 'AttestRecords', arm: { name, run: (seconds) => commits.during(() => submit(seconds)) } };
}

function overHttp(bench: Bench, gateway: GatewayProcess, changes: StatusChanges, clients: number): Counted {
  const commits = new CommitCount(gateway);
  const name = `over HTTP, POST /v1/records/{id}/status, ${clients} client${clients === 1 ? '' : 's'}`;
  const run: Arm['run'] = (seconds) => commits.during(() => changes.run(bench, gateway, { clients, seconds }));
  return { commits, call: 'ChangeRecordStatus', arm: { name, run } };
}

/** Records that are suspended and made valid again, in turn: each change is a transaction of its own. */
class StatusChanges {
  readonly #paths: readonly string[];
  readonly #headers: Readonly<Record<string, string>>;
  readonly #bodies: readonly string[];
  #done = 0;

  private constructor(ids: readonly string[], headers: Readonly<Record<string, string>>) {
    this.#paths = ids.map((id) => `/v1/records/${id}/status`);
    this.#headers = headers;
    const day = dayOf(new Date().toISOString());
    this.#bodies = ['SUSPENDED', 'VALID'].map((status) =>
      JSON.stringify({ status, reason: 'DECISION', legalAct: 'bench', day }),
    );
  }

  static async prepare(bench: Bench, gateway: GatewayProcess): Promise<StatusChanges> {
    const headers = await gateway.headers('data-bureau', 'attester');
    const ids: string[] = [];
    while (ids.length < RECORDS) ids.push(...(await newRecords(bench, gateway, headers)));
    return new StatusChanges(ids, headers);
  }

  /** Goes on where the arm before ended: a change to what a record is already would be refused. */
  async run(bench: Bench, gateway: GatewayProcess, load: Pick<Order, 'clients' | 'seconds'>): Promise<Sample> {
    const asking = { kind: 'post', begin: this.#done, paths: this.#paths, bodies: this.#bodies } as const;
    const order: Order = { ...load, headers: this.#headers, asking, expect: '"status"' };
    const sample = await bench.measure(gateway, order);
    this.#done += sample.requests;
    return sample;
  }
}

async function newRecords(bench: Bench, gateway: GatewayProcess, headers: Record<string, string>): Promise<string[]> {
  const body = recordsBody(bench.takeNumbers(PER_REQUEST), PER_REQUEST);
  const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body };
  const answer = await fetch(`${gateway.url}/v1/records`, init);
  if (!answer.ok) throw new Error(`no records to change: ${answer.status} ${await answer.text()}`);
  const { results } = (await answer.json()) as { results: { recordId?: string }[] };
  return results.flatMap(({ recordId }) => recordId ?? []);
}

async function rowOf(rounds: Rounds, { arm: { name }, commits, call }: Counted): Promise<Row> {
  const why = voidReason(rounds, [name]);
  if (why !== undefined) return voidRow('transactions', name, why);
  const value = medianOf(rounds, name, rateOf);
  const notes = [...armNotes(rounds, [name]), await commits.note(call)];
  return measuredRow('transactions', name, `${count(value)}/s`, value, notes);
}
