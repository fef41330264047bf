// SPDX-License-Identifier: Apache-2.0
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { CommandFailure } from '../../../scripts/command-failure.js';
import { encodeGb18030 } from '../../../scripts/import/encode-gb18030.js';
import type { Mapping } from '../../../scripts/import/mapping.js';
import { openExport } from '../../../scripts/import/open-export.js';
import type { Row } from '../../../scripts/import/row.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const mapping = (encoding: Mapping['encoding']): Mapping => ({
  recordType: 'data-bureau.sample',
  sourceSystem: 'test',
  recordNumber: '编号',
  subject: { kind: 'NATURAL_PERSON', identifier: '号码' },
  validFrom: '日期',
  claims: { name: '姓名' },
  dateFormats: ['YYYY-MM-DD'],
  encoding,
});
const HEADER = '编号,号码,日期,姓名';

describe('reading an export', () => {
  const folder = temporaryFolder();

  async function read(
    content: string | Buffer,
    name = 'export.csv',
    encoding: Mapping['encoding'] = 'utf-8',
  ): Promise<Row[]> {
    const file = join(folder.path, name);
    await writeFile(file, content);
    const { source } = await openExport({ file, mapping: mapping(encoding), onBytes: () => undefined });
    const rows: Row[] = [];
    for await (const row of source.rows) rows.push(row);
    return rows;
  }
  const failure = async (reading: Promise<unknown>): Promise<CommandFailure> => {
    const error: unknown = await reading.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error instanceof CommandFailure) return error;
    throw new Error('it was read', { cause: error });
  };

  it('counts lines as an editor does: header, empty lines and line breaks inside quotes', async () => {
    const rows = await read(`${HEADER}\r\n1,a,d,甲\r\n\r\n2,b,d,"乙\n丙"\r\n3,c,d,丁\r\n`);
    expect(rows.map(({ line, cells }) => [line, cells.编号])).to.deep.equal([
      [2, '1'],
      [4, '2'],
      [6, '3'],
    ]);
    expect(rows[1]?.cells.姓名).to.equal('乙\n丙');
  });

  it('lets the mark of GB 18030 decide over a mapping that says UTF-8, and drops it', async () => {
    const marked = Buffer.concat([Buffer.from([0x84, 0x31, 0x95, 0x33]), encodeGb18030(`${HEADER}\n1,a,d,甲\n`)]);
    const [row] = await read(marked);
    expect(row?.cells).to.deep.equal({ 编号: '1', 号码: 'a', 日期: 'd', 姓名: '甲' });
  });

  it('drops a byte order mark', async () => {
    const [row] = await read(`\ufeff${HEADER}\n1,a,d,甲\n`);
    expect(row?.cells).to.deep.equal({ 编号: '1', 号码: 'a', 日期: 'd', 姓名: '甲' });
  });

  it('reads GB 18030, rare characters and emoji included', async () => {
    const name = '㐂𠮷喆😀镕';
    const [row] = await read(encodeGb18030(`${HEADER}\n1,a,d,${name}\n`), 'gb.csv', 'gb18030');
    expect(row?.cells.姓名).to.equal(name);
  });

  it('lets a UTF-8 byte order mark decide over the mapping', async () => {
    const [row] = await read(`\ufeff${HEADER}\n1,a,d,甲\n`, 'bom.csv', 'gb18030');
    expect(row?.cells.姓名).to.equal('甲');
  });

  it('stops at bytes that the encoding does not have', async () => {
    const error = await failure(read(encodeGb18030(`${HEADER}\n1,a,d,甲\n`)));
    expect(error.exitCode).to.equal(1);
    expect(error.message).to.contain('utf-8');
  });

  it('stops where the header lacks a mapped column, and names it', async () => {
    expect((await failure(read('编号,号码,日期\n1,a,d\n'))).message).to.contain('姓名');
  });

  it('stops at a quote that never closes', async () => {
    expect((await failure(read(`${HEADER}\n1,a,d,"甲\n2,b,d,乙\n`))).message).to.contain('CSV');
  });

  it('marks a row with too few or too many cells', async () => {
    const rows = await read(`${HEADER}\n1,a,d\n2,a,d,甲,乙\n3,a,d,甲\n`);
    expect(rows.map(({ broken }) => broken?.code)).to.deep.equal(['ROW_SHAPE', 'ROW_SHAPE', undefined]);
  });

  it('reads NDJSON; numbers and lists count as they stand', async () => {
    const rows = await read(
      '{"编号":1,"号码":"a","日期":"d","姓名":["甲","乙"]}\n\n{"编号":"2","号码":null}\n',
      'export.ndjson',
    );
    expect(rows.map(({ line, cells }) => [line, cells])).to.deep.equal([
      [1, { 编号: '1', 号码: 'a', 日期: 'd', 姓名: ['甲', '乙'] }],
      [3, { 编号: '2', 号码: '' }],
    ]);
  });

  it('says what is wrong with an NDJSON line that cannot be read', async () => {
    const lines = [
      '{"编号":"1","编号":"2"}',
      '[1]',
      '{"编号":',
      '{"编号":9007199254740993}',
      String.raw`{"编号":"\u0000"}`,
      String.raw`{"编号":"\ud800"}`,
      '{"编号":"4"}',
    ];
    const rows = await read(`${lines.join('\n')}\n`, 'bad.ndjson');
    expect(rows.map(({ broken }) => broken?.code)).to.deep.equal([
      'JSON_NAME_DUPLICATE',
      'ROW_NOT_JSON',
      'ROW_NOT_JSON',
      'JSON_NUMBER_INEXACT',
      'JSON_NUL_CHARACTER',
      'JSON_SURROGATE_LONE',
      undefined,
    ]);
  });
});

describe('encodeGb18030', () => {
  it('is what Node decodes, for every character', () => {
    const decoder = new TextDecoder('gb18030', { fatal: true });
    let all = '';
    for (let point = 0; point < 0x11000; point += 1) {
      const surrogate = point >= 0xd800 && point <= 0xdfff;
      const privateUse = point >= 0xe000 && point <= 0xf8ff;
      if (!surrogate && !privateUse && point !== 0xfffd) all += String.fromCodePoint(point);
    }
    all += '\u{20000}\u{2a6d6}\u{10ffff}';
    expect(decoder.decode(encodeGb18030(all)) === all).to.equal(true);
  });

  it('refuses half a character', () => {
    expect(() => encodeGb18030('\ud800')).to.throw(RangeError);
  });
});
