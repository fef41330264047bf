// SPDX-License-Identifier: Apache-2.0
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { CommandFailure } from '../../../scripts/command-failure.js';
import type { Mapping } from '../../../scripts/import/mapping.js';
import { openExport } from '../../../scripts/import/open-export.js';
import type { Row } from '../../../scripts/import/row.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { workbook } from '../support/workbook.js';
import type { WorkbookCell } from '../support/workbook.js';

const mapping: Mapping = {
  recordType: 'data-bureau.sample',
  sourceSystem: 'test',
  recordNumber: '编号',
  subject: { kind: 'NATURAL_PERSON', identifier: '号码' },
  validFrom: '日期',
  claims: { name: '姓名' },
  dateFormats: ['YYYY/M/D', 'YYYY-MM-DD'],
  encoding: 'gb18030',
};
const HEADER = ['编号', '号码', '日期', '姓名'];

describe('reading an Excel workbook', () => {
  const folder = temporaryFolder();

  async function read(sheets: Parameters<typeof workbook>[0] | Buffer, sheet?: string): Promise<Row[]> {
    const file = join(folder.path, 'export.xlsx');
    await writeFile(file, Buffer.isBuffer(sheets) ? sheets : workbook(sheets));
    const { source, format } = await openExport({
      file,
      mapping,
      onBytes: () => undefined,
      ...(sheet === undefined ? {} : { sheet }),
    });
    expect(format).to.equal('csv');
    const rows: Row[] = [];
    for await (const row of source.rows) rows.push(row);
    return rows;
  }
  const readRows = (...rows: (readonly WorkbookCell[])[]) => read({ 一: [HEADER, ...rows] });
  const failure = (reading: Promise<unknown>) =>
    reading.then(
      () => expect.fail('it was read'),
      (error: unknown) => expect(error).to.be.instanceOf(CommandFailure),
    );

  it('gives texts, whole numbers, dates and booleans as a CSV would, with the row that Excel shows', async () => {
    const rows = await readRows(
      ['A1', { number: '440604851231001' }, { day: 45383 }, '甲 乙'],
      [null, null, null, null],
      [{ number: '7' }, 'b', '2024/4/1', true],
    );
    expect(rows).to.deep.equal([
      { line: 2, cells: { 编号: 'A1', 号码: '440604851231001', 日期: '2024/4/1', 姓名: '甲 乙' } },
      { line: 4, cells: { 编号: '7', 号码: 'b', 日期: '2024/4/1', 姓名: 'true' } },
    ]);
  });

  it('finds the header under a title', async () => {
    const rows = await read({ 一: [['二〇二六年台账', null, null, null], HEADER, ['A1', 'a', '2024/4/1', '甲']] });
    expect(rows.map(({ line, cells }) => [line, cells.编号])).to.deep.equal([[3, 'A1']]);
  });

  it('refuses by name a number whose last digits Excel dropped; an error value counts as empty', async () => {
    const rows = await readRows(
      ['A1', { number: '4.40604198506073E+17' }, '2024/4/1', '甲'],
      ['A2', 'a', '2024/4/1', { error: '#N/A' }],
    );
    expect(rows.map(({ broken }) => broken?.code)).to.deep.equal(['NUMBER_LOST_DIGITS', undefined]);
    expect(rows[1]?.cells.姓名).to.equal('');
    expect(rows[0]?.broken?.text).to.contain('号码').and.not.contain('4.4');
  });

  it('reads the sheet that is asked for, by name and by place', async () => {
    const sheets = { 说明: [['请勿修改']], 数据: [HEADER, ['A1', 'a', '2024/4/1', '甲']] };
    expect(await read(sheets, '数据')).to.have.length(1);
    expect(await read(sheets, '2')).to.have.length(1);
    await failure(read(sheets));
    await failure(read(sheets, '没有'));
  });

  it('refuses a broken archive and the container of old or encrypted workbooks', async () => {
    await failure(read(workbook({ 一: [HEADER] }).subarray(0, 300)));
    await failure(read(Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)])));
  });
});
