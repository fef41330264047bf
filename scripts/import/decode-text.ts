// SPDX-License-Identifier: Apache-2.0
import { TextDecoder } from 'node:util';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import type { Mapping } from './mapping.js';

/** How a byte order mark looks in each encoding; it decides over the mapping. */
const MARKS = [
  ['utf-8', Buffer.from([0xef, 0xbb, 0xbf])],
  ['gb18030', Buffer.from([0x84, 0x31, 0x95, 0x33])],
] as const;

/**
 * Text of an export, piece by piece; the first piece must hold the mark whole, if there is one. A byte order mark, of UTF-8 or GB 18030, decides over the mapping and is dropped.
 * @throws {CommandFailure} for bytes that the encoding does not have: guessing would spoil names.
 */
export async function* decodeText(
  bytes: AsyncIterable<Buffer>,
  encoding: Mapping['encoding'],
): AsyncGenerator<string, void, undefined> {
  let decoder: TextDecoder | undefined;
  let used: Mapping['encoding'] = encoding;
  for await (const chunk of bytes) {
    if (decoder !== undefined) {
      yield decodeOrFail(decoder, used, chunk);
      continue;
    }
    const [marked, mark = Buffer.alloc(0)] =
      MARKS.find(([, start]) => chunk.subarray(0, start.length).equals(start)) ?? [];
    used = marked ?? encoding;
    decoder = new TextDecoder(used, { fatal: true });
    yield decodeOrFail(decoder, used, chunk.subarray(mark.length));
  }
  if (decoder !== undefined) yield decodeOrFail(decoder, used);
}

function decodeOrFail(decoder: TextDecoder, encoding: string, chunk?: Buffer): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (error) {
    throw new CommandFailure(
      EXIT.FAILED_CHECK,
      {
        zh: `文件不是 ${encoding} 编码；请在映射文件的 encoding 中写明实际编码（utf-8 或 gb18030）。`,
        en: `The file is not ${encoding}; name its encoding (utf-8 or gb18030) in the mapping.`,
      },
      { cause: error },
    );
  }
}
