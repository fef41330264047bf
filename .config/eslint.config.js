// SPDX-License-Identifier: Apache-2.0
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import tseslint from 'typescript-eslint';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.onedoor/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: '.config/tsconfig.lint.json', tsconfigRootDir: root } },
    rules: {
      complexity: ['error', 10],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    // Every endorsing peer must reach the same bytes. What serves the contracts is no part of them.
    files: ['chaincode/**/*.ts'],
    ignores: ['chaincode/fabric/serve*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
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
        ].map((name) => ({
          name,
          message: 'Chaincode is deterministic: no clock, timers, locale, environment or output.',
        })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Chaincode is deterministic.' },
        ...['sin', 'cos', 'tan', 'exp', 'log', 'pow', 'sqrt'].map((property) => ({
          object: 'Math',
          property,
          message: 'Floating-point functions may differ between machines.',
        })),
        ...['localeCompare', 'toLocaleString', 'toLocaleUpperCase', 'toLocaleLowerCase', 'toLocaleDateString'].map(
          (property) => ({
            property,
            message: 'Chaincode knows no locale.',
          }),
        ),
        { property: 'getID', message: 'Not unique, slashes in names make two the same: authorise on MSP id and role.' },
        { property: 'getQueryResult', message: 'No rich queries in chaincode.' },
        { property: 'getStateByRange', message: 'No range scans in chaincode.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "Program > VariableDeclaration[kind='let']", message: 'No module state in chaincode.' },
        {
          selector: "Program > ExportNamedDeclaration > VariableDeclaration[kind='let']",
          message: 'No module state in chaincode.',
        },
        {
          selector:
            'Program > VariableDeclaration > VariableDeclarator > NewExpression[callee.name=/^(Map|Set|WeakMap|WeakSet|Array)$/]',
          message: 'No mutable container at module level in chaincode (a frozen table is fine).',
        },
        {
          selector:
            'ImportDeclaration[source.value=/^(node:)?(fs|net|http|https|dns|child_process|os|worker_threads|timers)/]',
          message: 'No I/O in chaincode.',
        },
        {
          selector: "CallExpression[callee.object.name='crypto'][callee.property.name=/^random/]",
          message: 'No randomness in chaincode.',
        },
      ],
    },
  },
  {
    // A decorated contract's Context must be imported as a value, or the shim counts it as an argument.
    files: ['chaincode/fabric/**/*.ts', 'test/network/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off', '@typescript-eslint/no-extraneous-class': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
);
