// SPDX-License-Identifier: Apache-2.0
import { TextDecoder } from 'node:util';
import { CommandFailure } from '../command-failure.js';
import { EXIT } from '../exit-codes.js';
import type { Mapping } from './mapping.js';

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Text of an export, piece by piece. A UTF-8 byte order mark decides over the mapping and is dropped.
 * @throws {CommandFailure} for bytes that the encoding does not have: guessing would spoil names.
 */
export async function* decodeText(
  bytes: AsyncIterable<Buffer>,
  encoding: Mapping['encoding'],
): AsyncGenerator<string, void, undefined> {
  let decoder: TextDecoder | undefined;
  let used: Mapping['encoding'] = encoding;
  for await (const chunk of bytes) {
    if (decoder === undefined) {
      used = chunk.subarray(0, 3).equals(UTF8_MARK) ? 'utf-8' : encoding;
      decoder = new TextDecoder(used, { fatal: true });
    }
    yield decodeOrFail(decoder, used, chunk);
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
