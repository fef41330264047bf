// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { ESLint } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Names that a peer must not look at: what they answer differs from peer to peer or from run to run. */
const FORBIDDEN_NAMES = [
  'Date',
  'Intl',
  'performance',
  'process',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'console',
  'WeakRef',
  'FinalizationRegistry',
  'eval',
  'globalThis',
];
const FORBIDDEN_MEMBERS = [
  'random',
  'randomUUID',
  'randomBytes',
  'randomInt',
  'localeCompare',
  'toLocaleString',
  'toLocaleUpperCase',
  'toLocaleLowerCase',
  'getDateTimestamp',
  'getID',
  'getQueryResult',
  'getStateByRange',
  'getHistoryForKey',
];
const PERMITTED_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  domain: ['typebox', 'typebox/value', '@marcbachmann/cel-js', 'canonicalize'],
  wire: [],
  transactions: ['typebox', 'typebox/compile', 'typebox/value'],
  fabric: ['fabric-contract-api', '@hyperledger/fabric-protos', 'reflect-metadata', 'node:crypto', 'node:module'],
};

/** What serves the contracts to peers is no part of them. */
const SERVING = /\/fabric\/serve[a-z-]*\.ts$/u;

describe('determinism of the chaincode', () => {
  describe('as the linter holds it', function () {
    this.timeout(60_000);

    // Rules that need types are left out: the snippets belong to no project.
    const eslint = new ESLint({
      cwd: ROOT,
      overrideConfigFile: join(ROOT, '.config/eslint.config.js'),
      overrideConfig: tseslint.configs.disableTypeChecked,
    });
    const faults = async (code: string): Promise<readonly string[]> => {
      const [result] = await eslint.lintText(`${code}\n`, { filePath: join(ROOT, 'chaincode/domain/time.ts') });
      return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
    };

    for (const [name, code, rule] of [
      ['the clock', 'export const now = () => Date.now();', 'no-restricted-globals'],
      ['a new date', 'export const today = () => new Date();', 'no-restricted-globals'],
      ['chance', 'export const dice = () => Math.random();', 'no-restricted-properties'],
      [
        'chance from crypto',
        "import crypto from 'node:crypto';\nexport const id = () => crypto.randomUUID();",
        'no-restricted-syntax',
      ],
      ['a floating-point function', 'export const root = (x: number) => Math.sqrt(x);', 'no-restricted-properties'],
      ['a locale', "export const order = (a: string) => a.localeCompare('b');", 'no-restricted-properties'],
      ['Intl', "export const order = new Intl.Collator('zh');", 'no-restricted-globals'],
      ['the environment', 'export const home = () => process.env;', 'no-restricted-globals'],
      ['a timer', 'export const later = (f: () => void) => setTimeout(f, 1);', 'no-restricted-globals'],
      ['the network', "export const ask = () => fetch('http://127.0.0.1');", 'no-restricted-globals'],
      ['files', "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;", 'no-restricted-syntax'],
      ['module state', 'let count = 0;\nexport const next = () => (count += 1);', 'no-restricted-syntax'],
      ['exported module state', 'export let count = 0;', 'no-restricted-syntax'],
      [
        'a container that outlives the transaction',
        'const seen = new Map();\nexport const has = (k: string) => seen.has(k);',
        'no-restricted-syntax',
      ],
      ['output', "export const say = () => console.log('x');", 'no-restricted-globals'],
      [
        'a range scan',
        'export const scan = (stub: { getStateByRange(): void }) => stub.getStateByRange();',
        'no-restricted-properties',
      ],
      [
        'the unique id of a caller',
        'export const who = (identity: { getID(): string }) => identity.getID();',
        'no-restricted-properties',
      ],
    ] as const) {
      it(`refuses ${name}`, async () => expect(await faults(code)).to.include(rule));
    }

    for (const [name, code] of [
      ['integer arithmetic', 'export const half = (x: number) => Math.floor(x / 2);'],
      ['a table', "export const TABLE = { a: ['b'] } as const;"],
      ['a container within a function', 'export const unique = (names: string[]) => [...new Set(names)];'],
      ['order by code unit', 'export const order = (a: string, b: string) => (a < b ? -1 : 1);'],
    ] as const) {
      it(`permits ${name}`, async () => expect(await faults(code)).to.deep.equal([]));
    }
  });

  describe('as its sources stand', () => {
    it('is looked for where it could be hidden', () => {
      const text = `import fs from 'node:fs'; const d = new Date(); const x = { Date: 1 }; x.Date;
        // process
        Math.random(); void import('./time.js'); export const { console: c = console } = {};`;
      expect(suspiciousIn(text, [])).to.deep.equal([
        'import of node:fs',
        'Date',
        'random',
        'import()',
        'console',
        'console',
      ]);
    });

    for (const layer of Object.keys(PERMITTED_IMPORTS)) {
      const sources = sourcesOf(join(ROOT, 'chaincode', layer));
      for (const file of sources.filter((source) => !SERVING.test(source))) {
        it(`${file.slice(join(ROOT, 'chaincode').length + 1)} looks at nothing that differs between peers`, () => {
          expect(suspiciousIn(readFileSync(file, 'utf8'), PERMITTED_IMPORTS[layer] ?? [])).to.deep.equal([]);
        });
      }
    }
  });
});

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => join(folder, name));
}

/** Uses of forbidden names, members and imports, found in the syntax and so not in comments or texts. */
function suspiciousIn(text: string, permitted: readonly string[]): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const fault = faultOf(node, permitted);
    if (fault !== undefined) found.push(fault);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', text, ts.ScriptTarget.ES2022, true));
  return found;
}

function faultOf(node: ts.Node, permitted: readonly string[]): string | undefined {
  if (ts.isIdentifier(node)) return isReference(node) && FORBIDDEN_NAMES.includes(node.text) ? node.text : undefined;
  if (ts.isPropertyAccessExpression(node)) {
    return FORBIDDEN_MEMBERS.includes(node.name.text) ? node.name.text : undefined;
  }
  if (ts.isImportDeclaration(node)) return foreignImport(node.moduleSpecifier, permitted);
  return node.kind === ts.SyntaxKind.ImportKeyword ? 'import()' : undefined;
}

function foreignImport(specifier: ts.Expression, permitted: readonly string[]): string | undefined {
  const name = ts.isStringLiteral(specifier) ? specifier.text : 'something computed';
  return name.startsWith('.') || permitted.includes(name) ? undefined : `import of ${name}`;
}

/** A member or a property of that name is something else than the global. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  return !ts.isPropertyAssignment(parent) || parent.initializer === node;
}
