// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';

/** A file's text, or standard input for `-`. */
export async function readText(file: string): Promise<string> {
  if (file === '-') return text(process.stdin);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandFailure(
      EXIT.USAGE,
      { zh: `无法读取文件 ${file}。`, en: `The file ${file} cannot be read.` },
      { cause: error },
    );
  }
}
