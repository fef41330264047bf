// SPDX-License-Identifier: Apache-2.0
import { cp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { common } from '@hyperledger/fabric-protos';
import { openReadModel } from '../../gateway/readmodel/read-model.js';
import type { ReadModelDatabase } from '../../gateway/readmodel/tables.js';
import { readBlocks, rechain, writeBlocks } from '../network/audit/altered-blocks.js';
import { runOnedoor, startOnedoor } from './support/run-onedoor.js';
import type { Ended, Running } from './support/run-onedoor.js';
import { temporaryFolder } from './support/temporary-folder.js';
import { until } from './support/until.js';

interface Report {
  readonly from: number;
  readonly height: number;
  readonly head: string;
  readonly readModelCompared: boolean;
  readonly findings: readonly { readonly code: string; readonly block: number; readonly detail: string }[];
}

const dataOf = (block: common.Block | undefined): Buffer[] =>
  (block?.getData()?.getDataList_asU8() ?? []).map((data) => Buffer.from(data));

/** Another word of as many letters, so that all around it can still be read. */
const replaceVerdict = (data: Buffer): Buffer =>
  Buffer.from(data.toString('latin1').replaceAll('VERIFIED', 'MISMATCH'), 'latin1');

const alterVerdict = async (database: ReadModelDatabase): Promise<unknown> => {
  const { accessId, department, position } = await database
    .selectFrom('evidenceVerdicts')
    .select(['accessId', 'department', 'position'])
    .where('verdict', '=', 'VERIFIED')
    .executeTakeFirstOrThrow();
  return database
    .updateTable('evidenceVerdicts')
    .set({ verdict: 'NOT_FOUND' })
    .where('accessId', '=', accessId)
    .where('department', '=', department)
    .where('position', '=', position)
    .execute();
};

const dropDiaryRow = async (database: ReadModelDatabase): Promise<unknown> => {
  const { ordinal } = await database.selectFrom('accessSubjects').select('ordinal').executeTakeFirstOrThrow();
  return database.deleteFrom('accessSubjects').where('ordinal', '=', ordinal).execute();
};

describe('onedoor backup, restore and audit, against a gateway that runs', function () {
  this.timeout(180_000);
  const folder = temporaryFolder();
  const home = (name: string): string => join(folder.path, name);
  let serving: Running | undefined;
  const onedoor = (name: string, ...args: string[]): Promise<Ended> => runOnedoor(args, { home: home(name) });
  const audit = async (name: string, ...args: string[]): Promise<{ code: number | null; report: Report }> => {
    const { code, stdout, stderr } = await onedoor(name, 'audit', '--json', ...args);
    if (stdout === '') throw new Error(stderr);
    return { code, report: JSON.parse(stdout) as Report };
  };
  /** The second home once more, to be harmed; what SQLite keeps beside a file holds nothing once that is closed. */
  const copyAs = (name: string): Promise<void> =>
    cp(home('second'), home(name), { recursive: true, filter: (path) => !/-(?:wal|shm)$/u.test(path) });
  const serve = async (name: string): Promise<Running> => {
    const started = startOnedoor(['start', '--port', '0', '--persons', '12', '--seed', '5'], { home: home(name) });
    await until('it serves', () => started.stdout().includes('/docs') || started.child.exitCode !== null, 120_000);
    if (started.child.exitCode !== null) throw new Error(started.stderr());
    return started;
  };
  const stop = async (running: Running): Promise<void> => {
    running.child.kill('SIGTERM');
    await running.ended;
  };

  before(async function () {
    this.timeout(180_000);
    serving = await serve('first');
  });
  after(async () => {
    if (serving?.child.exitCode === null) await stop(serving);
  });

  it('audits what is being served, and finds nothing', async () => {
    const { code, report } = await audit('first');
    expect([code, report.findings, report.readModelCompared]).to.deep.equal([0, [], true]);
  });

  it('audits from one block to another, if asked', async () => {
    const { code, report } = await audit('first', '--from', '3', '--to', '5');
    expect([code, report.findings, report.from, report.height]).to.deep.equal([0, [], 3, 6]);
  });

  it('backs up while somebody works, for its owner alone', async () => {
    const story = onedoor('first', 'story');
    const { code, stdout, stderr } = await onedoor('first', 'backup', home('backup'), '--json');
    expect([code, stderr]).to.deep.equal([0, '']);
    expect((JSON.parse(stdout) as Report).height).to.be.greaterThan(10);
    expect((await stat(home('backup'))).mode & 0o777).to.equal(0o700);
    expect((await stat(join(home('backup'), 'pseudonyms.sqlite'))).mode & 0o777).to.equal(0o600);
    expect((await story).code).to.equal(0);
    expect((await onedoor('first', 'story')).code).to.equal(0); // what the backup does not hold
  });

  it('refuses to write a backup over something, and to restore over something', async () => {
    expect((await onedoor('first', 'backup', home('backup'))).code).to.equal(2);
    expect((await onedoor('first', 'restore', home('backup'))).code).to.equal(2);
  });

  it('restores elsewhere: the audit finds nothing, and values are there', async () => {
    const restored = await onedoor('second', 'restore', home('backup'));
    expect([restored.code, restored.stdout.includes('Restored')]).to.deep.equal([0, true]);
    const { code, report } = await audit('second');
    expect([code, report.findings, report.readModelCompared]).to.deep.equal([0, [], true]);
    const again = await serve('second');
    // Its verdicts and fields come from private values and pseudonyms that only the backup had.
    const told = await onedoor('second', 'story');
    expect([told.code, told.stderr]).to.deep.equal([0, '']);
    await stop(again);
    expect((await audit('second')).code).to.equal(0);
  });

  it('names tables that say a height which the ledger does not have, so that nobody compares them', async () => {
    const database = await openReadModel(join(home('second'), 'readmodel.sqlite'));
    const { block } = await database.selectFrom('checkpoint').select('block').executeTakeFirstOrThrow();
    await database
      .updateTable('checkpoint')
      .set({ block: block + 7 })
      .execute();
    const { code, report } = await audit('second');
    expect([code, report.findings.map((finding) => finding.code)]).to.deep.equal([1, ['READ_MODEL_DIFFERS']]);
    await database.updateTable('checkpoint').set({ block }).execute();
    await database.destroy();
  });

  it('names tables in which one verdict is another, or one row is gone', async () => {
    const alterations: readonly (readonly [string, (database: ReadModelDatabase) => Promise<unknown>])[] = [
      ['evidenceVerdicts', alterVerdict],
      ['accessSubjects', dropDiaryRow],
    ];
    for (const [table, alter] of alterations) {
      await copyAs(table);
      const database = await openReadModel(join(home(table), 'readmodel.sqlite'));
      await alter(database);
      const { code, report } = await audit(table);
      await database.destroy();
      expect([code, report.findings.map((finding) => finding.code)], table).to.deep.equal([1, ['READ_MODEL_DIFFERS']]);
      expect(report.findings[0]?.detail).to.contain(table);
    }
  });

  it('names tables that cannot be read, and does not end as if all were well', async () => {
    await copyAs('damaged');
    const file = join(home('damaged'), 'readmodel.sqlite');
    await writeFile(file, (await readFile(file)).fill('Z', 8192));
    const { code, report } = await audit('damaged');
    expect([code, report.findings.map((finding) => finding.code)]).to.deep.equal([1, ['READ_MODEL_DIFFERS']]);
    expect(report.findings[0]?.detail).to.contain('cannot be read');
    expect((await onedoor('damaged', 'readmodel', 'rebuild')).code).to.equal(0); // as the finding says
  });

  it('names a verdict that was altered in its block, though checksums and hashes were redone', async () => {
    await copyAs('forged');
    const directory = join(home('forged'), 'ledger');
    const blocks = await readBlocks(directory);
    const number = blocks.findIndex((block) => dataOf(block).some((data) => data.includes('VERIFIED')));
    expect(number).to.be.greaterThan(0);
    const altered = blocks[number]?.getData();
    altered?.setDataList(dataOf(blocks[number]).map(replaceVerdict));
    rechain(blocks);
    await writeBlocks(directory, blocks);
    const { code, report } = await audit('forged');
    const named = report.findings.map((finding) => `${finding.code} ${finding.block}`);
    expect(code).to.equal(1);
    expect(named).to.include.members([`VALIDATION_CODE ${number}`, `ORDERER_SIGNATURE ${number}`]);
  });

  it('refuses a backup in which a byte is another', async () => {
    const file = join(home('backup'), 'pseudonyms.sqlite');
    const bytes = await readFile(file);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await writeFile(file, bytes);
    const { code, stderr } = await onedoor('third', 'restore', home('backup'));
    expect([code, stderr.includes('pseudonyms.sqlite')]).to.deep.equal([1, true]);
  });

  it('notices an older ledger in the place of a newer one: at the start and in the audit', async () => {
    const noted = await audit('first');
    if (serving !== undefined) await stop(serving);
    await rm(join(home('first'), 'ledger'), { recursive: true });
    await cp(join(home('backup'), 'ledger'), join(home('first'), 'ledger'), { recursive: true });
    const started = await onedoor('first', 'start', '--port', '0');
    expect([started.code, /older copy/u.test(started.stderr)]).to.deep.equal([1, true]);
    const { code, report } = await audit('first');
    expect([code, report.findings.map((finding) => finding.code)]).to.deep.equal([1, ['LEDGER_SHORTENED']]);
    await writeFile(join(home('first'), 'ledger-seen.json'), '{"height":');
    for (const verb of [['start', '--port', '0'], ['audit']]) {
      const refused = await onedoor('first', ...verb);
      expect([refused.code, /ledger-seen\.json cannot be read/u.test(refused.stderr)]).to.deep.equal([1, true]);
    }
    const kept = ['--expect-height', String(noted.report.height), '--expect-hash', noted.report.head];
    expect((await audit('second', ...kept)).report.findings.map((finding) => finding.code)).to.not.deep.equal([]);
  });

  it('names a block whose byte was altered, and ends with 1', async () => {
    const file = join(home('second'), 'ledger', 'blocks.dat');
    const bytes = await readFile(file);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 4;
    await writeFile(file, bytes);
    const { code, stdout } = await onedoor('second', 'audit');
    expect([code, /RECORD_DAMAGED {2}#\d+/u.test(stdout)]).to.deep.equal([1, true]);
  });

  it('says what is wrong with its options', async () => {
    expect((await onedoor('first', 'audit', '--from', 'x')).code).to.equal(2);
    expect((await onedoor('first', 'audit', '--expect-hash', 'a'.repeat(64))).code).to.equal(2);
    expect((await onedoor('nowhere', 'audit')).code).to.equal(69);
  });
});
