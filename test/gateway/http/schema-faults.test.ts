// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { openEdge, type Edge, type SeenProblem } from './support.js';

const verification = {
  caseNo: 'HR-2030-0001',
  itemCode: 'human-resources.graduate-report',
  scenario: {},
  subjects: { applicant: { kind: 'NATURAL_PERSON', identifier: '11010519491231002X' } },
  purposeCode: 'talent-service',
  legalBasis: { kind: 'STATUTORY', dutyCode: 'graduate-service' },
  disclose: 'verdicts',
};

describe('what a request lacks', () => {
  let edge: Edge;
  before(async function () {
    this.timeout(20_000);
    edge = await openEdge();
  });
  after(() => edge.close());

  const errorsOf = async (change: object, language: string) => {
    const answer = await edge.app.inject({
      method: 'POST',
      url: '/v1/verifications',
      headers: { authorization: `Bearer ${await edge.token('intake')}`, 'accept-language': language },
      payload: { ...verification, ...change },
    });
    return answer.json<SeenProblem>().errors;
  };

  for (const { name, change, pointer, en, zh } of [
    {
      name: 'a missing member',
      change: { purposeCode: undefined },
      pointer: '/purposeCode',
      en: 'is missing',
      zh: '缺少此项',
    },
    {
      name: 'an unknown member',
      change: { purpose: 'x' },
      pointer: '/purpose',
      en: 'no such name is agreed here',
      zh: '此处没有约定这个名称',
    },
    { name: 'a text', change: { caseNo: 7 }, pointer: '/caseNo', en: 'must be of type string', zh: '类型应为 string' },
    {
      name: 'an empty text',
      change: { caseNo: '' },
      pointer: '/caseNo',
      en: 'must have at least 1 characters',
      zh: '至少 1 个字符',
    },
  ]) {
    it(`is told in both languages: ${name}`, async () => {
      expect(await errorsOf(change, 'en')).to.deep.equal([{ pointer, detail: en }]);
      expect(await errorsOf(change, 'zh-CN')).to.deep.equal([{ pointer, detail: zh }]);
    });
  }

  it('is told once for each place where several forms are agreed', async () => {
    expect(await errorsOf({ legalBasis: {} }, 'en')).to.deep.equal([
      { pointer: '/legalBasis/kind', detail: 'is missing' },
    ]);
  });

  it('is told in Chinese too where the code says it all', async () => {
    const answer = await edge.app.inject({
      method: 'POST',
      url: '/v1/verifications',
      headers: {
        authorization: `Bearer ${await edge.token('intake')}`,
        'accept-language': 'zh-CN',
        'content-type': 'application/json',
      },
      payload: '{"caseNo":"a","caseNo":"b"}',
    });
    const { title, errors } = answer.json<SeenProblem>();
    expect(errors).to.deep.equal([{ pointer: '/caseNo', detail: title }]);
  });
});
