// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import type { RecordType } from '../../../chaincode/domain/catalogue/record-type.js';
import { creditCode, residentId } from '../../../scripts/demo/identifiers.js';
import { mapRow } from '../../../scripts/import/map-row.js';
import type { Mapping } from '../../../scripts/import/mapping.js';

const PERSON = residentId('440604', '1990-02-03', 106);
const COMPANY = creditCode('440604', 'MA0TEXT01');
const title = { zh: '测试', en: 'test' };
const claim = { title, required: false, sharing: 'CONDITIONAL' } as const;

const type: RecordType = {
  v: 1,
  code: 'data-bureau.sample',
  version: 1,
  title,
  subjectKind: 'NATURAL_PERSON',
  defaultValidityDays: null,
  claims: [
    { ...claim, name: 'name', type: 'string', required: true },
    { ...claim, name: 'gender', type: 'code', values: ['MALE', 'FEMALE'] },
    { ...claim, name: 'children', type: 'integer' },
    { ...claim, name: 'local', type: 'boolean' },
    { ...claim, name: 'bornOn', type: 'date' },
    { ...claim, name: 'schemes', type: 'codes', values: ['A', 'B'], maxItems: 2 },
    { ...claim, name: 'employer', type: 'subject' },
  ],
};
const mapping: Mapping = {
  recordType: type.code,
  sourceSystem: 'test',
  recordNumber: '编号',
  subject: { kind: 'NATURAL_PERSON', identifier: '公民身份号码' },
  validFrom: '起始',
  validUntil: '终止',
  claims: {
    name: '姓名',
    gender: { column: '性别', values: { 男: 'MALE', 女: 'FEMALE' } },
    children: '子女数',
    local: '本地',
    bornOn: '出生',
    schemes: { column: '险种', separator: '、', values: { 甲: 'A', 乙: 'B' } },
    employer: { column: '单位', kind: 'LEGAL_PERSON' },
  },
  dateFormats: ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY年M月D日', 'YYYY/M/D'],
  encoding: 'utf-8',
};
const good: Record<string, string> = {
  编号: 'N1',
  公民身份号码: PERSON,
  起始: '2020-01-01',
  终止: '',
  姓名: ' 张 三 ',
  性别: '男',
  子女数: '2',
  本地: '是',
  出生: '19900203',
  险种: '甲、乙',
  单位: COMPANY,
};
const map = (changes: Record<string, string>) => mapRow(mapping, type, { line: 2, cells: { ...good, ...changes } });

describe('mapRow', () => {
  it('makes a record of a row, typed as the record type says', () => {
    expect(map({})).to.deep.equal({
      record: {
        subject: { kind: 'NATURAL_PERSON', identifier: PERSON },
        sourceSystem: 'test',
        recordNumber: 'N1',
        validFrom: '2020-01-01',
        validUntil: null,
        claims: {
          name: '张 三',
          gender: 'MALE',
          children: 2,
          local: true,
          bornOn: '1990-02-03',
          schemes: ['A', 'B'],
          employer: { kind: 'LEGAL_PERSON', identifier: COMPANY },
        },
      },
    });
  });

  it('leaves out optional claims whose cell is empty', () => {
    const mapped = map({ 性别: '', 子女数: ' ', 险种: '' });
    expect('record' in mapped && Object.keys(mapped.record.claims)).to.deep.equal([
      'name',
      'local',
      'bornOn',
      'employer',
    ]);
  });

  describe('of a 15-digit resident identity number', () => {
    const old = `${PERSON.slice(0, 6)}${PERSON.slice(8, 17)}`;
    const converting = (changes: Record<string, string>) =>
      mapRow({ ...mapping, fifteenDigits: 'convert' }, type, { line: 2, cells: { ...good, ...changes } });
    const refusal = (mapped: ReturnType<typeof map>) => ('refused' in mapped ? mapped.refused.code : undefined);

    it('refuses it by name', () => {
      expect(refusal(map({ 公民身份号码: old }))).to.equal('IDENTIFIER_FIFTEEN_DIGITS');
    });

    it('converts it where the mapping says so', () => {
      const mapped = converting({ 公民身份号码: old });
      expect('record' in mapped && mapped.record.subject.identifier).to.equal(PERSON);
    });

    it('does not convert one that leaves the century open, or whose birthday does not exist', () => {
      expect(refusal(converting({ 公民身份号码: '440604050203997' }))).to.equal('IDENTIFIER_FIFTEEN_DIGITS');
      expect(refusal(converting({ 公民身份号码: '440604900230106' }))).to.equal('IDENTIFIER_FIFTEEN_DIGITS');
    });
  });

  const forgiven: [string, Record<string, string>][] = [
    [
      'full-width digits in identifier, number and date',
      { 公民身份号码: fullWidth(PERSON), 子女数: '２', 出生: '１９９００２０３' },
    ],
    ['blanks inside an identifier', { 公民身份号码: `${PERSON.slice(0, 6)} ${PERSON.slice(6)}` }],
    ['a lower-case credit code', { 单位: COMPANY.toLowerCase() }],
  ];
  for (const [what, changes] of forgiven) {
    it(`forgives ${what}`, () => {
      expect(map(changes)).to.deep.equal(map({}));
    });
  }

  it('forgives a lower-case x', () => {
    const withX = firstWithX();
    const mapped = map({ 公民身份号码: withX.toLowerCase() });
    expect('record' in mapped && mapped.record.subject.identifier).to.equal(withX);
  });

  for (const [text, day] of [
    ['2021-03-04', '2021-03-04'],
    ['20210304', '2021-03-04'],
    ['2021年3月4日', '2021-03-04'],
    ['2021/3/4', '2021-03-04'],
    ['２０２１／３／４', '2021-03-04'],
  ] as const) {
    it(`reads the date ${text}`, () => {
      const mapped = map({ 起始: text });
      expect('record' in mapped && mapped.record.validFrom).to.equal(day);
    });
  }

  const refused: [string, Record<string, string>, string, string][] = [
    ['a wrong check digit', { 公民身份号码: wrongCheck(PERSON) }, 'IDENTIFIER_INVALID', '公民身份号码'],
    ['an identifier of the other kind', { 公民身份号码: COMPANY }, 'IDENTIFIER_KIND_WRONG', '公民身份号码'],
    ['a related company with a wrong check digit', { 单位: wrongCheck(COMPANY) }, 'IDENTIFIER_INVALID', '单位'],
    ['a missing record number', { 编号: ' ' }, 'VALUE_MISSING', '编号'],
    ['a missing required claim', { 姓名: '' }, 'VALUE_MISSING', '姓名'],
    ['a day that does not exist', { 起始: '2021-02-29' }, 'DATE_INVALID', '起始'],
    ['a date in another format', { 出生: '03.02.1990' }, 'DATE_INVALID', '出生'],
    ['an end before the beginning', { 终止: '2019-12-31' }, 'VALIDITY_INVALID', '终止'],
    ['a word that is not in the table', { 性别: '未知' }, 'VALUE_NOT_LISTED', '性别'],
    ['one list member that is not in the table', { 险种: '甲、丙' }, 'VALUE_NOT_LISTED', '险种'],
    ['a fraction for an integer', { 子女数: '1.5' }, 'VALUE_TYPE', '子女数'],
    ['an integer beyond 2^53', { 子女数: '9007199254740993' }, 'VALUE_TYPE', '子女数'],
    ['a word for a boolean', { 本地: '大概' }, 'VALUE_TYPE', '本地'],
    ['claims over 16 KiB', { 姓名: '长'.repeat(6_000) }, 'CLAIMS_TOO_LARGE', ''],
  ];
  for (const [what, changes, code, column] of refused) {
    it(`refuses ${what} as ${code}, naming the column and never the value`, () => {
      const mapped = map(changes);
      if (!('refused' in mapped)) throw new Error('the row was taken');
      expect(mapped.refused.code).to.equal(code);
      expect(mapped.refused.text).to.contain(column);
      for (const value of Object.values(changes))
        if (value.trim() !== '') expect(mapped.refused.text).not.to.contain(value);
    });
  }
});

function fullWidth(text: string): string {
  return text.replace(/[!-~]/gu, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}

function wrongCheck(identifier: string): string {
  return identifier.slice(0, 17) + (identifier.endsWith('0') ? '1' : '0');
}

function firstWithX(): string {
  for (let sequence = 0; ; sequence += 1) {
    const identifier = residentId('440604', '1990-02-03', sequence);
    if (identifier.endsWith('X')) return identifier;
  }
}
