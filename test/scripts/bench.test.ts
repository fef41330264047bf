// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { checkResidentId } from '../../chaincode/domain/register/identifiers.js';
import { MOST_SUBJECTS, numberedSubject } from '../../scripts/bench/district/numbered-subject.js';
import { comparedRow, figureRow } from '../../scripts/bench/experiments/rows.js';
import { AnswerReader } from '../../scripts/bench/load/answer-reader.js';
import { requestsOf } from '../../scripts/bench/load/bodies.js';
import { Tally } from '../../scripts/bench/load/tally.js';
import { compare, difference, ratio, voidReason } from '../../scripts/bench/measure/compare.js';
import { interleave, type Rounds } from '../../scripts/bench/measure/rounds.js';
import { rateOf, type Sample } from '../../scripts/bench/measure/sample.js';
import { median, percentile } from '../../scripts/bench/measure/statistics.js';
import { verdictOf } from '../../scripts/bench/measure/verdict.js';
import { readOptions } from '../../scripts/bench/options.js';
import { armNotes } from '../../scripts/bench/report/arm-notes.js';
import { table } from '../../scripts/bench/report/table.js';

const sample = (requests: number, more: Partial<Sample> = {}): Sample => {
  return { requests, failed: 0, seconds: 2, p50: 1, p99: 5, ...more };
};
const roundsOf = (samples: Readonly<Record<string, readonly Sample[]>>): Rounds => {
  return { samples: new Map(Object.entries(samples)), load: [], warmUpSeconds: 0 };
};

describe('the arithmetic of the bench', () => {
  it('takes the middle value, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).to.equal(5);
    expect(median([4, 1, 3, 2])).to.equal(2.5);
    expect(() => median([])).to.throw(RangeError);
  });

  it('takes percentiles by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentile(hundred, 50)).to.equal(50);
    expect(percentile(hundred, 99)).to.equal(99);
    expect(percentile([7], 99)).to.equal(7);
    expect(percentile([1, 2], 50)).to.equal(1);
    expect(percentile([1, 2], 51)).to.equal(2);
    expect(() => percentile([], 50)).to.throw(RangeError);
  });

  it('compares within each round before it takes the median', () => {
    // The medians of the arms are 200 and 100; round by round the first is never twice as fast.
    const rounds = roundsOf({
      ours: [sample(100), sample(200), sample(600)],
      theirs: [sample(100), sample(400), sample(100)],
    });
    expect(compare(rounds, ['ours', 'theirs'], rateOf, ratio)).to.equal(1);
    const late = roundsOf({ ours: [sample(1, { p99: 9 })], theirs: [sample(1, { p99: 4 })] });
    expect(compare(late, ['ours', 'theirs'], ({ p99 }) => p99, difference)).to.equal(5);
  });

  it('lets a figure that equals its goal meet it', () => {
    expect(verdictOf({ is: 'at least', value: 2 }, 2)).to.equal('met');
    expect(verdictOf({ is: 'at least', value: 2 }, 1.999)).to.equal('missed');
    expect(verdictOf({ is: 'at most', value: 2 }, 2)).to.equal('met');
    expect(verdictOf({ is: 'at most', value: 2 }, 2.001)).to.equal('missed');
    expect(verdictOf({ is: 'equal to', value: 1 }, 1.01)).to.equal('met');
    expect(verdictOf({ is: 'equal to', value: 1 }, 0.9)).to.equal('missed');
    for (const is of ['at least', 'at most', 'equal to'] as const)
      expect(verdictOf({ is, value: 1 }, Number.NaN)).to.equal('missed');
  });

  it('voids a run in which one arm failed once, or gave nothing', () => {
    const good = [sample(10), sample(10)];
    expect(voidReason(roundsOf({ ours: good, theirs: good }))).to.equal(undefined);
    const failing = roundsOf({ ours: good, theirs: [sample(10), sample(10, { failed: 1, fault: '503 busy' })] });
    expect(voidReason(failing)).to.contain('503 busy');
    expect(voidReason(roundsOf({ ours: [sample(10), sample(0)], theirs: good }))).to.contain('no request');
    const row = comparedRow(failing, {
      name: 'G1',
      what: 'one against the other',
      goal: { is: 'at least', value: 0.1 },
      arms: ['ours', 'theirs'],
      figure: rateOf,
      by: ratio,
      unit: '×',
    });
    expect([row.verdict, row.measured, row.value]).to.deep.equal(['void', '–', undefined]);
  });

  it('lets the arms alternate and turns their order every other round', async () => {
    const ran: string[] = [];
    const arm = (name: string) => ({ name, run: () => Promise.resolve((ran.push(name), sample(1))) });
    const { samples, load } = await interleave([arm('a'), arm('b')], { rounds: 3, seconds: 1 });
    expect(ran.join('')).to.equal('abbaab');
    expect(samples.get('b')).to.have.length(3);
    expect(load).to.have.length(3);
  });

  it('lets every arm run once before the first round, and counts none of that', async () => {
    const ran: string[] = [];
    const arm = (name: string) => ({
      name,
      run: (seconds: number) => Promise.resolve((ran.push(`${name}${seconds}`), sample(1))),
    });
    const rounds = await interleave([arm('a'), arm('b')], { rounds: 2, seconds: 1, warmUpSeconds: 5 });
    expect(ran.join(' ')).to.equal('a5 b5 a1 b1 b1 a1');
    expect(rounds.samples.get('a')).to.have.length(2);
    expect(armNotes(rounds).join('\n')).to.contain('each arm ran 5 s before the first round, unmeasured');
  });

  it('begins no further arm once it is to stop', async () => {
    const abort = new AbortController();
    const arm = { name: 'a', run: () => Promise.resolve((abort.abort(), sample(1))) };
    const running = interleave([arm], { rounds: 5, seconds: 1, signal: abort.signal });
    expect(await running.catch((error: unknown) => (error as Error).name)).to.equal('AbortError');
  });
});

describe('the load of the bench', () => {
  it('counts an answer that is not 2xx, or not what was asked for, as failed', () => {
    const tally = new Tally('"CREATED"');
    tally.answered(performance.now(), { status: 200, body: Buffer.from('{"status":"CREATED"}') });
    tally.answered(performance.now(), { status: 200, body: Buffer.from('{"status":"REFUSED"}') });
    tally.answered(performance.now(), { status: 429, body: Buffer.from('{"status":"CREATED"}') });
    tally.broke(performance.now(), new Error('gone'));
    const { requests, failed, fault } = tally.sample(performance.now());
    expect([requests, failed]).to.deep.equal([4, 3]);
    expect(fault).to.contain('REFUSED');
  });

  it('puts answers together however they arrive, and refuses what it does not know', () => {
    const bytes = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello');
    for (let cut = 1; cut < bytes.length; cut += 1) {
      const reader = new AnswerReader();
      expect(reader.add(bytes.subarray(0, cut))).to.equal(undefined);
      expect(reader.add(bytes.subarray(cut))?.body.toString()).to.equal('hello');
    }
    expect(() => new AnswerReader().add(Buffer.from('HTTP/1.1 200 OK\r\n\r\n'))).to.throw('without a length');
    expect(() => new AnswerReader().add(Buffer.concat([bytes, bytes]))).to.throw('more than');
  });

  it('never asks about a subject twice', () => {
    const seen = new Set([0, 1, 999, 1000, 1001, MOST_SUBJECTS - 1].map(numberedSubject));
    expect(seen.size).to.equal(6);
    for (const identifier of seen) expect(checkResidentId(identifier).ok).to.equal(true);
    expect(() => numberedSubject(MOST_SUBJECTS)).to.throw(RangeError);
    const next = requestsOf({ kind: 'attest', from: 40, records: 2 });
    const numbers = [next(), next()].flatMap(({ body }) => body.match(/BENCH\d+/gu));
    expect(numbers).to.deep.equal(['BENCH000000040', 'BENCH000000041', 'BENCH000000042', 'BENCH000000043']);
  });

  it('goes through all paths with one body before it takes the next', () => {
    const next = requestsOf({ kind: 'post', begin: 1, paths: ['/a', '/b'], bodies: ['1', '2'] });
    const asked = Array.from({ length: 4 }, next).map(({ path, body }) => path + body);
    expect(asked).to.deep.equal(['/b1', '/a2', '/b2', '/a1']);
  });
});

describe('the command line and the table of the bench', () => {
  it('knows its rows by name, in any case, and refuses others', () => {
    expect(readOptions(['--only', 'g1,Verifications'])).to.deep.include({
      only: ['G1', 'verifications'],
      peers: false,
    });
    const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = () => true;
    try {
      for (const wrong of [['--only', 'G99'], ['--rounds', '0'], ['--seconds', 'x'], ['--rows', '-1'], ['--what']])
        expect(readOptions(wrong), wrong.join(' ')).to.equal(2);
    } finally {
      process.stderr.write = write;
    }
  });

  it('prints goal, figure and verdict, and notes below', () => {
    const row = figureRow({
      name: 'G14',
      what: 'start-up',
      goal: { is: 'at most', value: 5 },
      unit: ' s',
      value: 1.234,
      notes: ['a note'],
    });
    const [, , line = '', note] = table([row]).split('\n');
    expect(line.split(/ {2,}/u)).to.deep.equal(['G14', 'start-up', '≤ 5 s', '1.23 s', 'met']);
    expect(note).to.equal('    a note');
  });
});
