// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from './repository.js';

interface Named {
  readonly promise: string;
  readonly attack: boolean;
  readonly file: string;
  readonly title: string;
}

const text = readFileSync(join(root, 'docs/promises.md'), 'utf8');
const promises = text.split(/^## /mu).slice(1);
const titleOf = (section: string) => section.slice(0, section.indexOf('\n'));

function namedIn(section: string): Named[] {
  const attacks = section.indexOf('\nAttacked by:');
  return [...section.matchAll(/^- `(?<file>[^`]+)`: (?<title>.+)$/gmu)].map((match) => {
    const { file = '', title = '' } = match.groups ?? {};
    return { promise: titleOf(section), attack: attacks >= 0 && match.index > attacks, file, title };
  });
}

/** Titles of the tests of a file, as patterns: what a template fills in may be anything. */
function titlesIn(source: string): RegExp[] {
  return [...source.matchAll(/\bit\(\s*(?<quote>['"`])(?<title>(?:\\.|(?!\k<quote>)[^\\])*)\k<quote>/gu)].map(
    (match) => {
      const fixed = (match.groups?.['title'] ?? '').split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/u);
      const escaped = fixed.map((part) =>
        part.replace(/\\(?<kept>.)/gu, '$<kept>').replace(/[$()*+.?[\\\]^{|}]/gu, '\\$&'),
      );
      return new RegExp(`^${escaped.join('.+')}$`, 'u');
    },
  );
}

describe('docs/promises.md', () => {
  it('speaks of the eight promises, each with tests that show it and tests that attack it', () => {
    expect(promises.map((section) => Number.parseInt(section, 10))).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8]);
    for (const section of promises) {
      const named = namedIn(section);
      expect(
        named.filter(({ attack }) => attack),
        titleOf(section),
      ).not.to.have.length(0);
      expect(
        named.filter(({ attack }) => !attack),
        titleOf(section),
      ).not.to.have.length(0);
    }
  });

  for (const { file, title } of promises.flatMap(namedIn)) {
    it(`names a test that is there: ${file}: ${title}`, () => {
      const titles = titlesIn(readFileSync(join(root, file), 'utf8'));
      expect(titles.some((one) => one.test(title))).to.equal(true);
    });
  }

  it('does not take any title for one of a file', () => {
    const source = "it('is one', x); it(`is ${two(`a`)} of them`, x); it(\"it's three\", x)";
    const known = (title: string) => titlesIn(source).some((one) => one.test(title));
    expect(['is one', "it's three"].every(known)).to.equal(true);
    expect(known('is four')).to.equal(false);
  });

  for (const section of promises) {
    it(`names code that is there: ${titleOf(section)}`, () => {
      const enforced = /Enforced by (?<files>[^]*?)\n\n/u.exec(section)?.groups?.['files'] ?? '';
      const files = [...enforced.matchAll(/`([^`]+)`/gu)].map(([, file = '']) => file);
      expect(files).not.to.have.length(0);
      for (const file of files) expect(existsSync(join(root, file)), file).to.equal(true);
    });
  }
});
