// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Value } from 'typebox/value';
import { NetworkDefinition } from './definition.js';

/** A definition that cannot be used; the message names the file and everything that is wrong with it. */
export class DefinitionInvalid extends Error {
  override readonly name = 'DefinitionInvalid';

  constructor(file: string, faults: readonly string[], options?: ErrorOptions) {
    super([`${file} does not define a network:`, ...faults].join('\n  '), options);
  }
}

/**
 * Loads a definition: a name of those that come with the package (`district`, `minimal`), or the path of a file.
 * @throws {DefinitionInvalid} unreadable, not of the agreed shape, or a department that is there twice.
 */
export function loadDefinition(nameOrPath = 'district'): NetworkDefinition {
  const packaged = /^[a-z-]+$/u.test(nameOrPath);
  const file = packaged ? join(packageRoot(), 'network', 'definitions', `${nameOrPath}.json`) : nameOrPath;
  const definition = parse(file);
  if (!Value.Check(NetworkDefinition, definition)) {
    const faults = Value.Errors(NetworkDefinition, definition).map(
      ({ instancePath, message }) => `${instancePath === '' ? '/' : instancePath} ${message}`,
    );
    throw new DefinitionInvalid(file, faults);
  }
  const faults = [
    ...repeated(definition.departments.map(({ code }) => code)).map((code) => `department ${code} is there twice`),
    ...repeated(definition.departments.map(({ mspId }) => mspId)).map((mspId) => `MSP ${mspId} is there twice`),
    ...ordererFaults(definition),
  ];
  if (faults.length > 0) throw new DefinitionInvalid(file, faults);
  return definition;
}

function ordererFaults({ departments, orderers = [] }: NetworkDefinition): string[] {
  const known = new Set(departments.map(({ code }) => code));
  return [
    ...repeated(orderers.map(({ code }) => code)).map((code) => `orderer ${code} is there twice`),
    ...orderers
      .filter(({ department }) => !known.has(department))
      .map(
        ({ code, department }) => `orderer ${code} belongs to ${department}, which is no department of this network`,
      ),
  ];
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new DefinitionInvalid(file, [error instanceof Error ? error.message : String(error)], { cause: error });
  }
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

/** Compiled files lie under `dist`, the JSON files beside their sources. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}
