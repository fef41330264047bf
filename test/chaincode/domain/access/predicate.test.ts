// SPDX-License-Identifier: Apache-2.0
import { expect } from 'chai';
import { checkPredicate, evaluatePredicate, predicateNames } from '../../../../chaincode/domain/access/predicate.js';
import type { ScenarioQuestion } from '../../../../chaincode/domain/catalogue/service-item.js';
import { claim } from '../../support/catalogue.js';
import { expectRefusal } from '../../support/expect-refusal.js';

const title = { zh: '问', en: 'Question' };
const question = (name: string, type: ScenarioQuestion['type']) => ({ name, title, type, required: false });
const vocabulary = {
  claims: [
    claim('name'),
    claim('grade', { type: 'integer' }),
    claim('born', { type: 'date' }),
    claim('good', { type: 'boolean' }),
    claim('kind', { type: 'code', values: ['A', 'B'] }),
    claim('schemes', { type: 'codes', values: ['A', 'B'] }),
    claim('child', { type: 'subject' }),
    claim('constructor'),
  ],
  answers: [
    question('married', 'boolean'),
    question('months', 'integer'),
    question('reason', 'code'),
    question('day', 'date'),
  ],
  roles: ['child'],
};
const claims = {
  name: '李',
  grade: 3,
  born: '2008-03-10',
  good: true,
  kind: 'A',
  schemes: ['A', 'B'],
  child: 'pseudonym of the child',
};
const values = {
  claims,
  answers: { married: true, months: 6, reason: 'JOB', day: '2020-01-01' },
  on: '2026-03-10',
  subjects: { child: 'pseudonym of the child' },
};

describe('a predicate', () => {
  for (const [text, holds] of [
    ['claim.name == "李"', true],
    ['claim.grade + 1 > 3 && claim.grade * 2 - 6 == 0 && claim.grade / 2 == 1 && claim.grade % 2 == 1', true],
    ['-claim.grade < 0 ? claim.good : false', true],
    ['claim.grade <= 2 || claim.grade >= 4', false],
    ['!claim.good', false],
    ['yearsBetween(claim.born, on) >= 18', true],
    ['yearsBetween(claim.born, "2026-03-09") >= 18', false],
    ['claim.kind in ["A", "C"] && claim.kind != "B"', true],
    ['"A" in claim.schemes && claim.schemes.size() == 2 && size(claim.schemes) == 2', true],
    ['claim.schemes.exists(one, one == "B")', true],
    ['claim.schemes.all(one, one == "B")', false],
    ['claim.schemes.exists_one(one, one == "B")', true],
    ['claim.name.startsWith("李") && claim.name.endsWith("李") && claim.name.contains("李")', true],
    ['claim.child == subject.child', true],
    ['answer.married && answer.months > 5 && answer.reason == "JOB" && answer.day < on', true],
    ['has(claim.name) && !has(claim.constructor)', true],
  ] as const) {
    it(`${text} is admitted, and ${holds ? 'holds' : 'does not hold'}`, () => {
      checkPredicate(text, vocabulary);
      expect(evaluatePredicate(text, values)).to.equal(holds);
    });
  }

  it('says which claims, answers and roles it uses, each once, sorted', () => {
    const text = 'claim.name == claim.kind && claim.grade > answer.months && claim.child == subject.child';
    const expected = { claims: ['child', 'grade', 'kind', 'name'], answers: ['months'], roles: ['child'] };
    expect(checkPredicate(text, vocabulary)).to.deep.equal(expected);
    expect(predicateNames(text)).to.deep.equal(expected);
  });
});

describe('a predicate is not admitted with', () => {
  for (const [what, text] of [
    ['a regular expression', 'claim.name.matches("^(a+)+$")'],
    ['a timestamp', 'timestamp(claim.born) < timestamp(on)'],
    ['a duration', 'duration("1s") == duration("2s")'],
    ['a conversion', 'int(claim.name) == 1'],
    ['the types of time', 'google.protobuf.Timestamp == google.protobuf.Timestamp'],
    ['a type name', 'type(claim.grade) == int'],
    ['dyn', 'dyn(1) == dyn(1)'],
    ['a bound variable', 'cel.bind(x, 1, x == 1)'],
    ['a nested macro', 'claim.schemes.exists(a, claim.schemes.all(b, a == b))'],
    ['a macro over a literal', '["A"].exists(a, a == "A")'],
    ['a macro over a text', 'claim.name.exists(a, a == "A")'],
    ['a macro over what has no such member', 'claim.name.x.exists(a, true)'],
    ['a macro with a text for a variable', 'claim.schemes.exists("a", true)'],
    ['a macro without a condition', 'claim.schemes.exists(a)'],
    ['a macro with more', 'claim.schemes.exists(a, true, true)'],
    ['a macro that hides the day', 'claim.schemes.exists(on, on == "A")'],
    ['a macro that hides the claims', 'claim.schemes.exists(claim, true)'],
    ['a macro that makes lists', 'size(claim.schemes.map(a, a)) == 2'],
    ['a computed member', 'claim["name"] == "a"'],
    ['an index', 'claim.schemes[0] == "A"'],
    ['a map', '{"a": 1} == {"a": 1}'],
    ['floating point', '1.5 < 2.5'],
    ['an unsigned number', '1u == 1u'],
    ['bytes', 'b"a" == b"a"'],
    ['null', 'claim.name == null'],
    ['the claims as a whole', 'size(claim) == 1'],
    ['an unknown variable', 'clock == 1'],
    ['an unknown claim', 'claim.salary == 1'],
    ['an unknown answer', 'answer.salary == 1'],
    ['an unknown role', 'subject.spouse == claim.child'],
    ['the spelling of a pseudonym', 'subject.child.startsWith("a")'],
    ['the order of pseudonyms', 'subject.child < "a"'],
    ['a pseudonym behind a choice', '(claim.good ? subject.child : "a").size() > 1'],
    ['a pseudonym in a list', 'claim.name in [subject.child]'],
    ['a member of a member', 'claim.name.length == 1'],
    ['has() of a variable', 'has(claim)'],
    ['has() of two', 'has(claim.name, claim.kind)'],
    ['a function with other arguments', 'yearsBetween(on) == 1'],
    ['a method with other arguments', 'claim.name.size(1) == 1'],
    ['operands that do not fit', 'claim.grade == "3"'],
    ['an answer that is no yes or no', 'claim.grade + 1'],
    ['broken syntax', 'claim.grade =='],
    ['broken characters', 'claim.grade # 1'],
    ['too deep a nest', `${'('.repeat(30)}true${')'.repeat(30)}`],
  ] as const) {
    it(what, () => {
      expectRefusal(() => checkPredicate(text, vocabulary), 'PREDICATE_NOT_ALLOWED');
    });
  }

  it('the day, where there are no claims: conditions pick materials before anything is read', () => {
    const words = { claims: [], answers: vocabulary.answers, roles: [] };
    expect(checkPredicate('answer.married', words).answers).to.deep.equal(['married']);
    expectRefusal(() => checkPredicate('answer.day < on', words), 'PREDICATE_NOT_ALLOWED');
  });

  it('names the position, and keeps long names short', () => {
    expect(() => checkPredicate('claim.good && matches("a")', vocabulary)).to.throw(/^character 15: /u);
    expect(() => checkPredicate('x'.repeat(900), vocabulary)).to.throw(/^.{1,80}$/u);
  });
});

describe('evaluating a predicate', () => {
  it('does not hold when a claim, an answer or a subject is missing', () => {
    for (const text of ['claim.x == 1', 'claim.x != 1', '!(claim.x == 1)', 'answer.x', 'subject.x == on']) {
      expect(evaluatePredicate(text, values), text).to.equal(false);
    }
  });

  it('holds when another operand decides, whatever is missing', () => {
    expect(evaluatePredicate('claim.x == 1 || claim.good', values)).to.equal(true);
    expect(evaluatePredicate('!has(claim.x) || claim.x == 1', values)).to.equal(true);
  });

  it('takes no inherited member for a claim', () => {
    expect(evaluatePredicate('has(claim.constructor) || has(claim.toString)', values)).to.equal(false);
  });

  it('counts in whole numbers of 64 bits', () => {
    const big = { ...values, claims: { grade: Number.MAX_SAFE_INTEGER } };
    expect(evaluatePredicate('claim.grade + 2 == 9007199254740993', big)).to.equal(true);
  });

  for (const [what, text] of [
    ['division by zero', 'claim.grade / 0 == 1'],
    ['overflow', 'claim.grade * 9223372036854775807 > 0'],
    ['a day that does not exist', 'yearsBetween("2025-02-30", on) > 0'],
    ['operands that do not fit', 'claim.name < 3'],
    ['an answer that is no yes or no', 'claim.grade'],
    ['what the catalogue would not admit', 'claim.name.matches("a")'],
  ] as const) {
    it(`refuses ${what}, and repeats no value`, () => {
      expectRefusal(() => evaluatePredicate(text, values), 'PREDICATE_NOT_ALLOWED');
      expect(() => evaluatePredicate(text, values)).not.to.throw(/李|pseudonym/u);
    });
  }

  it('refuses the day where there is none', () => {
    expectRefusal(() => evaluatePredicate('on == ""', { ...values, on: undefined }), 'PREDICATE_NOT_ALLOWED');
  });

  it('refuses what is no text, and nests that no predicate needs', () => {
    for (const text of [undefined, '!'.repeat(1000), '['.repeat(1000)] as string[]) {
      expectRefusal(() => evaluatePredicate(text, values), 'PREDICATE_NOT_ALLOWED');
    }
  });

  it('reaches no clock: the same values give the same answer at any time of the process', () => {
    const now = Date.now;
    Date.now = () => {
      throw new Error('a predicate looked at the clock');
    };
    try {
      expect(evaluatePredicate('yearsBetween(claim.born, on) == 18', values)).to.equal(true);
    } finally {
      Date.now = now;
    }
  });
});
