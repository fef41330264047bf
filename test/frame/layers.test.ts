// SPDX-License-Identifier: Apache-2.0
import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect } from 'chai';
import ts from 'typescript';
import { root } from './repository.js';

const DOMAIN = 'chaincode/domain';
const AGREEMENT = [DOMAIN, 'chaincode/wire', 'chaincode/transactions'];
/** What the adapters of the ledger join. */
const LEDGER = [...AGREEMENT, 'chaincode/fabric', 'gateway/ledger', 'network/embedded', 'network/definitions'];

/** What each layer may import (design: one-way arrows). Everything else must not compile. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  [DOMAIN]: [],
  'chaincode/wire': [DOMAIN],
  'chaincode/transactions': [DOMAIN, 'chaincode/wire'],
  'chaincode/fabric': AGREEMENT,
  'network/embedded': [],
  'network/definitions': [],
  'network/native': ['network/definitions'],
  'gateway/sqlite': [],
  'gateway/ledger': AGREEMENT,
  'gateway/ledger/channel': LEDGER,
  'gateway/ledger/embedded': [...LEDGER, 'gateway/ledger/channel'],
  'gateway/ledger/fabric': [...LEDGER, 'gateway/ledger/channel'],
  'gateway/readmodel': [...AGREEMENT, 'gateway/ledger', 'gateway/sqlite'],
  'gateway/audit': [...AGREEMENT, 'gateway/ledger', 'gateway/readmodel', 'gateway/sqlite'],
  'gateway/uploads': [],
  'gateway/pseudonyms': [...AGREEMENT, 'gateway/sqlite'],
  'gateway/idempotency': [...AGREEMENT, 'gateway/ledger', 'gateway/pseudonyms', 'gateway/sqlite'],
  'gateway/usecases': [
    ...AGREEMENT,
    'gateway/ledger',
    'gateway/readmodel',
    'gateway/pseudonyms',
    'gateway/sqlite',
    'gateway/uploads',
  ],
  'gateway/http': [
    ...AGREEMENT,
    'gateway/ledger',
    'gateway/readmodel',
    'gateway/pseudonyms',
    'gateway/idempotency',
    'gateway/sqlite',
    'gateway/uploads',
    'gateway/usecases',
  ],
};
const LAYERS = Object.keys(MAY_IMPORT);
const FILE_NOT_LISTED = 6307;

describe('layers', function () {
  this.timeout(60_000);

  for (const layer of LAYERS) {
    const forbidden = LAYERS.filter((other) => other !== layer && MAY_IMPORT[layer]?.includes(other) !== true);
    it(`${layer} cannot import ${forbidden.length} others, and nothing above`, () => {
      const refused = refusedImports(layer, [...forbidden, 'gateway', 'scripts']);
      expect([...refused].sort()).to.deep.equal([...forbidden, 'gateway', 'scripts'].sort());
    });
  }

  it('lets the arrows through that are drawn in the tsconfigs', () => {
    expect([...refusedImports('gateway/http', ['gateway/usecases', DOMAIN])]).to.deep.equal([]);
  });

  it('gives the domain no name of Node or of a browser', () => {
    const names = ['Buffer', 'process', 'console', 'fetch', 'setTimeout'];
    const probe = names.map((name, index) => `export const probe${index}: unknown = ${name};`).join('\n');
    const program = programOf(DOMAIN, { 'probe.ts': probe }, { noLib: false }, () => true);
    const unknown = program
      .getSemanticDiagnostics()
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    expect(names.filter((name) => !unknown.some((text) => text.includes(`name '${name}'`)))).to.deep.equal([]);
  });
});

/** Which of the layers a file of this layer may not import from, as the compiler says. */
function refusedImports(layer: string, others: readonly string[]): Set<string> {
  const sources = Object.fromEntries(
    others.map((other, index) => {
      const target = relative(join(root, layer), join(root, other, someSource(other))).replaceAll('\\', '/');
      const specifier = target.startsWith('.') ? target : `./${target}`;
      return [
        `probe-${index}.ts`,
        `import * as probe from '${specifier.replace(/\.ts$/u, '.js')}';\nexport default probe;`,
      ];
    }),
  );
  const refused = new Set<string>();
  const program = programOf(layer, sources, { noLib: true }, (path) => path.endsWith('.json'));
  for (const { code, messageText } of program.getSemanticDiagnostics()) {
    if (code !== FILE_NOT_LISTED) continue;
    const text = ts.flattenDiagnosticMessageText(messageText, '\n');
    for (const other of others) if (text.includes(`/${other}/${someSource(other)}'`)) refused.add(other);
  }
  return refused;
}

function someSource(layer: string): string {
  const own = readdirSync(join(root, layer), { withFileTypes: true });
  const file = own.find((entry) => entry.isFile() && entry.name.endsWith('.ts'));
  if (file !== undefined) return file.name;
  const folder = own.find((entry) => entry.isDirectory());
  if (folder === undefined) throw new Error(`${layer} is empty`);
  return join(folder.name, someSource(join(layer, folder.name)));
}

/**
 * Compiles sources as if they lay in the layer, without writing anything. Other files count as empty unless they
 * are to be read: whether they may be imported does not depend on what they hold.
 */
function programOf(
  layer: string,
  sources: Readonly<Record<string, string>>,
  changes: ts.CompilerOptions,
  isRead: (path: string) => boolean,
): ts.Program {
  const file = join(root, layer, 'tsconfig.json');
  const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path)) as { config: unknown };
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, dirname(file));
  const probes = new Map(Object.entries(sources).map(([name, text]) => [join(root, layer, name), text]));
  const options: ts.CompilerOptions = { ...parsed.options, noEmit: true, incremental: false, types: [], ...changes };
  delete options.tsBuildInfoFile;
  const host = ts.createCompilerHost(options);
  const real = { fileExists: host.fileExists.bind(host), readFile: host.readFile.bind(host) };
  host.fileExists = (path) => probes.has(path) || real.fileExists(path);
  host.readFile = (path) => probes.get(path) ?? (isRead(path) ? real.readFile(path) : 'export {};');
  const references = parsed.projectReferences;
  return ts.createProgram({
    rootNames: [...probes.keys()],
    options,
    host,
    ...(references === undefined ? {} : { projectReferences: references }),
  });
}
