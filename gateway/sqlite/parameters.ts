// SPDX-License-Identifier: Apache-2.0

/** What SQLite is given. */
export type SqlValue = string | number | bigint | Uint8Array | null;

/**
 * Turns a parameter into what libsql stores faithfully: `true` and `false` become 1 and 0.
 *
 * libsql aborts the process on a boolean, cuts text at U+0000, and loses digits of large integers without
 * a word; what it would change is refused here instead.
 *
 * @throws {RangeError} for text with U+0000 or a lone surrogate, and numbers beyond 2^53 or not finite.
 * @throws {TypeError} for anything that is not a scalar or bytes, `undefined` included.
 */
export function toSqlValue(value: unknown): SqlValue {
  if (value === null || value instanceof Uint8Array) return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') return checkedText(value);
  if (typeof value === 'number' || typeof value === 'bigint') return checkedNumber(Number(value));
  throw new TypeError(`a parameter of type ${typeof value} cannot be stored`);
}

function checkedText(text: string): string {
  if (text.includes('\u0000')) throw new RangeError('text with U+0000 cannot be stored');
  if (/\p{Surrogate}/u.test(text)) throw new RangeError('text with a lone surrogate cannot be stored');
  return text;
}

function checkedNumber(value: number): number {
  const stored = Number.isSafeInteger(value) || (Number.isFinite(value) && Math.abs(value) < Number.MAX_SAFE_INTEGER);
  if (!stored) throw new RangeError('a number beyond 2^53 cannot be stored');
  return value;
}

/** Blobs come back from libsql as `ArrayBuffer`; callers get `Uint8Array`, in the same row. */
export function fromSqlRow(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  const columns = row as Record<string, unknown>;
  for (const name in columns) {
    const value = columns[name];
    if (value instanceof ArrayBuffer) columns[name] = new Uint8Array(value);
  }
  return row;
}
