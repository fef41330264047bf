// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Value } from 'typebox/value';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import { catalogueFolder } from '../catalogue/catalogue-folder.js';
import { Mapping } from './mapping.js';

/** The mapping file that is named, or the catalogue's own for the record type. */
export async function readMapping(recordType: string, file = defaultFile(recordType)): Promise<Mapping> {
  const mapping = parse(file, await read(file));
  if (mapping.recordType !== recordType) {
    throw new CommandFailure(EXIT.USAGE, {
      zh: `映射文件 ${file} 属于 ${mapping.recordType}，不是 ${recordType}。`,
      en: `The mapping ${file} is for ${mapping.recordType}, not for ${recordType}.`,
    });
  }
  return mapping;
}

function defaultFile(recordType: string): string {
  return join(catalogueFolder(), 'mappings', `${recordType}.json`);
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandFailure(
      EXIT.USAGE,
      {
        zh: `没有映射文件 ${file}；用 --mapping 指定一个。`,
        en: `There is no mapping ${file}; name one with --mapping.`,
      },
      { cause: error },
    );
  }
}

function parse(file: string, text: string): Mapping {
  try {
    return Value.Parse(Mapping, JSON.parse(text));
  } catch (error) {
    throw new CommandFailure(
      EXIT.USAGE,
      { zh: `映射文件 ${file} 的格式不对。`, en: `The mapping ${file} does not have the agreed shape.` },
      { cause: error },
    );
  }
}
