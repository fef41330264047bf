// SPDX-License-Identifier: Apache-2.0
import { crc32 } from 'node:zlib';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';

const TransactionId = Type.String({ pattern: '^[0-9a-f]{64}$' });

const Kept = Type.Object({
  transactionId: TransactionId,
  /** Department through whose peer it is sent. */
  department: Type.String(),
  /** A signed `common.Envelope`, base64. */
  envelope: Type.String(),
  /** Number of blocks that were known when it was endorsed; missing in old lines. */
  height: Type.Optional(Type.String({ pattern: '^[0-9]+$' })),
});
/** What became of it is known: `block` holds it; none where it was never taken. */
const Settled = Type.Object({ settled: TransactionId, block: Type.Optional(Type.String({ pattern: '^[0-9]+$' })) });
/** First line after a rewriting: up to which block everything that is not here any more was settled. */
const UpTo = Type.Object({ upTo: Type.String({ pattern: '^[0-9]+$' }) });

const EnvelopeLine = Type.Union([Kept, Settled, UpTo]);
export type EnvelopeLine = Static<typeof EnvelopeLine>;

/** One line of the file: eight hexadecimal digits of CRC-32, a space, JSON. */
export function encodeLine(line: EnvelopeLine): string {
  const text = JSON.stringify(line);
  return `${sumOf(text)} ${text}\n`;
}

/** `undefined` for what is not such a line, whole. */
export function decodeLine(line: string): EnvelopeLine | undefined {
  const text = line.slice(9);
  if (line.slice(0, 8) !== sumOf(text)) return undefined;
  const value: unknown = JSON.parse(text);
  return Value.Check(EnvelopeLine, value) ? value : undefined;
}

function sumOf(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
